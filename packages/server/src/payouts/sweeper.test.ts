import { afterEach, describe, expect, it } from 'vitest';
import { AMOUNT_CENTS, createHarness } from '../../test/payouts/payout-harness.ts';
import type { Harness, Instance } from '../../test/payouts/payout-harness.ts';
import { createDotsApi } from '../dots-api/create-dots-api.ts';
import type { Store } from '../store/store.ts';

let harness: Harness;
afterEach(async () => harness.close());

async function settled() {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function run(ms: number, stepMs = 1_000) {
  for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
    await harness.pass(stepMs);
    await settled();
  }
}

describe('a started instance', () => {
  it('finishes by itself what a browser left, and ends when it is stopped', async () => {
    harness = await createHarness();
    const app = harness.instance();
    await harness.onboard(app);
    app.start();
    app.start();
    await run(60_000);
    expect((await app.rows()).session.phase).toBe('FUNDED');
    await app.stop();
    const { length } = harness.calls;
    await app.store.hint({ sessionId: (await app.rows()).session.sessionId });
    await run(60_000);
    expect(harness.calls).toHaveLength(length);
  });

  it('works off a webhook at once, not at the next pass', async () => {
    harness = await createHarness();
    const app = harness.instance();
    const opened = await app.advance();
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    app.start();
    await run(1_000);
    harness.finishOnboarding(opened.flow.flowId);
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: { flow_id: opened.flow.flowId } });
    for (let turn = 0; turn < 50 && harness.paid().length === 0; turn++)
      await new Promise((resolve) => setTimeout(resolve, 2));
    expect(harness.paid()).toHaveLength(1);
    await app.stop();
  });

  it.each([
    ['reviewPayee', 'host-callback-failed', 1],
    ['onNotice', 'notice-delayed', 2],
  ])('goes on with other payouts, and can be stopped, when %s never answers', async (name, told, paid) => {
    harness = await createHarness();
    const never = () => new Promise<never>(() => undefined);
    const app = harness.instance(
      {},
      name === 'onNotice'
        ? { onNotice: never }
        : { reviewPayee: ({ payoutId }) => (payoutId === 'inv_later' ? 'pay' : never()) },
    );
    await harness.onboard(app);
    app.start();
    await run(30_000);
    await harness.onboard(app, { payoutId: 'inv_later', accountId: 'acc_later' });
    await run(90_000);
    expect((await app.rows('inv_later')).session.phase).toBe('FUNDED');
    expect(harness.events.map((event) => ('code' in event ? event.code : event.type))).toContain(told);
    const stopping = app.stop();
    await run(60_000);
    await stopping;
    expect(harness.paid()).toHaveLength(paid);
  });

  it('answers whoever waits for a callback that never answers, and can be stopped after', async () => {
    harness = await createHarness();
    const app = harness.instance({}, { resolvePayout: () => new Promise<never>(() => undefined) });
    const [opened] = await Promise.allSettled([app.advance(), run(31_000)]);
    expect(opened).toMatchObject({ status: 'rejected', reason: { code: 'host-callback-failed' } });
    await app.stop();
    expect(harness.database.sessions.size).toBe(0);
  });

  it('ends what is under way before it is stopped, and leaves no lease behind', async () => {
    harness = await createHarness();
    const { promise: gate, resolve: goOn } = Promise.withResolvers<void>();
    const app = harness.instance({ crashPoint: (name) => (name === 'CP12' ? gate : undefined) });
    await harness.onboard(app);
    app.start();
    await run(20_000);
    let isStopped = false;
    const stopping = app.stop().then(() => {
      isStopped = true;
    });
    await settled();
    expect(isStopped).toBe(false);
    goOn();
    await stopping;
    expect((await app.rows()).session).toMatchObject({ phase: 'FUNDED', leaseUntilMs: null });
  });

  it('may be started again while it is being stopped, and works once what was under way has ended', async () => {
    harness = await createHarness();
    const { promise: gate, resolve: goOn } = Promise.withResolvers<void>();
    const app = harness.instance({ crashPoint: (name) => (name === 'CP12' ? gate : undefined) });
    await harness.onboard(app);
    const other = await app.advance({ payoutId: 'inv_later', accountId: 'acc_later' });
    if (other.stage !== 'onboarding') throw new Error(other.stage);
    app.start();
    const advancing = app.advance();
    await settled();
    const stopping = app.stop();
    app.start();
    await settled();
    goOn();
    await stopping;
    expect((await advancing).stage).toBe('withdrawing');
    harness.finishOnboarding(other.flow.flowId);
    await run(60_000);
    expect((await app.rows('inv_later')).session.phase).toBe('FUNDED');
    app.start();
    await Promise.all([app.stop(), app.stop()]);
  });

  it('goes on after the store was away', async () => {
    harness = await createHarness();
    const app = harness.instance();
    await harness.onboard(app);
    const claim = app.store.claim.bind(app.store);
    let isAway = true;
    (app.store as { claim: Store['claim'] }).claim = (request) =>
      isAway ? Promise.reject(new Error('away')) : claim(request);
    app.start();
    await run(30_000);
    expect(harness.paid()).toHaveLength(0);
    expect(harness.events).toContainEqual({ type: 'sweep-failed', code: 'internal-error' });
    isAway = false;
    await run(30_000);
    expect(harness.paid()).toHaveLength(1);
    await app.stop();
  });
});

