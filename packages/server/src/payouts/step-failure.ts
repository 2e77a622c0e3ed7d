import type { DotsFlowsError } from '@dots-flows/core';
import type { Answer } from '../dots-api/answer.ts';
import { attention } from './commit-move.ts';
import type { PayoutContext } from './payout-context.ts';
import { planNextLook } from './plan-next-look.ts';
import { remoteError } from './remote-error.ts';
import { transition } from './states.ts';
import type { StepResult, Work } from './work.ts';

/** The last thing that kept a step from coming through: told to a browser for which nothing else can be shown. */
export interface StepFailure {
  error: DotsFlowsError | null;
}

/**
 * A call of a step did not come through: gives the lease back and plans the next try. Credentials that stay refused for
 * an hour are a case for a person.
 */
export async function restAfterFailure(
  context: PayoutContext,
  work: Work,
  failure: StepFailure,
  answer: Exclude<Answer<unknown>, { readonly kind: 'accepted' }>,
): Promise<StepResult> {
  const error = remoteError(answer);
  failure.error = error;
  const refused = answer.kind === 'refused' && answer.reason === 'credentials';
  const { session } = work.bundle;
  if (refused) {
    context.emit({
      type: 'alarm',
      alarm: 'credentials-refused',
      payoutId: session.reference,
      sessionId: session.sessionId,
    });
    const sinceMs = session.refusedSinceMs ?? work.nowMs();
    const isTooLong = work.nowMs() - sinceMs >= context.rules.times.credentialsPatienceMs;
    const mayHaveSent = work.bundle.attempts.length > 0;
    if (
      isTooLong &&
      mayHaveSent &&
      session.phase !== 'ATTENTION' &&
      transition(session.phase, 'needs-operator') !== null
    )
      return work.settle(attention('credentials-refused'), context.rules.times.attentionPollMs);
  }
  return restAfterError(context, work, failure, error, {
    refused,
    retryAfterMs: answer.kind === 'unknown' ? answer.retryAfterMs : undefined,
  });
}

/** Anything else of the surroundings failed, such as a callback of the host. */
export async function restAfterError(
  context: PayoutContext,
  work: Work,
  failure: StepFailure,
  error: DotsFlowsError,
  {
    refused,
    retryAfterMs,
  }: { readonly refused?: boolean | undefined; readonly retryAfterMs?: number | undefined } = {},
): Promise<StepResult> {
  failure.error = error;
  const plannedMs = planNextLook(context, work.bundle);
  const dueInMs = plannedMs === null ? null : Math.max(plannedMs, retryAfterMs ?? 0);
  const { session } = work.bundle;
  context.emit({
    type: 'payout-delayed',
    payoutId: session.reference,
    sessionId: session.sessionId,
    phase: session.phase,
    code: error.code,
    retryInMs: dueInMs ?? -1,
  });
  return work.rest({ dueInMs, isIdlePoll: true, refused });
}

/** Nothing new: gives the lease back and plans the next look. */
export function restAsPlanned(context: PayoutContext, work: Work): Promise<StepResult> {
  const refused = work.bundle.session.refusedSinceMs === null ? undefined : false;
  return work.rest({ dueInMs: planNextLook(context, work.bundle), isIdlePoll: true, refused });
}
