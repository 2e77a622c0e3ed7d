import { afterEach, describe, expect, it } from 'vitest';
import { AMOUNT_CENTS, createHarness, PAYOUT } from '../../test/payouts/payout-harness.ts';
import type { Harness, HarnessOptions, Instance } from '../../test/payouts/payout-harness.ts';
import { copyMemoryDatabase } from '../store/memory-database.ts';
import { derivePayoutKey, referenceTag } from './payout-key.ts';

let harness: Harness;
let app: Instance;
afterEach(async () => harness.close());

const POST = { method: 'POST', path: '/v2/transfers' } as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function readyToSend(options: HarnessOptions = {}) {
  harness = await createHarness(options);
  app = harness.instance();
  return harness.onboard(app);
}

const leave = (status: 'pending' | 'flagged' | 'failed' | 'canceled' | 'created') =>
  harness.emulator.world.transferScript.plan({ status, type: 'balance' });
const move = (status: 'completed' | 'failed' | 'reversed' | 'pending' | 'flagged') => {
  const id = harness.paid()[0]?.id ?? '';
  harness.emulator.world.transfers.moveTo(id, status);
  return id;
};
const postCount = () => harness.calls.filter(({ method, path }) => method === 'POST' && path === '/transfers').length;

describe('a transfer on its way', () => {
  it.each(['created', 'pending'] as const)('that is %s withholds the link until it is completed', async (status) => {
    await readyToSend();
    leave(status);
    expect(await app.advance()).toMatchObject({ stage: 'transferring', transfer: { status } });
    expect((await app.advance()).stage).toBe('transferring');
    move('completed');
    const funded = await app.advance();
    expect(funded.stage).toBe('withdrawing');
    // The Flow that was made beside the POST is the one that is shown.
    expect(harness.calls.filter(({ method, path }) => method === 'POST' && path === '/flows')).toHaveLength(2);
  });

  it('is followed without a browser, and no Flow is made for nobody', async () => {
    await readyToSend();
    leave('pending');
    harness.emulator.faults.add({ method: 'POST', path: '/v2/flows', effect: { kind: 'error', status: 500 } });
    await app.advance();
    move('completed');
    await harness.live(app, 10 * MINUTE);
    expect(await app.rows()).toMatchObject({ session: { phase: 'FUNDED' }, flows: [{ kind: 'onboarding' }] });
    expect((await app.advance()).stage).toBe('withdrawing');
  });

  it('that is flagged holds the payout and goes on when the review ends', async () => {
    await readyToSend();
    leave('flagged');
    expect(await app.advance()).toMatchObject({ stage: 'held', reason: 'transfer-flagged' });
    await harness.live(app, 3 * HOUR, MINUTE);
    expect(postCount()).toBe(1);
    move('completed');
    await harness.live(app, 20 * MINUTE, MINUTE);
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(postCount()).toBe(1);
  });

  it.each([
    ['failed', 'transfer-failed'],
    ['canceled', 'transfer-canceled'],
  ] as const)('that is %s ends the payout, and nothing is sent again by itself', async (status, reason) => {
    await readyToSend();
    leave(status);
    expect(await app.advance()).toMatchObject({ stage: 'failed', reason, canRetry: false });
    expect((await app.advance({ retry: true })).stage).toBe('failed');
    await harness.live(app, 30 * HOUR, 10 * MINUTE);
    expect(postCount()).toBe(1);
  });

  it('that failed is followed by another ordinal only with the host`s word, with another key', async () => {
    const asked: unknown[] = [];
    await readyToSend({ flows: { allowNewAttempt: (call) => (asked.push(call), asked.length > 1) } });
    leave('failed');
    expect(await app.advance()).toMatchObject({ stage: 'failed', canRetry: true });
    expect((await app.advance({ retry: true })).stage).toBe('failed');
    await app.advance({ retry: true });
    await harness.live(app, 2 * MINUTE);
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(asked).toMatchObject([{ payoutId: PAYOUT, attempts: 1 }, { attempts: 1 }]);
    const { attempts } = await app.rows();
    expect(attempts).toMatchObject([
      { ordinal: 1, status: 'failed' },
      { ordinal: 2, status: 'completed' },
    ]);
    expect(attempts[0]?.key).not.toBe(attempts[1]?.key);
  });

  it('that failed is not sent again on a word of the host that is neither yes nor no', async () => {
    await readyToSend({ flows: { allowNewAttempt: () => 'no' as never } });
    leave('failed');
    await app.advance();
    await app.advance({ retry: true }).catch(() => undefined);
    await harness.live(app, 5 * MINUTE);
    expect(postCount()).toBe(1);
    expect(harness.events).toContainEqual(expect.objectContaining({ code: 'host-callback-failed' }));
  });

  it('that is reversed withdraws the link, and is not repaid', async () => {
    await readyToSend();
    const session = await app.advance();
    expect(session.stage).toBe('withdrawing');
    const id = move('reversed');
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: { event: 'transfer.updated', transfer_id: id } });
    await app.sweep();
    expect(await app.payouts.read({ payoutId: PAYOUT, accountId: 'acc_ana' })).toMatchObject({
      stage: 'failed',
      reason: 'transfer-reversed',
      canRetry: false,
    });
    await app.advance({ retry: true });
    await harness.live(app, 5 * HOUR, MINUTE);
    expect(postCount()).toBe(1);
  });

  it('that is reversed after the withdrawal is noticed by the daily look', async () => {
    await readyToSend();
    await app.advance();
    const session = await app.advance();
    if (session.stage !== 'withdrawing') throw new Error(session.stage);
    // Done on the page, but the money stayed in the wallet.
    harness.emulator.world.flows.completeStep(harness.emulator.world.flows.require(session.flow.flowId), 'payout');
    expect((await app.advance()).stage).toBe('completed');
    move('reversed');
    await harness.live(app, 27 * HOUR, 10 * MINUTE);
    expect((await app.rows()).session.phase).toBe('REVERSED');
    expect(harness.paid()).toHaveLength(1);
  });
});

