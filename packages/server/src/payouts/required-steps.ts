import { remainingSteps } from '@dots-flows/core';
import type { FlowStep } from '@dots-flows/core';
import type { RemoteUser } from '../dots-api/remote-records.ts';
import type { SessionBundle } from '../store/records.ts';

export const stepName = (step: FlowStep): string => (typeof step === 'string' ? step : step.name);

/** Background checks that the person has done his or her part for; whether to pay is `reviewPayee`'s business. */
const SUBMITTED_CHECKS: readonly string[] = ['started', 'pending', 'consider', 'pass'];

/**
 * Which of the host's onboarding steps this user still has to do.
 *
 * A step counts as done when the user finished it in a Flow of this very payout. Otherwise a fresh look at the user
 * decides where the user object shows it (tax form, identity, background check, payout method: an older completion that
 * no longer holds, such as a removed payout method, is asked for again), and our own record of this account's earlier
 * Flows decides where it does not (`manage-payments`, `pdf-form-fill`, steps that are not known yet). `redirect` only
 * leads away and is never owed.
 */
export function missingSteps({ session, flows, binding }: SessionBundle, user: RemoteUser): readonly FlowStep[] {
  const doneHere = new Set(
    flows.filter(({ kind }) => kind === 'onboarding').flatMap(({ completedSteps }) => completedSteps),
  );
  const doneBefore = binding?.completedSteps ?? [];
  return session.onboardingSteps.filter((step) => {
    const name = stepName(step);
    if (remainingSteps([name], []).length === 0 || doneHere.has(name)) return false;
    return !(shownOnUser(name, user) ?? doneBefore.includes(name));
  });
}

/** What the user object says about a step; `null` when it says nothing about it. */
function shownOnUser(step: string, { compliance, defaultPayoutMethod }: RemoteUser): boolean | null {
  switch (step) {
    case 'compliance':
      return compliance.isTaxFormCollected;
    case 'id-verification':
      return compliance.isIdVerified;
    case 'background-check':
      return compliance.backgroundCheckStatus !== null && SUBMITTED_CHECKS.includes(compliance.backgroundCheckStatus);
    case 'manage-payouts':
      return defaultPayoutMethod !== null;
    default:
      return null;
  }
}
