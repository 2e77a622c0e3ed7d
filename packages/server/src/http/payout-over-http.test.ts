import type { PayoutSession } from '@dots-flows/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createContractCheck } from '../../test/http/contract-check.ts';
import type { ContractCheck } from '../../test/http/contract-check.ts';
import { mountListener } from '../../test/http/mounting.ts';
import type { Mounted } from '../../test/http/mounting.ts';
import { signWebhook } from '../../test/http/sign-webhook.ts';
import { SWEEP_SECRET, WEBHOOK_SECRET, authenticateByCookie, pageHeaders } from '../../test/http/test-handler.ts';
import { ACCOUNT, AMOUNT_CENTS, PAYOUT, createHarness } from '../../test/payouts/payout-harness.ts';
import type { Harness, Instance } from '../../test/payouts/payout-harness.ts';
import { createDotsApi } from '../dots-api/create-dots-api.ts';
import { toNodeListener } from '../node/node-listener.ts';

const MINE = { cookie: `account=${ACCOUNT}` };
const FOREIGN = { cookie: 'account=acc_bert' };
const path = `/payouts/${PAYOUT}`;

/** The handler as hosts get it: real payouts on a real store, with the emulator as Dots. */
describe('the handler on real payouts', () => {
  let harness: Harness;
  let app: Instance;
  let check: ContractCheck;
  let mounted: Mounted | undefined;

  beforeEach(async () => {
    harness = await createHarness({
      emulator: {
        seed: 'http',
        clock: { now: '2026-08-03T09:00:00Z', paused: true },
        webhookDelivery: { timestamps: 'emulator' },
      },
      flows: {
        authenticate: authenticateByCookie,
        resolvePayout: ({ payoutId, accountId }) =>
          [PAYOUT, 'inv_2042'].includes(payoutId) && accountId === ACCOUNT ? { amountCents: AMOUNT_CENTS } : null,
        webhookSecrets: [WEBHOOK_SECRET],
        sweepSecret: SWEEP_SECRET,
        flowPolicy: () => true,
      },
    });
    app = harness.instance();
    check = await createContractCheck(app.handler);
  });
  afterEach(async () => {
    await app.stop();
    await mounted?.close();
    mounted = undefined;
    await harness.close();
  });

  async function exchange(method: string, to: string, headers: Record<string, string> = MINE, json?: unknown) {
    const response = await app.handler(
      new Request(`https://app.example.com/api/dots${to}`, {
        method,
        headers: pageHeaders({ ...headers, ...(json === undefined ? {} : { 'content-type': 'application/json' }) }),
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      }),
    );
    const text = await response.text();
    expect(check(method, to.split('?')[0] ?? to, response, text)).toEqual([]);
    return { status: response.status, body: JSON.parse(text) as Record<string, unknown> };
  }
  const advance = async (json: unknown = {}) =>
    (await exchange('POST', `${path}/advance`, MINE, json)).body as unknown as PayoutSession;
  function flowIdOf(session: PayoutSession): string {
    if (session.stage === 'onboarding' || session.stage === 'withdrawing') return session.flow.flowId;
    throw new Error(`No Flow in the stage ${session.stage}.`);
  }

  it('pays from the first click to the withdrawal, every answer in the words of the contract', async () => {
    const opened = await advance();
    expect(opened).toMatchObject({ stage: 'onboarding', amountCents: AMOUNT_CENTS });
    harness.finishOnboarding(flowIdOf(opened));

    const funded = await advance();
    expect(funded.stage).toBe('withdrawing');
    expect(funded.version).toBeGreaterThan(opened.version);
    expect((await exchange('GET', path)).body).toMatchObject({ stage: 'withdrawing', version: funded.version });
    harness.finishPayout(flowIdOf(funded));

    expect((await advance()).stage).toBe('completed');
    expect((await exchange('GET', path)).body).toMatchObject({ stage: 'completed' });
    expect(harness.paid()).toHaveLength(1);
    expect(harness.emulator.world.ledger.report()).toMatchObject({ balanced: true, paidOutCents: AMOUNT_CENTS });
  });

  it('makes another link only when the page asks for one', async () => {
    harness.finishOnboarding(flowIdOf(await advance()));
    // The first payout proves the phone inside its Flow; the link of the second one is signed in, and so it ages.
    harness.finishPayout(flowIdOf(await advance()));
    expect((await advance()).stage).toBe('completed');
    const second = '/payouts/inv_2042';
    const ask = async (json: unknown) =>
      flowIdOf((await exchange('POST', `${second}/advance`, MINE, json)).body as unknown as PayoutSession);
    const flowId = await ask({});
    await harness.pass(60 * 60_000);
    expect(await ask({})).toBe(flowId);
    expect(await ask({ renewLink: true })).not.toBe(flowId);
  });

  it('tries a refused transfer again only when the page asks for it', async () => {
    harness.finishOnboarding(flowIdOf(await advance()));
    const refusal = { kind: 'error', status: 400, errorCode: 'invalid-input' } as const;
    harness.emulator.faults.add({ method: 'POST', path: '/v2/transfers', effect: refusal });
    await advance();
    await harness.live(app, 100_000, 1_000);
    expect((await advance()).stage).toBe('failed');
    expect((await advance({ retry: true })).stage).toBe('withdrawing');
  });

  it('shows nothing of a payout to another account, and does nothing for it', async () => {
    await advance();
    const before = harness.emulator.requests.list().length;
    const rows = await app.rows();
    for (const [method, to, json] of [
      ['POST', `${path}/advance`, {}],
      ['GET', path, undefined],
      ['GET', `${path}?after=0`, undefined],
      ['GET', `${path}/events`, undefined],
    ] as const) {
      const { status, body } = await exchange(method, to, FOREIGN, json);
      expect([status, body['code']]).toEqual([404, 'payout-not-found']);
    }
    expect(harness.emulator.requests.list()).toHaveLength(before);
    expect((await app.rows()).session.version).toBe(rows.session.version);
  });

  it('knows no payout that resolvePayout does not know', async () => {
    const { status, body } = await exchange('POST', '/payouts/inv_9999/advance', MINE, {});
    expect([status, body['code']]).toEqual([404, 'payout-not-found']);
    expect(harness.emulator.requests.list()).toEqual([]);
  });

  it('wakes a waiting page by a webhook that the emulator signs', async () => {
    const { port } = (mounted = await mountListener(toNodeListener(app.handler)));
    harness.emulator.webhooks.addEndpoint({
      url: `http://127.0.0.1:${port}/api/dots/webhooks`,
      secret: WEBHOOK_SECRET,
    });
    app.start();
    const opened = await advance();
    const waiting = exchange('GET', `${path}?after=${opened.version}`);

    harness.finishOnboarding(flowIdOf(opened));
    const { body } = await vi.waitFor(
      async () => {
        // The clock is the emulator's: each turn lets a second pass, in which sweeper and waiting page look around.
        await harness.pass(1000);
        return Promise.race([waiting, new Promise<never>((_, reject) => setImmediate(reject, new Error('not yet')))]);
      },
      { timeout: 10_000, interval: 5 },
    );
    expect(body['version']).toBeGreaterThan(opened.version);
    expect(
      harness.emulator.webhooks.messages().every(({ attempts }) => attempts.every(({ outcome }) => outcome === 200)),
    ).toBe(true);
    expect(harness.events).toContainEqual(expect.objectContaining({ type: 'webhook-received', outcome: 'stored' }));
    expect(harness.paid()).toHaveLength(1);
  });

  it('changes no row and calls nobody for a webhook that is not signed by Dots', async () => {
    await advance();
    const before = { rows: await app.rows(), calls: harness.emulator.requests.list().length };
    const body = `{"event":"flow.updated","flow_id":"${flowIdOf(await advance())}"}`;
    const timestampSeconds = Math.floor(harness.emulator.clock.nowMs() / 1000);
    const calls = harness.emulator.requests.list().length;
    const response = await app.handler(
      new Request('https://app.example.com/api/dots/webhooks', {
        method: 'POST',
        body,
        headers: {
          'svix-id': 'msg_forged',
          'svix-timestamp': String(timestampSeconds),
          'svix-signature': signWebhook(`whsec_${btoa('y'.repeat(24))}`, {
            messageId: 'msg_forged',
            timestampSeconds,
            body,
          }),
        },
      }),
    );
    expect(response.status).toBe(401);
    expect(harness.database.messages.size).toBe(0);
    expect(harness.emulator.requests.list()).toHaveLength(calls);
    expect((await app.rows()).session.version).toBe(before.rows.session.version);
  });

  it('finishes by POST /sweep what no browser asks for any more', async () => {
    harness.finishOnboarding(flowIdOf(await advance()));
    const send = () =>
      exchange('POST', '/sweep', { authorization: `Bearer ${SWEEP_SECRET}`, cookie: '' }) as Promise<{
        status: number;
      }>;
    await vi.waitFor(
      async () => {
        await harness.pass(30_000);
        expect((await send()).status).toBe(200);
        expect(harness.paid()).toHaveLength(1);
      },
      { timeout: 10_000, interval: 1 },
    );
  });

  it('creates Flows that only their own account can read', async () => {
    const created = await exchange('POST', '/flows', MINE, { steps: ['compliance', 'manage-payouts'] });
    expect(created.body).toMatchObject({
      steps: ['compliance', 'manage-payouts'],
      completedSteps: [],
      signedInUntil: null,
    });
    const to = `/flows/${String(created.body['flowId'])}`;
    expect((await exchange('GET', to)).status).toBe(200);
    expect((await exchange('GET', to, FOREIGN)).body['code']).toBe('flow-not-found');
    expect((await exchange('GET', `/flows/${flowIdOf(await advance())}`, FOREIGN)).body['code']).toBe('flow-not-found');
  });

  it.each([
    ['the amount 0', { amountCents: 0 }],
    ['a negative amount', { amountCents: -5 }],
    ['a fraction of a cent', { amountCents: 1.5 }],
    ['no number', { amountCents: Number.NaN }],
    ['more than can be counted', { amountCents: 2 ** 53 }],
    ['a text', { amountCents: '2500' }],
  ])('moves nothing when resolvePayout answers %s', async (_name, resolved) => {
    app = harness.instance({}, { resolvePayout: () => resolved as never });
    const { status, body } = await exchange('POST', `${path}/advance`, MINE, {});
    expect([400, 500]).toContain(status);
    expect(['invalid-amount', 'host-callback-failed']).toContain(body['code']);
    expect(harness.emulator.requests.list()).toEqual([]);
  });

  it('says what to mend when Dots refuses the keys, and shows none of them', async () => {
    const apiKey = 'sk_dev_WRONG';
    const api = createDotsApi({
      environment: { baseUrl: harness.emulator.apiUrl },
      clientId: harness.emulator.clientId,
      apiKey,
      fetch: (input, init) => harness.emulator.fetch(new Request(input, init)),
    });
    app = harness.instance({}, { api });
    const { status, body } = await exchange('POST', `${path}/advance`, MINE, {});
    expect([status, body['code']]).toEqual([502, 'dots-credentials-refused']);
    expect(JSON.stringify([body, harness.events])).not.toContain(apiKey);
    expect(harness.paid()).toEqual([]);
  });
});