describe('what Dots shows', () => {
  it.each([
    ['another amount', { amount: -AMOUNT_CENTS - 1 }, 'transfer-differs'],
    ['an amount that cannot be read', { amount: `-${AMOUNT_CENTS / 100}` }, 'transfer-differs'],
    ['another user', { user_id: '00000000-0000-4000-8000-000000000009' }, 'transfer-differs'],
  ])('with %s stops the payout for a person', async (_, fields, reason) => {
    await readyToSend();
    harness.emulator.faults.add({
      ...POST,
      effect: {
        kind: 'error',
        status: 200,
        body: JSON.stringify({
          id: 'foreign-transfer',
          status: 'completed',
          user_id: null,
          amount: -AMOUNT_CENTS,
          ...fields,
        }),
      },
    });
    expect(await app.advance()).toMatchObject({ stage: 'held', reason: 'needs-operator' });
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason });
    await harness.live(app, 5 * HOUR, MINUTE);
    expect(postCount()).toBe(1);
    expect((await app.rows()).session.phase).toBe('ATTENTION');
  });

  it('for another payout already is not adopted, and stops the payout for a person', async () => {
    await readyToSend();
    await app.advance({ payoutId: 'inv_other' });
    await app.advance();
    const [first] = harness.paid();
    const { sessionId } = (await app.rows()).session;
    const body = JSON.stringify({ id: first?.id, status: 'completed', user_id: first?.userId, amount: -AMOUNT_CENTS });
    harness.emulator.faults.add({ ...POST, effect: { kind: 'error', status: 200, body } });
    expect((await app.advance({ payoutId: 'inv_other' })).stage).toBe('held');
    expect((await app.rows('inv_other')).session).toMatchObject({ phase: 'ATTENTION', reason: 'transfer-differs' });
    await harness.live(app, 5 * HOUR, MINUTE);
    expect(postCount()).toBe(2);
    expect((await app.store.readSession({ transferId: first?.id ?? '' }))?.session.sessionId).toBe(sessionId);
  });

  it('for a payout that was cancelled stops it for a person, for good', async () => {
    await readyToSend();
    harness.emulator.faults.add({ method: 'GET', path: '/v2/transfers', effect: { kind: 'error', status: 500 } });
    await app.advance();
    const backup = copyMemoryDatabase(harness.database);
    await harness.live(app, MINUTE);
    expect(postCount()).toBe(1);
    harness.database = backup;
    const restored = harness.instance();
    await restored.operator.cancel({ payoutId: PAYOUT });
    const seen = { transfer_id: harness.paid()[0]?.id };
    await restored.payouts.receiveWebhook({ messageId: 'msg_1', body: seen });
    await restored.sweep();
    expect((await restored.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'sent-though-cancelled' });
    await restored.payouts.receiveWebhook({ messageId: 'msg_2', body: seen });
    await harness.live(restored, 3 * HOUR, MINUTE);
    expect((await restored.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'sent-though-cancelled' });
  });

  it('late and out of order takes nothing back', async () => {
    await readyToSend();
    await app.advance();
    const [transfer] = harness.paid();
    const { sessionId } = (await app.rows()).session;
    for (const status of ['created', 'pending', 'flagged', 'teleported']) {
      const body = JSON.stringify({ id: transfer?.id, status, user_id: transfer?.userId, amount: -AMOUNT_CENTS });
      harness.emulator.faults.add({
        method: 'GET',
        path: '/v2/transfers/*',
        effect: { kind: 'error', status: 200, body },
      });
      await app.store.hint({ sessionId });
      await app.sweep();
      expect(await app.rows()).toMatchObject({ session: { phase: 'PRESENTING' }, attempts: [{ status: 'completed' }] });
    }
  });

  it('in two words that exclude each other stops the payout for a person', async () => {
    await readyToSend({ flows: { allowNewAttempt: () => true } });
    leave('failed');
    await app.advance();
    const [transfer] = harness.paid();
    const body = JSON.stringify({
      id: transfer?.id,
      status: 'completed',
      user_id: transfer?.userId,
      amount: -AMOUNT_CENTS,
    });
    harness.emulator.faults.add({
      method: 'GET',
      path: '/v2/transfers',
      effect: { kind: 'error', status: 200, body: `{"has_more":false,"data":[${withMark(body)}]}` },
    });
    await app.advance({ retry: true });
    await harness.live(app, 2 * MINUTE);
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'status-contradicts' });
    expect(postCount()).toBe(1);
  });

  function withMark(body: string) {
    const { metadata } = harness.paid()[0] ?? {};
    return JSON.stringify({ ...(JSON.parse(body) as object), metadata });
  }

  it('in two transfers for one payout stops it for a person', async () => {
    const userId = await readyToSend();
    const { namespace } = await keysOf();
    const mark = (ordinal: number) => ({
      dots_flows_reference: referenceTag(namespace, PAYOUT),
      dots_flows_key: derivePayoutKey({ namespace, reference: PAYOUT, ordinal, amountCents: 0, format: 'uuid-v5' }),
      dots_flows_ordinal: String(ordinal),
    });
    for (const ordinal of [1, 2])
      harness.emulator.world.transfers.createFromBody({
        amount: -AMOUNT_CENTS,
        user_id: userId,
        metadata: mark(ordinal),
      });
    expect((await app.advance()).stage).toBe('held');
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'two-transfers' });
    expect(postCount()).toBe(0);
  });

  it('with the mark of the payout and without a key stops it for a person', async () => {
    const userId = await readyToSend();
    const { namespace } = await keysOf();
    const metadata = { dots_flows_reference: referenceTag(namespace, PAYOUT), dots_flows_ordinal: '1' };
    harness.emulator.world.transfers.createFromBody({ amount: -AMOUNT_CENTS, user_id: userId, metadata });
    expect((await app.advance()).stage).toBe('held');
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'transfer-differs' });
    await harness.live(app, 10 * MINUTE);
    expect(postCount()).toBe(0);
  });

  it('is adopted from any page of the list, and from metadata as JSON text', async () => {
    const userId = await readyToSend();
    const { namespace, key } = await keysOf();
    const metadata = JSON.stringify({
      dots_flows_reference: referenceTag(namespace, PAYOUT),
      dots_flows_key: key,
      dots_flows_ordinal: '1',
    });
    harness.emulator.world.transfers.createFromBody({ amount: -AMOUNT_CENTS, user_id: userId, metadata });
    for (let count = 0; count < 205; count++)
      harness.emulator.world.transfers.createFromBody({ amount: -1, user_id: userId, metadata: 'not ours' });
    await harness.pass(3 * 24 * HOUR);
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(postCount()).toBe(0);
    expect(harness.calls.filter(({ path }) => path === '/transfers')).toHaveLength(3);
    expect((await app.rows()).attempts).toMatchObject([{ ordinal: 1, postCount: 0, status: 'completed' }]);
  });
});

