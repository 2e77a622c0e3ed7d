import type { Answer } from '../../dots-api/answer.ts';
import type { RemoteTransfer } from '../../dots-api/remote-records.ts';
import type { AttemptRecord } from '../../store/records.ts';
import { commitFacts } from '../commit-move.ts';
import { createFlowFor } from '../create-flow.ts';
import type { CreatedFlow } from '../create-flow.ts';
import { mergeTransfers } from '../merge-transfers.ts';
import type { PayoutContext } from '../payout-context.ts';
import { referenceTag } from '../payout-key.ts';
import { transferMetadata } from '../payout-metadata.ts';
import type { PayoutMove } from '../payout-move.ts';
import { planNextLook } from '../plan-next-look.ts';
import { restAfterFailure, restAsPlanned } from '../step-failure.ts';
import type { StepFailure } from '../step-failure.ts';
import type { StepMode, StepResult, Work } from '../work.ts';

/** Room for the commits around the call, on top of its own time limit. */
const LEASE_MARGIN_MS = 5_000;

/**
 * Commits the intent, sends the one POST, and writes down what came of it. From the commit of the intent on money may
 * have moved, whatever else happens.
 *
 * For a browser the payout Flow is made beside the POST, so that the hand-over takes one round trip; its link is held
 * back until the transfer is `completed`.
 */
export async function postTransfer(
  context: PayoutContext,
  work: Work,
  mode: StepMode,
  failure: StepFailure,
  attempt: AttemptRecord,
): Promise<StepResult> {
  const { api, clock, rules, crashPoint } = context;
  const { session } = work.bundle;
  const { ordinal } = attempt;
  const dotsUserId = session.dotsUserId ?? attempt.dotsUserId;
  const wireAmountCents = rules.wireAmountCents(session.amountCents);

  const intendedAtMs = clock.nowMs();
  const intent = await work.commit(
    {
      events: [{ name: 'intent-committed', reason: null }],
      attempts: [{ type: 'intent', ordinal, dotsUserId, quietMs: rules.times.quietMs }],
      dueInMs: rules.times.firstBackoffMs,
    },
    api.timeoutMs + LEASE_MARGIN_MS,
  );
  if (intent === 'again') return 'again';
  if (intent === 'lost') return 'rested';
  if (intent === 'too-soon') return restAsPlanned(context, work);
  await crashPoint('CP11');
  // The process slept between intent and POST: the quiet period runs from the intent, so the POST must not be late. With
  // a clock that was set back meanwhile nobody can tell.
  const sinceIntentMs = clock.nowMs() - intendedAtMs;
  if (sinceIntentMs < 0 || sinceIntentMs > rules.times.intentFreshMs) return restAsPlanned(context, work);

  const posting = api.createTransfer({
    userId: dotsUserId,
    wireAmountCents,
    idempotencyKey: rules.keyToSend(attempt),
    metadata: transferMetadata(session.metadata, {
      sessionId: session.sessionId,
      key: rules.keyToSend(attempt),
      referenceTag: referenceTag(api.namespace, session.reference),
      ordinal,
    }),
  });
  const opening = mode.isBrowser ? createFlowFor(context, work.bundle, 'payout', session.payoutSteps) : null;
  await crashPoint('CP12');
  const [answer, flow] = await Promise.all([posting, opening]);
  await crashPoint('CP13');
  return writeDown(context, work, failure, { answer, flow, ordinal, attempt });
}

interface PostOutcome {
  readonly answer: Answer<RemoteTransfer>;
  readonly flow: CreatedFlow | null;
  readonly ordinal: number;
  readonly attempt: AttemptRecord;
}

async function writeDown(
  context: PayoutContext,
  work: Work,
  failure: StepFailure,
  { answer, flow, ordinal, attempt }: PostOutcome,
): Promise<StepResult> {
  const { rules, crashPoint } = context;
  const newFlow = flow?.kind === 'created' ? flow.flow : undefined;
  const reading = rules.readPostAnswer(answer, attempt);
  if (reading.kind === 'fact') {
    const { transfer } = reading;
    await crashPoint('CP14');
    const move = mergeTransfers(work.bundle, [{ transfer, ordinal }], rules);
    if (move !== null) work.stage(move);
    if (newFlow !== undefined) work.stage({ events: [], newFlow });
    if (newFlow !== undefined && work.bundle.session.phase === 'FUNDED' && rules.mayShowPayoutLink(work.bundle))
      work.stage({ events: [{ name: 'payout-flow-shown', reason: null }] });
    const outcome = await work.finish({ events: [] }, planNextLook(context, work.bundle));
    await crashPoint('CP15');
    await crashPoint('CP21');
    if (outcome === 'done') return 'rested';
    // Somebody committed in between, or the lease is over. The fact is true all the same.
    await commitFacts(context, work.bundle.session.sessionId, (bundle) =>
      mergeTransfers(bundle, [{ transfer, ordinal }], rules),
    );
    await work.reload();
    return outcome === 'again' ? 'again' : 'rested';
  }

  if (reading.answer === 'duplicate-key') await crashPoint('CP16');
  // Nothing of this POST reached Dots: it starts no trust window and leaves no doubt behind. An earlier one may have.
  const sent = work.bundle.attempts.find((one) => one.ordinal === ordinal);
  const hadNoEffect = reading.answer === 'not-sent' || reading.answer === 'credentials';
  const isOnlyOne = sent?.firstIntentAtMs === sent?.lastIntentAtMs;
  const noted: PayoutMove = {
    events: [],
    notes: [{ name: 'post-answered', reason: reading.answer }],
    attempts: [
      hadNoEffect && isOnlyOne
        ? { type: 'reopen', ordinal }
        : { type: 'answer', ordinal, answer: reading.answer, evidence: reading.evidence },
    ],
    newFlow,
  };
  const outcome = await work.commit(noted);
  if (outcome === 'lost') return 'rested';
  if (outcome !== 'done') return 'again';
  const hasToWait = answer.kind === 'unknown' && answer.retryAfterMs !== undefined;
  if (!hadNoEffect && !hasToWait) return 'again';
  return answer.kind === 'accepted' ? 'again' : restAfterFailure(context, work, failure, answer);
}
