import type { SeedUser } from '@dots-flows/emulator';
import { afterEach, describe, expect, it } from 'vitest';
import { ACCOUNT, AMOUNT_CENTS, createHarness, PAYOUT } from '../../test/payouts/payout-harness.ts';
import type { Harness, HarnessOptions, Instance } from '../../test/payouts/payout-harness.ts';

let harness: Harness;
let app: Instance;
afterEach(async () => harness.close());

const ANA: SeedUser = {
  phone: '+1 415 555 0134',
  firstName: 'Ana',
  lastName: 'Sousa',
  compliance: 'w9',
  payoutMethods: [{ rail: 'paypal', email: 'ana@example.com' }],
};
const MINUTE = 60_000;

async function begin(options: HarnessOptions = {}) {
  harness = await createHarness(options);
  app = harness.instance();
}

/** A first payout, withdrawn to the end. Answers the Dots user's id. */
async function payOnce(payoutId = 'inv_1', accountId = ACCOUNT) {
  const userId = await harness.onboard(app, { payoutId, accountId });
  await withdraw(payoutId, accountId);
  return userId;
}

async function withdraw(payoutId: string, accountId = ACCOUNT) {
  const session = await app.advance({ payoutId, accountId });
  if (session.stage !== 'withdrawing') throw new Error(session.stage);
  harness.finishPayout(session.flow.flowId);
  expect((await app.advance({ payoutId, accountId })).stage).toBe('completed');
  return session.flow;
}

const flowOf = (flowId: string) => harness.emulator.world.flows.require(flowId);

describe('an account that was paid before', () => {
  it('goes straight to the withdrawal, without any step', async () => {
    await begin();
    const userId = await payOnce();
    const second = await app.advance({ payoutId: 'inv_2' });
    expect(second.stage).toBe('withdrawing');
    expect(harness.paid().map((transfer) => transfer.userId)).toEqual([userId, userId]);
  });

  it('is asked for exactly what it lacks by a fresh look at the user', async () => {
    await begin({
      flows: {
        resolvePayout: () => ({
          amountCents: AMOUNT_CENTS,
          onboardingSteps: ['compliance', 'id-verification', 'manage-payouts'],
        }),
      },
    });
    const userId = await harness.onboard(app, { payoutId: 'inv_1' });
    await withdraw('inv_1');
    const user = harness.emulator.world.users.require(userId);
    user.compliance.idVerified = true;
    expect((await app.advance({ payoutId: 'inv_2' })).stage).toBe('withdrawing');
    user.payoutMethods = [];
    user.defaultPayoutMethodId = null;
    const third = await app.advance({ payoutId: 'inv_3' });
    expect(third).toMatchObject({ stage: 'onboarding', flow: { steps: ['manage-payouts'] } });
    if (third.stage !== 'onboarding') throw new Error(third.stage);
    expect(flowOf(third.flow.flowId)).toMatchObject({ userId, requireAuth: false });
    harness.finishOnboarding(third.flow.flowId);
    expect((await app.advance({ payoutId: 'inv_3' })).stage).toBe('withdrawing');
  });

  it('is trusted with steps that no user object shows when one of our Flows saw them', async () => {
    const onboardingSteps = ['compliance', { name: 'pdf-form-fill', templateId: 't-1' }] as const;
    await begin({ flows: { resolvePayout: () => ({ amountCents: AMOUNT_CENTS, onboardingSteps }) } });
    await payOnce();
    expect(await app.store.readBinding({ accountId: ACCOUNT })).toMatchObject({
      completedSteps: ['compliance', 'pdf-form-fill'],
    });
    expect((await app.advance({ payoutId: 'inv_2' })).stage).toBe('withdrawing');
  });

  it('may have several payouts open at once, each paid once', async () => {
    await begin({ flows: { resolvePayout: ({ payoutId }) => ({ amountCents: Number(payoutId.slice(4)) * 100 }) } });
    const first = await app.advance({ payoutId: 'inv_1' });
    const second = await app.advance({ payoutId: 'inv_2' });
    if (first.stage !== 'onboarding' || second.stage !== 'onboarding') throw new Error('not onboarding');
    harness.finishOnboarding(first.flow.flowId);
    expect((await app.advance({ payoutId: 'inv_1' })).stage).toBe('withdrawing');
    // The same person is through: the other payout does not ask again.
    expect((await app.advance({ payoutId: 'inv_2' })).stage).toBe('withdrawing');
    expect(
      harness
        .paid()
        .map(({ amountCents }) => amountCents)
        .toSorted((a, b) => a - b),
    ).toEqual([-200, -100]);
  });
});

