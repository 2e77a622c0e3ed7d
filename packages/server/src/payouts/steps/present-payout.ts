import { createFlowFor, findLostPayoutFlow, keepLink } from '../create-flow.ts';
import type { FlowRecord } from '../../store/records.ts';
import { mergeTransfers } from '../merge-transfers.ts';
import type { PayoutContext } from '../payout-context.ts';
import { planNextLook } from '../plan-next-look.ts';
import { restAfterError, restAfterFailure, restAsPlanned } from '../step-failure.ts';
import type { StepFailure } from '../step-failure.ts';
import type { StepMode, StepResult, Work } from '../work.ts';
import { isAged, isOurFlow, stageProgress } from './flow-progress.ts';
import { followTransfer } from './follow-transfer.ts';

/** Two tabs that ask for a new link at the same moment get one. */
const JUST_MADE_MS = 30_000;
/** Older payout Flows of the same payout that may still be open in another tab. */
const OLDER_FLOWS = 2;

/** `FUNDED`: the money is there. A payout Flow is made when a browser asks, because a signed-in link ages in 15 minutes. */
export async function openPayout(
  context: PayoutContext,
  work: Work,
  mode: StepMode,
  failure: StepFailure,
): Promise<StepResult> {
  const { session, flows } = work.bundle;
  const isDirty = session.hints > session.hintsSeen;
  if (!mode.isBrowser) return followTransfer(context, work, mode, failure);
  if (isDirty) {
    const isReversed = await stageTransfer(context, work);
    if (isReversed) return work.settle({ events: [] }, planNextLook(context, work.bundle));
  }
  const made = flows.findLast(({ kind }) => kind === 'payout');
  if (made !== undefined && !isAged(context, made)) return show(context, work);
  const lost = await findLostPayoutFlow(context, work.bundle);
  if (lost !== null) {
    work.stage({ events: [], newFlow: lost });
    return show(context, work);
  }
  return openNewPayoutFlow(context, work, failure);
}

/**
 * `PRESENTING`: reads the payout Flow; its payout step is what ends a payout. Before a new link is made the old Flow is
 * read, so that a payout that is done is never offered again.
 */
export async function watchPayoutFlow(
  context: PayoutContext,
  work: Work,
  mode: StepMode,
  failure: StepFailure,
): Promise<StepResult> {
  const { session } = work.bundle;
  const flows = work.bundle.flows.filter(({ kind }) => kind === 'payout');
  const newest = flows.at(-1);
  if (newest === undefined) return openNewPayoutFlow(context, work, failure);
  const isDirty = session.hints > session.hintsSeen;
  await context.crashPoint('CP19');
  const watched = isDirty || mode.renewLink ? flows.slice(-1 - OLDER_FLOWS) : [newest];
  const [answers, isReversed] = await Promise.all([
    Promise.all(watched.map(async (flow) => ({ flow, answer: await context.api.readFlow(flow.flowId) }))),
    isDirty || !mode.isBrowser ? stageTransfer(context, work) : false,
  ]);
  if (isReversed) return work.settle({ events: [] }, planNextLook(context, work.bundle));

  for (const { flow, answer } of answers) {
    if (answer.kind !== 'accepted' || !isOurFlow(context, work, answer.value)) continue;
    keepLink(context, answer.value);
    stageProgress(work, flow, answer.value);
    if (!answer.value.completedSteps.includes('payout')) continue;
    await context.crashPoint('CP25');
    return finish(context, work, flow);
  }
  const last = answers.find(({ flow }) => flow === newest)?.answer;
  const isGone = last?.kind === 'refused' && last.reason === 'not-found';
  if (last !== undefined && last.kind !== 'accepted' && !isGone) return restAfterFailure(context, work, failure, last);
  const isJustMade = work.nowMs() - newest.createdAtMs < JUST_MADE_MS;
  const isRenewal = mode.renewLink && newest.signedInUntilMs !== null && !isJustMade;
  if (mode.isBrowser && (isGone || isRenewal)) return openNewPayoutFlow(context, work, failure);
  return restAsPlanned(context, work);
}

async function openNewPayoutFlow(context: PayoutContext, work: Work, failure: StepFailure): Promise<StepResult> {
  const { session } = work.bundle;
  const created = await createFlowFor(context, work.bundle, 'payout', session.payoutSteps);
  await context.crashPoint('CP23');
  if (created.kind === 'failed') return restAfterFailure(context, work, failure, created.answer);
  if (created.kind === 'limited') return restAfterError(context, work, failure, created.error);
  work.stage({ events: [], newFlow: created.flow });
  return show(context, work);
}

async function show(context: PayoutContext, work: Work): Promise<StepResult> {
  work.stage({ events: [{ name: 'payout-flow-shown', reason: null }] });
  const result = await work.settle({ events: [] }, planNextLook(context, work.bundle));
  await context.crashPoint('CP24');
  return result;
}

function finish(context: PayoutContext, work: Work, flow: FlowRecord): Promise<StepResult> {
  work.stage({
    events: [{ name: 'payout-done', reason: null }],
    // Whoever finished this Flow has proven the phone of the Dots user: from now on the binding is beyond doubt.
    confirmBinding: flow.requireAuth && work.bundle.binding !== null,
  });
  return work.settle({ events: [] }, planNextLook(context, work.bundle));
}

/** Reads the transfer and stages what is new about it; `true` when the link has to be withdrawn. */
async function stageTransfer(context: PayoutContext, work: Work): Promise<boolean> {
  const attempt = work.bundle.attempts.at(-1);
  if (attempt === undefined || attempt.transferId === null) return false;
  const answer = await context.api.readTransfer(attempt.transferId);
  if (answer.kind !== 'accepted') return false;
  const move = mergeTransfers(work.bundle, [{ transfer: answer.value, ordinal: attempt.ordinal }], context.rules);
  if (move !== null) work.stage(move);
  const { phase } = work.bundle.session;
  return phase !== 'FUNDED' && phase !== 'PRESENTING';
}
