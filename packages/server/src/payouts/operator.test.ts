import { afterEach, describe, expect, it } from 'vitest';
import { AMOUNT_CENTS, createHarness, ENDLESS_LIST, PAYOUT } from '../../test/payouts/payout-harness.ts';
import type { Harness, HarnessOptions, Instance } from '../../test/payouts/payout-harness.ts';

let harness: Harness;
let app: Instance;
afterEach(async () => harness.close());

const POST = { method: 'POST', path: '/v2/transfers' } as const;
const HOUR = 60 * 60_000;

async function begin(options: HarnessOptions = {}) {
  harness = await createHarness(options);
  app = harness.instance();
}

describe('amend', () => {
  it('changes the amount before anything was sent, and what is paid', async () => {
    let amountCents = AMOUNT_CENTS;
    await begin({ flows: { resolvePayout: () => ({ amountCents }) } });
    const opened = await app.advance();
    amountCents = 300;
    await app.operator.amend({ payoutId: PAYOUT, amountCents, expectedVersion: opened.version });
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    harness.finishOnboarding(opened.flow.flowId);
    expect(await app.advance()).toMatchObject({ stage: 'withdrawing', amountCents: 300 });
    expect(harness.paid()).toMatchObject([{ amountCents: -300 }]);
  });

  it('refuses another version, a wrong amount, and a payout that may have been sent', async () => {
    await begin();
    await harness.onboard(app);
    const { session } = await app.rows();
    const amend = (fields: object) =>
      app.operator.amend({ payoutId: PAYOUT, amountCents: 1, expectedVersion: session.version, ...fields });
    await expect(amend({ expectedVersion: session.version - 1 })).rejects.toMatchObject({ code: 'payout-conflict' });
    await expect(amend({ amountCents: 0 })).rejects.toMatchObject({ code: 'invalid-amount' });
    await expect(amend({ payoutId: 'absent' })).rejects.toMatchObject({ code: 'payout-not-found' });
    harness.emulator.faults.add({ ...POST, effect: { kind: 'error', status: 500 } });
    await app.advance();
    await expect(amend({ expectedVersion: (await app.rows()).session.version })).rejects.toMatchObject({
      code: 'payout-conflict',
    });
  });
});

describe('amend and cancel', () => {
  it('refuse a payout of which something was sent before, though nothing is under way now', async () => {
    await begin({ flows: { allowNewAttempt: () => true } });
    await harness.onboard(app);
    harness.emulator.world.transferScript.plan({ status: 'failed', type: 'balance' });
    await app.advance();
    harness.emulator.faults.add({
      method: 'GET',
      path: '/v2/transfers',
      count: null,
      effect: { kind: 'error', status: 503 },
    });
    await app.advance({ retry: true });
    const { session } = await app.rows();
    expect(session.phase).toBe('READY');
    const { version: expectedVersion } = session;
    await expect(app.operator.amend({ payoutId: PAYOUT, amountCents: 1, expectedVersion })).rejects.toMatchObject({
      code: 'payout-conflict',
    });
    await expect(app.operator.cancel({ payoutId: PAYOUT })).rejects.toMatchObject({ code: 'payout-conflict' });
  });
});

describe('cancel', () => {
  it('ends a payout before anything was sent, for good', async () => {
    await begin();
    const opened = await app.advance();
    expect(await app.operator.cancel({ payoutId: PAYOUT })).toMatchObject({ phase: 'CANCELLED' });
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    harness.finishOnboarding(opened.flow.flowId);
    expect(await app.advance({ retry: true })).toMatchObject({
      stage: 'failed',
      reason: 'payout-cancelled',
      canRetry: false,
    });
    await harness.live(app, HOUR, 60_000);
    expect(harness.paid()).toHaveLength(0);
  });

  it('refuses a payout that is being worked on right now', async () => {
    await begin();
    await harness.onboard(app);
    app.crashAt('CP10b');
    await expect(app.advance()).rejects.toThrow('CP10b');
    await expect(app.operator.cancel({ payoutId: PAYOUT })).rejects.toMatchObject({ code: 'payout-conflict' });
    await harness.pass(61_000);
    expect(await app.operator.cancel({ payoutId: PAYOUT })).toMatchObject({ phase: 'CANCELLED' });
  });

  it('refuses a payout that may have been sent', async () => {
    await begin();
    await harness.onboard(app);
    harness.emulator.faults.add({ ...POST, effect: { kind: 'late', delayMs: 50_000 } });
    await app.advance();
    await expect(app.operator.cancel({ payoutId: PAYOUT })).rejects.toMatchObject({ code: 'payout-conflict' });
    await harness.live(app, 120_000);
    await expect(app.operator.cancel({ payoutId: PAYOUT })).rejects.toMatchObject({ code: 'payout-conflict' });
  });
});