describe('flow fixation', () => {
  it('gains nothing: the payout Flow after a new binding asks for the phone, until a payout was done with it', async () => {
    await begin();
    const victim = harness.emulator.world.addUser(ANA);
    const opened = await app.advance({ payoutId: 'inv_1' });
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    harness.finishOnboarding(opened.flow.flowId, victim.id);
    const first = await app.advance({ payoutId: 'inv_1' });
    if (first.stage !== 'withdrawing') throw new Error(first.stage);
    expect(flowOf(first.flow.flowId).requireAuth).toBe(true);
    expect(first.flow.signedInUntil).toBeNull();
    const second = await app.advance({ payoutId: 'inv_2' });
    if (second.stage !== 'withdrawing') throw new Error(second.stage);
    expect(flowOf(second.flow.flowId).requireAuth).toBe(true);

    harness.finishPayout(second.flow.flowId);
    await app.advance({ payoutId: 'inv_2' });
    expect(await app.store.readBinding({ accountId: ACCOUNT })).toMatchObject({
      confirmedAtMs: expect.any(Number) as number,
    });
    const third = await app.advance({ payoutId: 'inv_3' });
    if (third.stage !== 'withdrawing') throw new Error(third.stage);
    expect(flowOf(third.flow.flowId).requireAuth).toBe(false);
    expect(third.flow.signedInUntil).toBe(new Date(harness.emulator.clock.nowMs() + 14 * MINUTE).toISOString());
  });

  it('is the host`s to rule out: a trusted payee needs no second proof', async () => {
    await begin({ flows: { reviewPayee: () => 'trusted' } });
    await harness.onboard(app);
    const session = await app.advance();
    if (session.stage !== 'withdrawing') throw new Error(session.stage);
    expect(flowOf(session.flow.flowId).requireAuth).toBe(false);
  });

  it('cannot give a Dots user to a second account, nor an account a second user', async () => {
    await begin();
    const victim = await payOnce('inv_1', 'acc_victim');
    const attack = await app.advance({ payoutId: 'inv_2', accountId: 'acc_attacker' });
    if (attack.stage !== 'onboarding') throw new Error(attack.stage);
    harness.finishOnboarding(attack.flow.flowId, victim);
    const result = await app.advance({ payoutId: 'inv_2', accountId: 'acc_attacker' });
    expect(result).toMatchObject({ stage: 'held', reason: 'needs-operator' });
    expect(harness.events).toContainEqual(
      expect.objectContaining({ type: 'alarm', alarm: 'payee-conflict', payoutId: 'inv_2' }),
    );
    expect(harness.paid()).toHaveLength(1);
    expect(await app.store.readBinding({ accountId: 'acc_attacker' })).toBeNull();
    await harness.live(app, 180 * MINUTE, MINUTE);
    // Nothing was ever sent for it, so that there is nothing to look for.
    expect((await app.rows('inv_2')).session.nextAtMs).toBeNull();
    expect(harness.paid()).toHaveLength(1);
  });

  it('cannot move an account to another user through a Flow that was opened before it was bound', async () => {
    await begin();
    const early = await app.advance({ payoutId: 'inv_early' });
    if (early.stage !== 'onboarding') throw new Error(early.stage);
    await payOnce('inv_1');
    const other = harness.emulator.world.addUser(ANA);
    harness.finishOnboarding(early.flow.flowId, other.id);
    expect((await app.advance({ payoutId: 'inv_early' })).stage).toBe('held');
    expect(harness.paid()).toHaveLength(1);
  });
});

