import type { FlowStep } from '@dots-flows/core';
import type { SessionBundle } from '../store/records.ts';
import type { HostPayout } from './payout-context.ts';
import type { PayoutMove } from './payout-move.ts';

/**
 * The host's newest word on steps counts as long as no Flow was made of them. Steps that Dots refuses would else be kept
 * for good, and a payout could never be opened, or never be withdrawn, however well the host has mended its callback.
 */
export function renewSteps({ session, flows }: SessionBundle, payout: HostPayout): PayoutMove | null {
  const { phase } = session;
  const hasFlow = flows.some(({ kind }) => phase === 'CREATED' || kind === 'payout');
  if (hasFlow || (phase !== 'CREATED' && phase !== 'FUNDED')) return null;
  const onboardingSteps =
    phase === 'CREATED' && !areSame(session.onboardingSteps, payout.onboardingSteps)
      ? payout.onboardingSteps
      : undefined;
  const payoutSteps = areSame(session.payoutSteps, payout.payoutSteps) ? undefined : payout.payoutSteps;
  if (onboardingSteps === undefined && payoutSteps === undefined) return null;
  return { events: [], notes: [{ name: 'steps-renewed', reason: null }], onboardingSteps, payoutSteps };
}

/** A store may give the options of a step back in another order. */
function areSame(stored: readonly FlowStep[], told: readonly FlowStep[]): boolean {
  return JSON.stringify(stored.map(inOrder)) === JSON.stringify(told.map(inOrder));
}

function inOrder(step: FlowStep): unknown {
  if (typeof step === 'string') return step;
  return Object.entries(step)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