describe('an act that could pay twice', () => {
  const conflict = { code: 'payout-conflict' };
  const leave = (status: 'failed' | 'flagged') =>
    harness.emulator.world.transferScript.plan({ status, type: 'balance' });
  const amend = async () =>
    app.operator.amend({
      payoutId: PAYOUT,
      amountCents: 1,
      expectedVersion: (await app.rows()).session.version,
    });

  it('is refused between a failed attempt and the next, of which nothing was sent yet', async () => {
    await begin({ flows: { allowNewAttempt: () => true } });
    await harness.onboard(app);
    leave('failed');
    await app.advance();
    await app.advance({ retry: true });
    expect((await app.rows()).session.phase).toBe('READY');
    await expect(amend()).rejects.toMatchObject(conflict);
    await expect(app.operator.cancel({ payoutId: PAYOUT })).rejects.toMatchObject(conflict);
  });

  it('is refused while Dots reviews the transfer', async () => {
    await begin();
    await harness.onboard(app);
    leave('flagged');
    await app.advance();
    expect((await app.rows()).session.phase).toBe('HELD');
    await expect(app.operator.cancel({ payoutId: PAYOUT })).rejects.toMatchObject(conflict);
    await expect(amend()).rejects.toMatchObject(conflict);
  });

  it('is refused for a payout that was cancelled', async () => {
    await begin();
    await app.advance();
    await app.operator.cancel({ payoutId: PAYOUT });
    await expect(amend()).rejects.toMatchObject(conflict);
    await expect(app.operator.cancel({ payoutId: PAYOUT })).rejects.toMatchObject(conflict);
  });

  it('is refused when Dots answered with a transfer that fits not, and does not list it', async () => {
    await begin();
    const userId = await harness.onboard(app);
    const body = JSON.stringify({ id: 'unlisted', status: 'completed', user_id: userId, amount: -1 });
    harness.emulator.faults.add({ ...POST, effect: { kind: 'error', status: 200, body } });
    await app.advance();
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'transfer-differs' });
    await expect(app.operator.resume({ payoutId: PAYOUT, confirm: PAYOUT })).rejects.toMatchObject(conflict);
    await expect(amend()).rejects.toMatchObject(conflict);
    await expect(app.operator.cancel({ payoutId: PAYOUT })).rejects.toMatchObject(conflict);
  });

  it('is refused when Dots has called the last transfer failed once and completed once', async () => {
    await begin();
    await harness.onboard(app);
    leave('failed');
    await app.advance();
    const [dead] = harness.paid();
    const start = () => app.operator.startNewAttempt({ payoutId: PAYOUT, deadTransferId: dead?.id ?? '' });
    const other = { id: dead?.id, status: 'completed', user_id: dead?.userId, amount: -AMOUNT_CENTS };
    harness.emulator.faults.add({
      method: 'GET',
      path: '/v2/transfers/*',
      effect: { kind: 'error', status: 200, body: JSON.stringify(other) },
    });
    await expect(start()).rejects.toMatchObject(conflict);
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'status-contradicts' });
    await expect(start()).rejects.toMatchObject(conflict);
    harness.emulator.faults.add({
      method: 'GET',
      path: '/v2/transfers/*',
      count: 2,
      effect: { kind: 'error', status: 200, body: JSON.stringify(other) },
    });
    const adopting = app.operator.adopt({ payoutId: PAYOUT, transferId: dead?.id ?? '' });
    await expect(adopting).rejects.toMatchObject(conflict);
    await harness.live(app, HOUR, 60_000);
    expect(harness.paid()).toHaveLength(1);
  });
});