describe('a payee who may not be paid now', () => {
  it.each([
    ['in_review', 'payee-in-review'],
    ['disabled', 'not-eligible'],
  ] as const)('with the status %s is held as %s, and paid when it ends', async (status, reason) => {
    await begin();
    const userId = await harness.onboard(app);
    harness.emulator.world.users.require(userId).status = status;
    expect(await app.advance()).toMatchObject({ stage: 'held', reason });
    await harness.live(app, 60 * MINUTE, MINUTE);
    expect(harness.paid()).toHaveLength(0);
    harness.emulator.world.users.require(userId).status = 'verified';
    await harness.live(app, 20 * MINUTE, MINUTE);
    expect((await app.advance()).stage).toBe('withdrawing');
  });

  it('is held by the host`s word, with Dots` user in its hands', async () => {
    const seen: unknown[] = [];
    let review: 'pay' | { hold: 'not-eligible' } = { hold: 'not-eligible' };
    await begin({
      flows: {
        reviewPayee: (call) => {
          seen.push(call);
          return review;
        },
      },
    });
    const userId = await harness.onboard(app);
    expect(await app.advance()).toMatchObject({ stage: 'held', reason: 'not-eligible' });
    expect(seen[0]).toMatchObject({
      payoutId: PAYOUT,
      accountId: ACCOUNT,
      dotsUser: { userId, firstName: 'Ana', status: 'verified' },
    });
    review = 'pay';
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: { event: 'user.updated', user_id: userId } });
    await app.sweep();
    expect((await app.advance()).stage).toBe('withdrawing');
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('database down');
      },
    ],
    ['answers nonsense', () => 'yes' as never],
    ['answers nothing', () => undefined as never],
  ])('is not paid when reviewPayee %s', async (_, reviewPayee) => {
    await begin({ flows: { reviewPayee } });
    await harness.onboard(app);
    await app.advance();
    await harness.live(app, 30 * MINUTE, MINUTE);
    expect(harness.paid()).toHaveLength(0);
    expect((await app.rows()).session.phase).not.toBe('SENDING');
    expect(harness.events).toContainEqual(
      expect.objectContaining({ type: 'payout-delayed', code: 'host-callback-failed' }),
    );
  });
});

describe('two Dots users that are merged', () => {
  const mergedBody = (oldId: string, newId: string) => ({
    event: 'user.updated.user_merged',
    user_id: newId,
    old_user_id: oldId,
    new_user_id: newId,
  });

  it('leave the account with the one who remains, also for a payout that is on its way', async () => {
    await begin();
    const oldId = await harness.onboard(app);
    harness.emulator.faults.add({ method: 'POST', path: '/v2/transfers', effect: { kind: 'lost-response' } });
    harness.emulator.faults.add({
      method: 'GET',
      path: '/v2/transfers',
      skip: 1,
      effect: { kind: 'error', status: 500 },
    });
    expect((await app.advance()).stage).toBe('transferring');
    const newId = harness.emulator.world.addUser(ANA).id;
    harness.emulator.world.mergeUsers(oldId, newId);
    await app.payouts.receiveWebhook({ messageId: 'msg_merge', body: mergedBody(oldId, newId) });
    await harness.live(app, 5 * MINUTE);
    expect(await app.store.readBinding({ accountId: ACCOUNT })).toMatchObject({
      dotsUserId: newId,
      formerUserIds: [oldId],
    });
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(harness.paid()).toHaveLength(1);
    expect((await app.rows()).attempts).toMatchObject([{ postCount: 1, status: 'completed' }]);
  });

  it('are not believed to be merged while Dots still shows the old one', async () => {
    await begin();
    const oldId = await payOnce();
    const newId = harness.emulator.world.addUser(ANA).id;
    await app.payouts.receiveWebhook({ messageId: 'msg_merge', body: mergedBody(oldId, newId) });
    await app.sweep();
    expect(await app.store.readBinding({ accountId: ACCOUNT })).toMatchObject({ dotsUserId: oldId });
  });

  it('are not believed to be merged while the one who remains cannot be read', async () => {
    await begin();
    const oldId = await payOnce();
    const newId = harness.emulator.world.addUser(ANA).id;
    harness.emulator.world.mergeUsers(oldId, newId);
    const fault = harness.emulator.faults.add({
      method: 'GET',
      path: `/v2/users/${newId}`,
      count: null,
      effect: { kind: 'error', status: 404 },
    });
    await app.payouts.receiveWebhook({ messageId: 'msg_merge', body: mergedBody(oldId, newId) });
    await harness.live(app, MINUTE);
    expect(await app.store.readBinding({ accountId: ACCOUNT })).toMatchObject({ dotsUserId: oldId });
    harness.emulator.faults.remove(fault);
    await harness.live(app, 10 * MINUTE);
    expect(await app.store.readBinding({ accountId: ACCOUNT })).toMatchObject({ dotsUserId: newId });
  });

  it('raise an alarm when the one who remains belongs to another account', async () => {
    await begin();
    const oldId = await payOnce('inv_1', 'acc_1');
    const newId = await payOnce('inv_2', 'acc_2');
    harness.emulator.world.mergeUsers(oldId, newId);
    await app.payouts.receiveWebhook({ messageId: 'msg_merge', body: mergedBody(oldId, newId) });
    await app.sweep();
    expect(harness.events).toContainEqual(expect.objectContaining({ type: 'alarm', alarm: 'payee-conflict' }));
    expect(await app.store.readBinding({ accountId: 'acc_1' })).toMatchObject({ dotsUserId: oldId });
  });
});