async function keysOf() {
  const info = harness.database.info;
  const namespace = info?.namespace ?? '';
  const key = derivePayoutKey({ namespace, reference: PAYOUT, ordinal: 1, amountCents: 0, format: 'uuid-v5' });
  return { namespace, key };
}

describe('a store that is lost or restored', () => {
  it.each([
    ['empty', () => harness.database.sessions.clear()],
    ['from before the transfer', () => undefined],
  ])('and is %s pays nobody twice, even when Dots has forgotten the keys', async (kind) => {
    const userId = await readyToSend();
    const backup = copyMemoryDatabase(harness.database);
    const flow = await app.advance();
    expect(flow.stage).toBe('withdrawing');
    await harness.pass(48 * HOUR);
    harness.emulator.world.idempotencyKeys.forget();
    if (kind === 'empty') {
      Object.assign(backup, {
        sessions: new Map(),
        references: new Map(),
        flows: new Map(),
        keys: new Map(),
        bindings: new Map(),
      });
    }
    harness.database = backup;
    const restored = harness.instance({}, { storeEpoch: 'restored' });
    const opened = await restored.advance();
    if (opened.stage === 'onboarding') harness.finishOnboarding(opened.flow.flowId, userId);
    await harness.live(restored, 10 * MINUTE);
    expect((await restored.advance()).stage).toBe('withdrawing');
    expect(postCount()).toBe(1);
    expect(harness.paid()).toHaveLength(1);
  });

  it('comes to the same key again, so that a repeat is rejected while the list still hides the transfer', async () => {
    const userId = await readyToSend();
    harness.emulator.world.settings.listLagMs = 20 * MINUTE;
    const backup = copyMemoryDatabase(harness.database);
    await app.advance();
    expect(harness.paid()).toHaveLength(1);
    harness.database = backup;
    const restored = harness.instance({}, { storeEpoch: 'restored' });
    const opened = await restored.advance();
    if (opened.stage === 'onboarding') harness.finishOnboarding(opened.flow.flowId, userId);
    await harness.live(restored, 30 * MINUTE);
    expect(postCount()).toBe(2);
    expect(harness.paid()).toHaveLength(1);
    expect((await restored.advance()).stage).toBe('withdrawing');
  });

  it('waits one quiet period before it sends anything', async () => {
    await readyToSend();
    const restored = harness.instance({}, { storeEpoch: 'restored' });
    expect((await restored.advance()).stage).toBe('transferring');
    await harness.live(restored, 88_000, 1_000);
    expect(postCount()).toBe(0);
    await harness.live(restored, 12_000, 1_000);
    expect(postCount()).toBe(1);
  });
});

