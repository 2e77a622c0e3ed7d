import { isDotsFlowsError } from '@dots-flows/core';
import type { PayoutContext } from '../payout-context.ts';
import { restAfterError } from '../step-failure.ts';
import type { StepFailure } from '../step-failure.ts';
import type { StepResult, Work } from '../work.ts';

/**
 * `FAILED`, when somebody asks for another try. A transfer that Dots shows failed or canceled is dead: with the host's
 * word the next ordinal starts. One that Dots refused to make was never there: the same key goes out again.
 */
export async function retryPayout(context: PayoutContext, work: Work, failure: StepFailure): Promise<StepResult> {
  const { rules, host, api, keyFormat } = context;
  const { session, attempts } = work.bundle;
  const attempt = attempts.at(-1);
  if (attempt === undefined) return work.rest({ dueInMs: null });
  const retry = { name: 'retry-allowed', reason: null } as const;

  if (!rules.isProvenDead(attempt)) {
    if (attempt.transferId !== null) return work.rest({ dueInMs: null });
    const outcome = await work.commit({
      events: [retry],
      attempts: [{ type: 'reopen', ordinal: attempt.ordinal }],
      dueInMs: 0,
    });
    return outcome === 'lost' ? 'rested' : 'again';
  }

  try {
    const { reference: payoutId, accountId } = session;
    const isAllowed = (await host.allowNewAttempt?.({ payoutId, accountId, attempts: attempts.length })) ?? false;
    if (!isAllowed) return await work.rest({ dueInMs: null });
  } catch (error) {
    if (!isDotsFlowsError(error)) throw error;
    return restAfterError(context, work, failure, error);
  }
  const ordinal = attempt.ordinal + 1;
  const { reference, amountCents } = session;
  const key = rules.keyOfAttempt({ namespace: api.namespace, reference, ordinal, amountCents, format: keyFormat });
  const dotsUserId = session.dotsUserId ?? attempt.dotsUserId;
  const outcome = await work.commit({
    events: [retry],
    attempts: [{ type: 'add', ordinal, key, dotsUserId, amountCents }],
    dueInMs: 0,
  });
  await context.crashPoint('CP26');
  return outcome === 'lost' ? 'rested' : 'again';
}
