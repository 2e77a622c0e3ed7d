import { isDotsFlowsError } from '@dots-flows/core';
import type { Answer } from '../../dots-api/answer.ts';
import type { RemoteUser } from '../../dots-api/remote-records.ts';
import type { LookUpResult } from '../look-up.ts';
import type { PayeeReview, PayoutContext } from '../payout-context.ts';
import type { PayoutMove } from '../payout-move.ts';
import { planNextLook } from '../plan-next-look.ts';
import { missingSteps } from '../required-steps.ts';
import { restAfterError, restAfterFailure } from '../step-failure.ts';
import type { StepFailure } from '../step-failure.ts';
import type { StepMode, StepResult, Work } from '../work.ts';
import { lookForPayout } from './look-for-payout.ts';
import { openOnboardingFlow } from './open-onboarding-flow.ts';
import { sendTransfer } from './send-transfer.ts';

/** What was read beside something else already. */
export interface ReadAhead {
  readonly user?: Answer<RemoteUser> | undefined;
  readonly look?: LookUpResult | undefined;
}

/**
 * `VERIFYING`, and `HELD` before anything was sent: a fresh look at the user, the host's word, and then one statement
 * that binds account and user to each other, commits the key and leaves the phase.
 */
export async function verifyPayee(
  context: PayoutContext,
  work: Work,
  mode: StepMode,
  failure: StepFailure,
  ahead: ReadAhead = {},
): Promise<StepResult> {
  const { session } = work.bundle;
  const dotsUserId = session.dotsUserId ?? work.bundle.binding?.dotsUserId ?? '';
  const [user, look] = await Promise.all([
    ahead.user ?? context.api.readUser(dotsUserId),
    ahead.look ?? lookForPayout(context, work, [dotsUserId]),
  ]);
  if (user.kind !== 'accepted') return restAfterFailure(context, work, failure, user);

  const missing = missingSteps(work.bundle, user.value);
  if (missing.length > 0) {
    work.stage({ events: [{ name: 'steps-missing', reason: null }] });
    return openOnboardingFlow(context, work, mode, failure, missing);
  }

  const bind: PayoutMove['bind'] = { dotsUserId, completedSteps: finishedSteps(work) };
  let review: PayeeReview;
  try {
    review = await reviewPayee(context, work, user.value);
  } catch (error) {
    if (!isDotsFlowsError(error)) throw error;
    return restAfterError(context, work, failure, error);
  }
  if (typeof review === 'object') {
    const isNews = work.bundle.session.phase !== 'HELD' || work.bundle.session.reason !== review.hold;
    if (!isNews) return work.rest({ dueInMs: planNextLook(context, work.bundle), isIdlePoll: true });
    work.stage({ events: [{ name: 'payee-held', reason: review.hold }], bind, dotsUserId });
    return work.settle({ events: [] }, planNextLook(context, work.bundle));
  }

  work.stage({
    events: [{ name: 'payee-cleared', reason: null }],
    bind,
    dotsUserId,
    trust: review,
    attempts: work.bundle.attempts.length > 0 ? [] : [firstAttempt(context, work, dotsUserId)],
  });
  return sendTransfer(context, work, mode, failure, look);
}

/** Dots' word comes before the host's: a user in review or disabled is held whatever `reviewPayee` would say. */
async function reviewPayee(context: PayoutContext, work: Work, dotsUser: RemoteUser): Promise<PayeeReview> {
  if (dotsUser.status === 'in_review') return { hold: 'payee-in-review' };
  if (dotsUser.status === 'disabled') return { hold: 'not-eligible' };
  const { reference: payoutId, accountId } = work.bundle.session;
  return context.host.reviewPayee({ payoutId, accountId, dotsUser });
}

function firstAttempt(
  { api, rules, keyFormat }: PayoutContext,
  { bundle: { session } }: Work,
  dotsUserId: string,
): NonNullable<PayoutMove['attempts']>[number] {
  const { reference, amountCents } = session;
  const key = rules.keyOfAttempt({ namespace: api.namespace, reference, ordinal: 1, amountCents, format: keyFormat });
  return { type: 'add', ordinal: 1, key, dotsUserId, amountCents };
}

const finishedSteps = ({ bundle }: Work): readonly string[] => [
  ...new Set(bundle.flows.filter(({ kind }) => kind === 'onboarding').flatMap(({ completedSteps }) => completedSteps)),
];