describe('several instances', () => {
  it('that are asked at the same moment send one POST and give the same answer', async () => {
    await readyToSend();
    const others = Array.from({ length: 8 }, () => harness.instance());
    const before = harness.calls.length;
    const answers = Promise.all([app, ...others].map((instance) => instance.advance()));
    for (let turn = 0; turn < 400; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (turn % 20 === 19) await harness.pass(250);
    }
    const sessions = await answers;
    expect(new Set(sessions.map((session) => JSON.stringify(session))).size).toBe(1);
    expect(sessions[0]?.stage).toBe('withdrawing');
    expect(postCount()).toBe(1);
    expect(harness.calls.length - before).toBeLessThan(40);
  });

  it('write down a fact even when the lease went to another one meanwhile', async () => {
    await readyToSend();
    const other = harness.instance();
    const slow = harness.instance({
      async crashPoint(name) {
        if (name !== 'CP14') return;
        await harness.pass(61_000);
        const { sessionId } = (await other.rows()).session;
        expect(await other.store.claim({ sessionId, leaseMs: 60_000 })).toHaveLength(1);
        // Nobody could find it now: the list is down.
        harness.emulator.faults.add({
          method: 'GET',
          path: '/v2/transfers',
          count: null,
          effect: { kind: 'error', status: 500 },
        });
      },
    });
    expect((await slow.advance()).stage).toBe('transferring');
    expect(await other.rows()).toMatchObject({ session: { phase: 'FUNDED' }, attempts: [{ status: 'completed' }] });
  });

  it('with clocks that differ keep to the store`s', async () => {
    await readyToSend();
    harness.emulator.faults.add({ ...POST, effect: { kind: 'late', delayMs: 60_000 } });
    await app.advance();
    const fast = harness.instance(
      {},
      { clock: { ...harness.emulator.clock, nowMs: () => harness.emulator.clock.nowMs() + HOUR } },
    );
    await fast.sweep();
    await harness.live(fast, 60_000, 1_000);
    expect(postCount()).toBe(1);
    await harness.live(fast, 60_000, 1_000);
    expect(harness.paid()).toHaveLength(1);
  });
});
