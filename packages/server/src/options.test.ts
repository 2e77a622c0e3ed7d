import { createEmulator } from '@dots-flows/emulator';
import type { Emulator } from '@dots-flows/emulator';
import { afterEach, describe, expect, it } from 'vitest';
import { createDotsFlows } from './create-dots-flows.ts';
import { createDotsApi } from './dots-api/create-dots-api.ts';
import type { DotsFlowsOptions } from './options.ts';
import { createMemoryDatabase } from './store/memory-database.ts';
import { memoryStore } from './store/memory-store.ts';

const ORIGIN = 'https://app.example.com';
let emulator: Emulator | undefined;
afterEach(async () => emulator?.close());

const options = (fields: object = {}): DotsFlowsOptions => ({
  api: createDotsApi({ environment: 'sandbox', clientId: 'pk_dev_1', apiKey: 'sk_dev_1' }),
  store: memoryStore(),
  allowedOrigins: [ORIGIN],
  authenticate: () => ({ accountId: 'acc_1' }),
  resolvePayout: () => ({ amountCents: 100 }),
  ...fields,
});

describe('createDotsFlows', () => {
  it.each([
    ['api', { api: undefined }],
    ['api', { api: {} }],
    ['store', { store: undefined }],
    ['store', { store: 'payouts.db' }],
    ['authenticate', { authenticate: undefined }],
    ['resolvePayout', { resolvePayout: { amountCents: 1 } }],
    ['reviewPayee', { reviewPayee: 'pay' }],
    ['onNotice', { onNotice: 1 }],
    ['keyFormat', { keyFormat: 'random' }],
    ['storeEpoch', { storeEpoch: '' }],
    ['allowedOrigins', { allowedOrigins: [] }],
    ['allowedOrigins', { allowedOrigins: ['*'] }],
    ['webhookSecrets', { webhookSecrets: ['short'] }],
    ['sweepSecret', { sweepSecret: 'short' }],
    ['reviewPayees', { reviewPayees: () => 'pay' }],
    ['webhookSecret', { webhookSecret: ['x'] }],
    ['clock', { clock: Date }],
  ])('does not start without a right `%s`, and says so', (name, fields) => {
    expect(() => createDotsFlows(options(fields))).toThrow(
      expect.objectContaining({
        code: 'not-configured',
        message: expect.stringMatching(new RegExp(name.replace('Secrets', '.*ecret'))) as string,
      }) as Error,
    );
  });

  it('does not start without options', () => {
    expect(() => createDotsFlows(undefined as never)).toThrow(
      expect.objectContaining({ code: 'not-configured' }) as Error,
    );
  });

  it('leaves the options alone, and is not changed by what happens to them later', async () => {
    const mine = options();
    const frozen = Object.freeze({ ...mine });
    const dots = createDotsFlows(frozen);
    expect(Object.isFrozen(dots)).toBe(true);
    expect(frozen).toEqual(mine);
    await dots.stop();
  });

  it('refuses a store that belongs to another App, before anything is sent', async () => {
    const database = createMemoryDatabase();
    let calls = 0;
    const api = (clientId: string) =>
      createDotsApi({
        environment: 'sandbox',
        clientId,
        apiKey: 'sk_dev_1',
        fetch: async () => {
          calls += 1;
          return Response.json({
            id: 'f',
            link: 'https://my.dots.dev/flow/f',
            steps: ['compliance'],
            completed_steps: [],
          });
        },
      });
    const call = { payoutId: 'inv_1', accountId: 'acc_1', renewLink: false, retry: false };
    await createDotsFlows(options({ api: api('pk_dev_1'), store: memoryStore({ database }) })).payouts.advance(call);
    const before = calls;
    const other = createDotsFlows(options({ api: api('pk_dev_2'), store: memoryStore({ database }) }));
    await expect(other.payouts.advance(call)).rejects.toMatchObject({ code: 'not-configured' });
    expect(calls).toBe(before);
  });

  it('answers over HTTP from end to end', async () => {
    emulator = await createEmulator();
    const { apiUrl, clientId, apiKey } = emulator;
    const dots = createDotsFlows(
      options({ api: createDotsApi({ environment: { baseUrl: apiUrl }, clientId, apiKey }) }),
    );
    const response = await dots.handler(
      new Request('https://app.example.com/api/dots/payouts/inv_1/advance', {
        method: 'POST',
        headers: { origin: ORIGIN, 'content-type': 'application/json' },
        body: '{}',
      }),
    );
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ stage: 'onboarding', payoutId: 'inv_1', amountCents: 100 });
  });

  it('survives a listener that throws', async () => {
    emulator = await createEmulator();
    const { apiUrl, clientId, apiKey } = emulator;
    const onEvent = () => {
      throw new Error('listener');
    };
    const dots = createDotsFlows(
      options({ onEvent, api: createDotsApi({ environment: { baseUrl: apiUrl }, clientId, apiKey }) }),
    );
    const session = await dots.payouts.advance({
      payoutId: 'inv_1',
      accountId: 'acc_1',
      renewLink: false,
      retry: false,
    });
    expect(session.stage).toBe('onboarding');
  });
});
