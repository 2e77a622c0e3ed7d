import { afterEach, describe, expect, it } from 'vitest';
import { ACCOUNT, AMOUNT_CENTS, createHarness, PAYOUT } from '../../test/payouts/payout-harness.ts';
import type { Harness } from '../../test/payouts/payout-harness.ts';

let harness: Harness;
afterEach(async () => harness.close());

describe.each(['memory', 'sqlite'] as const)('a payout on the %s store', (store) => {
  it('goes from the first click to the withdrawal, and moves the money once', async () => {
    harness = await createHarness({ store });
    const app = harness.instance();

    const opened = await app.advance();
    expect(opened).toMatchObject({ stage: 'onboarding', payoutId: PAYOUT, amountCents: AMOUNT_CENTS });
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    expect(opened.flow.steps).toEqual(['compliance', 'manage-payouts']);
    expect(opened.flow.signedInUntil).toBeNull();

    const userId = harness.finishOnboarding(opened.flow.flowId);
    const funded = await app.advance();
    expect(funded.stage).toBe('withdrawing');
    if (funded.stage !== 'withdrawing') throw new Error(funded.stage);
    expect(harness.emulator.world.walletCents(userId)).toBe(AMOUNT_CENTS);

    harness.finishPayout(funded.flow.flowId);
    const done = await app.advance();
    expect(done).toEqual({
      payoutId: PAYOUT,
      amountCents: AMOUNT_CENTS,
      currency: 'USD',
      version: done.version,
      stage: 'completed',
    });
    expect(harness.paid()).toHaveLength(1);
    expect(harness.paid()[0]).toMatchObject({ userId, amountCents: -AMOUNT_CENTS, status: 'completed' });
    expect(harness.emulator.world.ledger.report()).toMatchObject({ balanced: true, paidOutCents: AMOUNT_CENTS });
    expect(await app.store.readBinding({ accountId: ACCOUNT })).toMatchObject({ dotsUserId: userId });
  });
});