describe('sweep', () => {
  it('says how much it did, and whether there is more', async () => {
    harness = await createHarness({ flows: { resolvePayout: () => ({ amountCents: 100 }) } });
    const app = harness.instance();
    for (let n = 0; n < 60; n++) await app.payouts.receiveWebhook({ messageId: `msg_${n}`, body: {} });
    await harness.onboard(app);
    await harness.pass(60_000);
    expect(await app.sweep()).toEqual({ sessions: 1, webhooks: 50, more: true });
    expect(await app.sweep()).toEqual({ sessions: 0, webhooks: 10, more: false });
  });

  it('is not held up by one payout that throws', async () => {
    harness = await createHarness({ flows: { resolvePayout: () => ({ amountCents: 100 }) } });
    const app = harness.instance();
    for (const payoutId of ['inv_1', 'inv_2', 'inv_3']) await harness.onboard(app, { payoutId, accountId: payoutId });
    await harness.pass(60_000);
    const commit = app.store.commit.bind(app.store);
    const broken = (await app.rows('inv_2')).session.sessionId;
    const { DotsFlowsError } = await import('@dots-flows/core');
    (app.store as { commit: Store['commit'] }).commit = (change) =>
      change.sessionId === broken
        ? Promise.reject(new DotsFlowsError('store-unavailable', { message: 'away' }))
        : commit(change);
    await app.sweep();
    expect(harness.paid()).toHaveLength(2);
    (app.store as { commit: Store['commit'] }).commit = commit;
    await harness.live(app, 120_000);
    expect(harness.paid()).toHaveLength(3);
  });

  it.each([
    [59_000, 0],
    [62_000, 1],
    [-62_000, 1],
  ])('alarms once when Dots` clock is %i ms ahead: %i', async (aheadMs, alarms) => {
    harness = await createHarness();
    const { apiUrl, clientId, apiKey, clock } = harness.emulator;
    const api = createDotsApi({
      environment: { baseUrl: apiUrl },
      clientId,
      apiKey,
      clock,
      fetch: async (input, init) => {
        const response = await harness.emulator.fetch(new Request(input, init));
        const headers = new Headers(response.headers);
        headers.set('date', new Date(clock.nowMs() + aheadMs).toUTCString());
        return new Response(response.body, { status: response.status, headers });
      },
    });
    const app = harness.instance({}, { api });
    await app.advance();
    await app.sweep();
    await app.sweep();
    const skews = harness.events.filter((event) => event.type === 'alarm' && event.alarm === 'clock-skew');
    expect(skews).toHaveLength(alarms);
  });

  it('is brought along by requests where nobody sweeps', async () => {
    harness = await createHarness({ flows: { resolvePayout: () => ({ amountCents: AMOUNT_CENTS }) } });
    const app = harness.instance({ piggyBack: true });
    await harness.onboard(app, { payoutId: 'inv_1', accountId: 'acc_1' });
    await harness.pass(60_000);
    await app.advance({ payoutId: 'inv_2', accountId: 'acc_2' });
    await settled();
    expect((await app.rows('inv_1')).session.phase).toBe('FUNDED');
  });

  it('is brought along once a second at most, however many requests there are', async () => {
    harness = await createHarness();
    const app = harness.instance({ piggyBack: true });
    let passes = 0;
    const claimMessages = app.store.claimMessages.bind(app.store);
    (app.store as { claimMessages: Store['claimMessages'] }).claimMessages = (request) => {
      passes += 1;
      return claimMessages(request);
    };
    for (const [waitMs, expected] of [
      [0, 1],
      [0, 1],
      [999, 1],
      [1, 2],
    ] as const) {
      await harness.pass(waitMs);
      await app.advance();
      await settled();
      expect(passes).toBe(expected);
    }
  });
});

describe('a payout that nobody looks at', () => {
  const HOUR = 60 * 60_000;
  const DAY = 24 * HOUR;

  async function callsWithin(app: Instance, ms: number): Promise<number> {
    const { length } = harness.calls;
    await harness.live(app, ms, HOUR);
    return harness.calls.length - length;
  }

  it('is asked about for a week of onboarding, and then only upon a hint', async () => {
    harness = await createHarness();
    const app = harness.instance();
    const opened = await app.advance();
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    await harness.live(app, 6 * DAY, HOUR);
    expect(await callsWithin(app, DAY - HOUR)).toBeGreaterThan(10);
    await harness.live(app, 2 * HOUR, HOUR);
    expect(await callsWithin(app, 30 * DAY)).toBe(0);
    harness.finishOnboarding(opened.flow.flowId);
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: { flow_id: opened.flow.flowId } });
    await harness.live(app, HOUR, 60_000);
    expect(harness.paid()).toHaveLength(1);
  });

  it('is asked about hourly for a week of withdrawing, daily until a bank can no longer return it, and then no more', async () => {
    harness = await createHarness();
    const app = harness.instance();
    await harness.onboard(app);
    expect((await app.advance()).stage).toBe('withdrawing');
    await harness.live(app, 6 * DAY, HOUR);
    expect(await callsWithin(app, DAY - HOUR)).toBeGreaterThan(10);
    await harness.live(app, 2 * DAY, HOUR);
    const daily = await callsWithin(app, 10 * DAY);
    expect(daily).toBeGreaterThan(5);
    expect(daily).toBeLessThan(30);
    await harness.live(app, 44 * DAY, HOUR);
    expect(await callsWithin(app, 30 * DAY)).toBe(0);
    expect((await app.rows()).session.phase).toBe('PRESENTING');
  });
});
