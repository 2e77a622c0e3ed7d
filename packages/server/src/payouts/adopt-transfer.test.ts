import { afterEach, describe, expect, it } from 'vitest';
import { AMOUNT_CENTS, createHarness, PAYOUT } from '../../test/payouts/payout-harness.ts';
import type { Harness, Instance } from '../../test/payouts/payout-harness.ts';
import { derivePayoutKey, referenceTag } from './payout-key.ts';
import { createDotsApi } from '../dots-api/create-dots-api.ts';

const POST = { method: 'POST', path: '/v2/transfers' } as const;
const HOUR = 60 * 60_000;

let harness: Harness;
let app: Instance;
let userId: string;
afterEach(async () => harness.close());

/** A payout whose key is too old to be sent again, and of which Dots shows nothing. */
async function givenUp() {
  harness = await createHarness();
  app = harness.instance();
  userId = await harness.onboard(app);
  harness.emulator.faults.add({ ...POST, count: null, effect: { kind: 'error', status: 500 } });
  await app.advance();
  await harness.live(app, 13 * HOUR, 60_000);
  expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'key-too-old' });
}

/** A transfer as somebody makes it in the dashboard: without a mark of ours. */
const madeByHand = (fields: object = {}): string =>
  harness.emulator.world.transfers.createFromBody({ amount: -AMOUNT_CENTS, user_id: userId, ...fields }).id;

const adopt = (transferId: string) => app.operator.adopt({ payoutId: PAYOUT, transferId });
const refused = { code: 'payout-conflict' };

describe('adopt', () => {
  it('goes on with a transfer that was made by hand, and sends nothing', async () => {
    await givenUp();
    const transferId = madeByHand();
    expect(await adopt(transferId)).toMatchObject({ phase: 'FUNDED', reason: null });
    const calls = harness.calls.length;
    await harness.live(app, HOUR, 60_000);
    const withdrawing = await app.advance();
    if (withdrawing.stage !== 'withdrawing') throw new Error(withdrawing.stage);
    harness.finishPayout(withdrawing.flow.flowId);
    expect((await app.advance()).stage).toBe('completed');
    const sent = harness.calls.slice(calls).filter(({ method, path }) => method === 'POST' && path === POST.path);
    expect(sent).toEqual([]);
    expect(harness.paid()).toHaveLength(1);
    const events = await app.store.readEvents((await app.rows()).session.sessionId);
    expect(events.map(({ name }) => name)).toContain('adopted-by-operator');
  });

  it('follows a transfer that is still on its way', async () => {
    await givenUp();
    harness.emulator.world.transferScript.plan({ status: 'pending' });
    const transferId = madeByHand();
    expect(await adopt(transferId)).toMatchObject({ phase: 'ACCEPTED' });
    harness.emulator.world.transfers.moveTo(transferId, 'completed');
    await harness.live(app, 60_000);
    expect((await app.rows()).session.phase).toBe('FUNDED');
  });

  it('refuses another size, another person, and what Dots does not know', async () => {
    await givenUp();
    await expect(adopt(madeByHand({ amount: -AMOUNT_CENTS + 1 }))).rejects.toMatchObject(refused);
    const stranger = harness.emulator.world.addUser({
      phone: '+1 415 555 0199',
      firstName: 'Bo',
      lastName: 'Lee',
      compliance: 'w9',
    });
    await expect(adopt(madeByHand({ user_id: stranger.id }))).rejects.toMatchObject(refused);
    await expect(adopt('00000000-0000-4000-8000-00000000dead')).rejects.toMatchObject({ code: 'dots-refused' });
    expect((await app.rows()).attempts).toMatchObject([{ transferId: null }]);
    await expect(app.operator.adopt({ payoutId: 'absent', transferId: 'x' })).rejects.toMatchObject({
      code: 'payout-not-found',
    });
  });

  it.each([
    ['nobody', { user_id: null }],
    ['no amount', { amount: undefined }],
    ['an amount that cannot be read', { amount: '-248.50' }],
  ])('refuses a transfer that Dots shows with %s', async (_, fields) => {
    await givenUp();
    const id = madeByHand();
    const body = JSON.stringify({ id, status: 'completed', user_id: userId, amount: -AMOUNT_CENTS, ...fields });
    harness.emulator.faults.add({
      method: 'GET',
      path: '/v2/transfers/*',
      effect: { kind: 'error', status: 200, body },
    });
    await expect(adopt(id)).rejects.toMatchObject(refused);
    expect((await app.rows()).session.phase).toBe('ATTENTION');
  });

  it('refuses a payout that does not wait for a person', async () => {
    harness = await createHarness();
    app = harness.instance();
    userId = await harness.onboard(app);
    await app.advance();
    await expect(adopt(harness.paid()[0]?.id ?? '')).rejects.toMatchObject(refused);
  });

  it('takes one of two transfers only when the other is not alive any more', async () => {
    harness = await createHarness();
    app = harness.instance();
    userId = await harness.onboard(app);
    const { emulator } = harness;
    const { namespace } = createDotsApi({
      environment: { baseUrl: emulator.apiUrl },
      clientId: emulator.clientId,
      apiKey: emulator.apiKey,
    });
    const [first = '', second = ''] = [1, 2].map((ordinal) =>
      madeByHand({
        metadata: {
          dots_flows_reference: referenceTag(namespace, PAYOUT),
          dots_flows_key: derivePayoutKey({ namespace, reference: PAYOUT, ordinal, amountCents: 0, format: 'uuid-v5' }),
          dots_flows_ordinal: String(ordinal),
        },
      }),
    );
    expect((await app.advance()).stage).toBe('held');
    await expect(adopt(second)).rejects.toMatchObject(refused);
    emulator.world.transfers.moveTo(first, 'reversed');
    await expect(adopt(first)).rejects.toMatchObject(refused);
    expect(await adopt(second)).toMatchObject({ phase: 'FUNDED' });
    expect((await app.advance()).stage).toBe('withdrawing');
  });
});