describe('startNewAttempt', () => {
  it('pays again what was reversed, on proof that somebody looked', async () => {
    await begin();
    await harness.onboard(app);
    await app.advance();
    const dead = harness.paid()[0]?.id ?? '';
    const start = (deadTransferId: string) => app.operator.startNewAttempt({ payoutId: PAYOUT, deadTransferId });
    await expect(start(dead)).rejects.toMatchObject({ code: 'payout-conflict' });
    harness.emulator.world.transfers.moveTo(dead, 'reversed');
    await expect(start('00000000-0000-4000-8000-000000000001')).rejects.toMatchObject({ code: 'dots-refused' });
    await start(dead);
    await expect(start(dead)).rejects.toMatchObject({ code: 'payout-conflict' });
    await harness.live(app, 5 * 60_000);
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(
      harness
        .paid()
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(['completed', 'reversed']);
  });
});

describe('resume', () => {
  it('sends again under the same key when nothing can be found, on a typed word', async () => {
    await begin();
    await harness.onboard(app);
    const fault = harness.emulator.faults.add({ ...POST, count: null, effect: { kind: 'error', status: 500 } });
    await app.advance();
    await harness.live(app, 13 * HOUR, 60_000);
    expect(await app.operator.list()).toMatchObject([{ payoutId: PAYOUT, phase: 'ATTENTION', reason: 'key-too-old' }]);
    const report = await app.operator.inspect(PAYOUT);
    expect(report).toMatchObject({ atDots: [], attempts: [{ ordinal: 1 }] });
    expect(report.events.at(-1)).toMatchObject({ name: 'needs-operator', reason: 'key-too-old' });
    harness.emulator.faults.remove(fault);
    await expect(app.operator.resume({ payoutId: PAYOUT, confirm: 'yes' })).rejects.toMatchObject({
      code: 'payout-conflict',
    });
    await app.operator.resume({ payoutId: PAYOUT, confirm: PAYOUT });
    await harness.live(app, 60_000);
    expect((await app.advance()).stage).toBe('withdrawing');
    expect((await app.rows()).attempts).toMatchObject([{ ordinal: 1, key: report.attempts[0]?.key }]);
    expect(harness.paid()).toHaveLength(1);
  });

  it('refuses when Dots does show a transfer', async () => {
    await begin();
    await harness.onboard(app);
    harness.emulator.world.settings.listLagMs = 3 * HOUR;
    harness.emulator.faults.add({ ...POST, effect: { kind: 'lost-response' } });
    await app.advance();
    await harness.live(app, 90 * 60_000, 60_000);
    expect((await app.rows()).session.reason).toBe('rejection-invisible');
    harness.emulator.world.settings.listLagMs = 0;
    expect(await app.operator.inspect(PAYOUT)).toMatchObject({
      atDots: [{ status: 'completed', amountCents: -AMOUNT_CENTS }],
    });
    await expect(app.operator.resume({ payoutId: PAYOUT, confirm: PAYOUT })).rejects.toMatchObject({
      code: 'payout-conflict',
    });
  });

  it.each([
    { look: 'fails', effect: { kind: 'error', status: 503 } as const, code: 'dots-unavailable' },
    { look: 'never ends', effect: ENDLESS_LIST.effect, code: 'payout-conflict' },
  ])('refuses when the look for a transfer $look: what was not seen may be there', async ({ effect, code }) => {
    await begin();
    await harness.onboard(app);
    const post = harness.emulator.faults.add({ ...POST, count: null, effect: { kind: 'error', status: 500 } });
    await app.advance();
    await harness.live(app, 13 * HOUR, 60_000);
    harness.emulator.faults.remove(post);
    const list = harness.emulator.faults.add({ ...ENDLESS_LIST, effect });
    await expect(app.operator.resume({ payoutId: PAYOUT, confirm: PAYOUT })).rejects.toMatchObject({ code });
    await expect(app.operator.inspect(PAYOUT)).rejects.toMatchObject({ code });
    harness.emulator.faults.remove(list);
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'key-too-old' });
    expect(harness.paid()).toEqual([]);
  });
});

describe('inspect', () => {
  it('says that nothing can be known of Dots while nobody knows who is paid', async () => {
    await begin();
    await app.advance();
    const calls = harness.calls.length;
    expect(await app.operator.inspect(PAYOUT)).toMatchObject({ phase: 'ONBOARDING', dotsUserId: null, atDots: null });
    expect(harness.calls).toHaveLength(calls);
  });
});
