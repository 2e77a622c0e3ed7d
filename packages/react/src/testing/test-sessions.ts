import type { FailureReason, FlowLink, HoldReason, PayoutSession, PayoutSessionBase } from '@dots-flows/core';

/** What may be set on a ready-made session. @public */
export type TestSessionBase = Partial<PayoutSessionBase>;

const base = (version: number, own: TestSessionBase): PayoutSessionBase => ({
  payoutId: 'inv_2041',
  amountCents: 24_850,
  currency: 'USD',
  version,
  ...own,
});

/** A Flow link that leads nowhere: `.test` is reserved for that (RFC 6761). @public */
export const TEST_FLOW_ORIGIN = 'https://flows.dots.test';

function testFlow(flowId: string, steps: readonly string[], own: Partial<FlowLink> | undefined): FlowLink {
  return {
    flowId,
    link: `${TEST_FLOW_ORIGIN}/flow/${own?.flowId ?? flowId}`,
    steps,
    completedSteps: [],
    signedInUntil: null,
    ...own,
  };
}

/**
 * A ready-made session for every stage, in the order of the journey: each has a higher version than the one before.
 *
 * @example
 * ```ts
 * import { createTestAdapter, testSessions } from '@dots-flows/react/testing';
 * const adapter = createTestAdapter([testSessions.held('transfer-flagged')]);
 * ```
 * @public
 */
export const testSessions = {
  onboarding: (own: TestSessionBase & { readonly flow?: Partial<FlowLink> | undefined } = {}): PayoutSession => ({
    ...base(1, own),
    stage: 'onboarding',
    flow: testFlow('onboarding-flow', ['compliance', 'manage-payouts'], own.flow),
  }),
  transferring: (status: 'sending' | 'created' | 'pending' = 'sending', own: TestSessionBase = {}): PayoutSession => ({
    ...base(2, own),
    stage: 'transferring',
    transfer: { status },
  }),
  held: (reason: HoldReason = 'transfer-flagged', own: TestSessionBase = {}): PayoutSession => ({
    ...base(3, own),
    stage: 'held',
    reason,
  }),
  withdrawing: (own: TestSessionBase & { readonly flow?: Partial<FlowLink> | undefined } = {}): PayoutSession => ({
    ...base(4, own),
    stage: 'withdrawing',
    flow: testFlow('payout-flow', ['payout'], own.flow),
  }),
  completed: (own: TestSessionBase = {}): PayoutSession => ({ ...base(5, own), stage: 'completed' }),
  failed: (
    reason: FailureReason = 'transfer-failed',
    canRetry = reason === 'transfer-failed',
    own: TestSessionBase = {},
  ): PayoutSession => ({ ...base(6, own), stage: 'failed', reason, canRetry }),
} as const;
