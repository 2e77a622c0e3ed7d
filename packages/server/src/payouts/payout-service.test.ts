import type { PayoutSession } from '@dots-flows/core';
import { isDotsFlowsError } from '@dots-flows/core';
import { afterEach, describe, expect, it } from 'vitest';
import { ACCOUNT, AMOUNT_CENTS, createHarness, PAYOUT } from '../../test/payouts/payout-harness.ts';
import type { Harness, HarnessOptions, Instance } from '../../test/payouts/payout-harness.ts';

let harness: Harness;
let app: Instance;
afterEach(async () => harness.close());

const ME = { payoutId: PAYOUT, accountId: ACCOUNT };
const STRANGER = { payoutId: PAYOUT, accountId: 'acc_stranger' };

async function begin(options: HarnessOptions = {}) {
  harness = await createHarness(options);
  app = harness.instance();
}

describe('advance', () => {
  it('takes the lease of a new payout with its row, and gives it back with its Flow', async () => {
    await begin();
    await app.advance();
    expect((await app.rows()).session).toMatchObject({ phase: 'ONBOARDING', version: 2, fence: 1, leaseUntilMs: null });
  });

  it.each([0, -5, 1.5, Number.NaN, 2 ** 53, Infinity, '2500', null, undefined])(
    'refuses an amount of %j from the host, and stores nothing',
    async (amountCents) => {
      await begin({ flows: { resolvePayout: () => ({ amountCents: amountCents as number }) } });
      await expect(app.advance()).rejects.toMatchObject({ code: 'invalid-amount' });
      expect(harness.database.sessions.size).toBe(0);
      expect(harness.calls).toHaveLength(0);
    },
  );

  it.each([
    [
      'throws',
      () => {
        throw new Error('secret: sk_live_1');
      },
      'host-callback-failed',
    ],
    ['answers nothing', () => undefined as never, 'host-callback-failed'],
    [
      'answers with something that throws when it is looked at',
      () => ({
        get amountCents(): number {
          throw new Error('secret: sk_live_1');
        },
      }),
      'host-callback-failed',
    ],
    [
      'answers steps that are no steps',
      () => ({ amountCents: 1, onboardingSteps: [7] as never }),
      'host-callback-failed',
    ],
    ['answers no step at all', () => ({ amountCents: 1, onboardingSteps: [] }), 'host-callback-failed'],
    [
      'answers a payout Flow that never pays out',
      () => ({ amountCents: 1, payoutSteps: ['manage-payouts'] }),
      'host-callback-failed',
    ],
    [
      'answers with our own metadata names',
      () => ({ amountCents: 1, metadata: { dots_flows_key: 'x' } }),
      'host-callback-failed',
    ],
    ['answers with a NUL in metadata', () => ({ amountCents: 1, metadata: { a: 'b\0' } }), 'host-callback-failed'],
    ['answers with half a character', () => ({ amountCents: 1, metadata: { a: '\ud83d' } }), 'host-callback-failed'],
    [
      'answers with 17 fields of metadata',
      () => ({ amountCents: 1, metadata: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`k${n}`, 'v'])) }),
      'host-callback-failed',
    ],
    ['knows no such payout', () => null, 'payout-not-found'],
  ])('starts nothing when resolvePayout %s', async (_, resolvePayout, code) => {
    await begin({ flows: { resolvePayout } });
    const error: unknown = await app.advance().catch((caught: unknown) => caught);
    expect(isDotsFlowsError(error) && error.code).toBe(code);
    expect(String(error)).not.toContain('sk_live_1');
    expect(harness.calls).toHaveLength(0);
  });

  it('treats the payout of another account as one that is not there, and raises an alarm', async () => {
    await begin();
    await app.advance();
    const calls = harness.calls.length;
    const errors = await Promise.all(
      [
        () => app.advance(STRANGER),
        () => app.payouts.read(STRANGER),
        () => app.payouts.read({ ...ME, payoutId: 'absent' }),
      ].map(async (call) => call().catch((caught: unknown) => caught)),
    );
    expect(new Set(errors.map(String)).size).toBe(1);
    expect(errors[0]).toMatchObject({ code: 'payout-not-found' });
    expect(harness.calls).toHaveLength(calls);
    expect(harness.events).toContainEqual(expect.objectContaining({ type: 'alarm', alarm: 'foreign-account' }));
  });

  it('refuses another amount for a payout that is open, and for one that is done', async () => {
    let amountCents = AMOUNT_CENTS;
    await begin({ flows: { resolvePayout: () => ({ amountCents }) } });
    await harness.onboard(app);
    amountCents += 1;
    await expect(app.advance()).rejects.toMatchObject({ code: 'payout-conflict' });
    amountCents -= 1;
    expect((await app.advance()).stage).toBe('withdrawing');
    amountCents += 1;
    await expect(app.advance()).rejects.toMatchObject({ code: 'payout-conflict' });
    expect(harness.paid().map((transfer) => transfer.amountCents)).toEqual([-AMOUNT_CENTS]);
  });

  it('takes as many round trips as it has to: two when the user is known, three when not', async () => {
    await begin();
    const opened = await app.advance();
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    harness.finishOnboarding(opened.flow.flowId);
    const before = harness.calls.length;
    await app.advance();
    expect(harness.calls.slice(before).map(({ method, path }) => `${method} ${path.split('/')[1]}`)).toEqual([
      'GET flows',
      'GET users',
      'GET transfers',
      'POST transfers',
      'POST flows',
    ]);
  });
});

