import { mergeTransfers } from '../merge-transfers.ts';
import type { PayoutContext } from '../payout-context.ts';
import { planNextLook } from '../plan-next-look.ts';
import { restAfterFailure, restAsPlanned } from '../step-failure.ts';
import type { StepFailure } from '../step-failure.ts';
import type { StepMode, StepResult, Work } from '../work.ts';
import { lookForPayout } from './look-for-payout.ts';

/** `ACCEPTED`, `HELD` by Dots, `FUNDED` without a browser, `DONE`: reads the transfer by its id. */
export async function followTransfer(
  context: PayoutContext,
  work: Work,
  mode: StepMode,
  failure: StepFailure,
): Promise<StepResult> {
  const attempt = work.bundle.attempts.at(-1);
  if (attempt === undefined || attempt.transferId === null) return work.rest({ dueInMs: null });
  await context.crashPoint('CP19');
  const answer = await context.api.readTransfer(attempt.transferId);
  if (answer.kind !== 'accepted') return restAfterFailure(context, work, failure, answer);
  await context.crashPoint('CP20');
  const seen = [{ transfer: answer.value, ordinal: attempt.ordinal }];
  const move = mergeTransfers(work.bundle, seen, context.rules);
  if (move === null) return restAsPlanned(context, work);
  const { session } = work.bundle;
  if (!mode.isBrowser && session.hints === session.hintsSeen) tellIfUnheard(context, work);
  work.stage(move);
  if (mode.isBrowser && work.bundle.session.phase === 'FUNDED')
    return (await work.commit({ events: [] })) === 'lost' ? 'rested' : 'again';
  const result = await work.settle({ events: [] }, planNextLook(context, work.bundle));
  await context.crashPoint('CP21');
  return result;
}

/** Nobody hinted at this change, and nobody asked: a webhook should have. */
function tellIfUnheard({ webhookWatch, emit }: PayoutContext, { bundle: { session } }: Work): void {
  if (!webhookWatch.foundUnheard()) return;
  const { sessionId, reference: payoutId } = session;
  emit({ type: 'alarm', alarm: 'webhooks-silent', payoutId, sessionId });
}

/**
 * `ATTENTION`: looks on, without ever sending. What was invisible may show up; credentials may work again.
 */
export async function watchAttention(context: PayoutContext, work: Work, failure: StepFailure): Promise<StepResult> {
  const { session, attempts } = work.bundle;
  if (attempts.length === 0) return work.rest({ dueInMs: null });
  const look = await lookForPayout(context, work);
  if (look.kind === 'failed') return restAfterFailure(context, work, failure, look.answer);
  if (look.kind === 'too-many') return work.rest({ dueInMs: null });
  if (look.kind === 'found') {
    const seen = look.transfers.map((transfer) => ({ transfer }));
    const move = mergeTransfers(work.bundle, seen, context.rules);
    if (move !== null) return (await work.commit(move)) === 'lost' ? 'rested' : 'again';
  }
  if (session.reason !== 'credentials-refused') return restAsPlanned(context, work);
  // Refused credentials stopped a payout, and are not refused any more. READY looks first and knows the key's age.
  const outcome = await work.commit({ events: [{ name: 'resumed', reason: null }], dueInMs: 0 });
  return outcome === 'lost' ? 'rested' : 'again';
}