describe('a payout that newer code has moved', () => {
  it('is left alone by older code, whoever asks', async () => {
    await begin();
    await app.advance();
    const { session } = await app.rows();
    const { sessionId, version } = session;
    await app.store.commit({
      sessionId,
      expectedVersion: version,
      phase: 'TELEPORTING' as never,
      reason: null,
      events: [],
      dueInMs: 0,
    });
    await app.store.hint({ sessionId });
    const calls = harness.calls.length;
    await expect(app.advance()).rejects.toMatchObject({ code: 'store-too-new' });
    await expect(app.payouts.read(ME)).rejects.toMatchObject({ code: 'store-too-new' });
    await expect(app.operator.cancel({ payoutId: PAYOUT })).rejects.toMatchObject({ code: 'payout-conflict' });
    await harness.live(app, 60_000);
    expect(harness.calls).toHaveLength(calls);
    expect((await app.rows()).session.phase).toBe('TELEPORTING');
  });
});

describe('read', () => {
  it('says where a payout stands without moving it', async () => {
    await begin();
    const opened = await app.advance();
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    harness.finishOnboarding(opened.flow.flowId);
    expect(await app.payouts.read(ME)).toEqual(opened);
    expect(harness.paid()).toHaveLength(0);
  });

  it('makes the payout Flow when the money came while nobody looked', async () => {
    await begin();
    const opened = await app.advance();
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    harness.finishOnboarding(opened.flow.flowId);
    await harness.live(app, 60_000);
    expect((await app.rows()).session.phase).toBe('FUNDED');
    expect((await app.payouts.read(ME)).stage).toBe('withdrawing');
  });

  it('reads a link from Dots that this process has not seen, and stores none', async () => {
    await begin();
    const opened = await app.advance();
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    const other = harness.instance();
    expect(await other.payouts.read(ME)).toEqual(opened);
    expect(JSON.stringify([...harness.database.flows.values()])).not.toContain(harness.emulator.flowUrl);
    harness.emulator.faults.add({ method: 'GET', path: '/v2/flows/*', effect: { kind: 'error', status: 500 } });
    await expect(harness.instance().payouts.read(ME)).rejects.toMatchObject({ code: 'dots-unavailable' });
  });
});

describe('waitForChange', () => {
  const wait = (afterVersion: number, signal = new AbortController().signal) =>
    app.payouts.waitForChange({ ...ME, afterVersion, timeoutMs: 25_000, signal });
  const passSeconds = async (count: number): Promise<void> => {
    for (let second = 0; second < count; second++) {
      await turns();
      await harness.pass(1_000);
    }
  };
  /** Another process commits that the user is through with the onboarding. */
  async function advanceElsewhere(opened: PayoutSession): Promise<void> {
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    harness.finishOnboarding(opened.flow.flowId);
    await harness.instance().advance();
    await passSeconds(1);
  }

  it('answers at once when there is something newer', async () => {
    await begin();
    const { version } = await app.advance();
    expect((await wait(version - 1)).version).toBe(version);
  });

  it('ends when the clock is set back, and does not wait for it to come round again', async () => {
    await begin();
    const { version } = await app.advance();
    const { clock } = harness.emulator;
    let backMs = 0;
    const shifted = harness.instance(
      {},
      { clock: { nowMs: () => clock.nowMs() - backMs, after: (ms, run) => clock.after(ms, run) } },
    );
    const { signal } = new AbortController();
    const waiting = shifted.payouts.waitForChange({ ...ME, afterVersion: version, timeoutMs: 25_000, signal });
    let isOver = false;
    void waiting.then(() => (isOver = true));
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    backMs = 3_600_000;
    await harness.pass(6_000);
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(true);
    expect((await waiting).version).toBe(version);
  });

  it('wakes when this process commits a change', async () => {
    await begin();
    const opened = await app.advance();
    const waiting = wait(opened.version);
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    harness.finishOnboarding(opened.flow.flowId);
    await app.payouts.receiveWebhook({ messageId: 'm', body: { flow_id: opened.flow.flowId } });
    await app.sweep();
    // First that it is being sent, then that it is there: each is a change.
    const sending = await waiting;
    expect(sending.stage).toBe('transferring');
    expect((await wait(sending.version)).stage).toBe('withdrawing');
  });

  it('notices what another process has committed', async () => {
    await begin();
    const opened = await app.advance();
    const waiting = wait(opened.version);
    await advanceElsewhere(opened);
    expect((await waiting).stage).toBe('withdrawing');
  });

  it('asks Dots itself when neither webhook nor sweeper comes', async () => {
    await begin();
    const opened = await app.advance();
    const waiting = wait(opened.version);
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    harness.finishOnboarding(opened.flow.flowId);
    await passSeconds(12);
    expect((await waiting).stage).toBe('withdrawing');
  });

  it('answers with what there is when the time is up, and when the caller hangs up', async () => {
    await begin();
    const opened = await app.advance();
    const askedBefore = harness.calls.length;
    const waiting = wait(opened.version);
    await passSeconds(26);
    expect(await waiting).toEqual(opened);
    // Every ten seconds, not at every look into the store.
    expect(harness.calls.slice(askedBefore)).toHaveLength(2);
    const hangUp = new AbortController();
    const aborted = wait(opened.version, hangUp.signal);
    await turns();
    hangUp.abort();
    expect(await aborted).toEqual(opened);
  });

  it('reads on in an instance that was stopped, and asks Dots nothing there', async () => {
    await begin();
    const opened = await app.advance();
    await app.stop();
    const askedBefore = harness.calls.length;
    const waiting = wait(opened.version);
    await passSeconds(12);
    expect(harness.calls).toHaveLength(askedBefore);
    await advanceElsewhere(opened);
    expect((await waiting).stage).toBe('withdrawing');
  });

  it('is closed to other accounts', async () => {
    await begin();
    await app.advance();
    const call = { ...STRANGER, afterVersion: 0, timeoutMs: 1_000, signal: new AbortController().signal };
    await expect(app.payouts.waitForChange(call)).rejects.toMatchObject({ code: 'payout-not-found' });
  });
});

describe('notices', () => {
  it('tell the host what happened, each with one id, until it took them', async () => {
    const heard: unknown[] = [];
    let isDown = true;
    await begin({
      flows: {
        onNotice: (notice) => {
          heard.push(notice);
          if (isDown) throw new Error('down');
        },
      },
    });
    await harness.onboard(app);
    await app.advance();
    await app.sweep();
    isDown = false;
    await harness.live(app, 60_000);
    expect(heard).toHaveLength(2);
    expect(heard[0]).toEqual(heard[1]);
    expect(heard[0]).toMatchObject({ type: 'funded', payoutId: PAYOUT, accountId: ACCOUNT, amountCents: AMOUNT_CENTS });
  });
});

/** Real turns of the event loop, so that what can go on without time goes on before time passes. */
async function turns() {
  for (let count = 0; count < 20; count++) await new Promise((resolve) => setImmediate(resolve));
}
