import type { DotsFlowsError } from '@dots-flows/core';
import type { SessionBundle } from '../store/records.ts';
import type { PayoutContext } from './payout-context.ts';
import type { StepFailure } from './step-failure.ts';
import { followTransfer, watchAttention } from './steps/follow-transfer.ts';
import { onboard } from './steps/onboard.ts';
import { openPayout, watchPayoutFlow } from './steps/present-payout.ts';
import { retryPayout } from './steps/retry-payout.ts';
import { sendTransfer } from './steps/send-transfer.ts';
import { verifyPayee } from './steps/verify-payee.ts';
import { createWork } from './work.ts';
import type { StepMode, StepResult, Work } from './work.ts';

/** How a drive ended. */
export interface DriveResult {
  /** `null`: somebody else holds the lease, or there is no such session. */
  readonly bundle: SessionBundle | null;
  /** The last thing that did not come through, if something did not. */
  readonly failure: DotsFlowsError | null;
}

/** More steps than the longest path through the table has: what goes on beyond turns in a circle, and may do so later. */
const MAX_STEPS = 16;

/**
 * Takes the lease of a session, or has it already, and goes on until it has to wait. A throw that is none of ours (a crash, a fault) leaves
 * the lease as it is: nothing is cleaned up after it, and nothing has to be, because the lease ends by itself.
 */
export function driveSession(
  context: PayoutContext,
  sessionId: string,
  mode: StepMode,
  held: SessionBundle | null = null,
): Promise<DriveResult> {
  return context.inFlight.track(driveToRest(context, sessionId, mode, held));
}

async function driveToRest(
  context: PayoutContext,
  sessionId: string,
  mode: StepMode,
  held: SessionBundle | null,
): Promise<DriveResult> {
  const { leaseMs } = context.rules.times;
  const failure: StepFailure = { error: null };
  let bundle: SessionBundle | null = null;
  let claimed: SessionBundle | undefined = held ?? undefined;
  for (;;) {
    claimed ??= (await context.store.claim({ sessionId, leaseMs }))[0];
    if (claimed === undefined) return { bundle, failure: failure.error };
    const work = createWork(context, claimed);
    const isDone = await driveClaimed(context, work, mode, failure);
    bundle = work.bundle;
    if (isDone) return { bundle, failure: failure.error };
    claimed = undefined;
  }
}

/** Goes on with a session that was claimed; `false` when the lease ran short and has to be taken anew. */
export async function driveClaimed(
  context: PayoutContext,
  work: Work,
  mode: StepMode,
  failure: StepFailure,
): Promise<boolean> {
  const { times } = context.rules;
  const beganAtMs = context.clock.nowMs();
  // A step may take two rounds of calls and a POST that is given up late.
  const enoughMs = times.leaseMs - 2 * context.api.timeoutMs;
  for (let step = 0; step < MAX_STEPS; step++) {
    const result = await traceStep(context, work, () => takeStep(context, work, mode, failure));
    if (result === 'rested') return true;
    if (context.clock.nowMs() - beganAtMs >= times.advanceBudgetMs) break;
    if (work.bundle.session.leaseUntilMs !== null && work.bundle.session.leaseUntilMs - work.nowMs() < enoughMs) {
      await work.rest({ dueInMs: 0 });
      return false;
    }
  }
  await work.rest({ dueInMs: times.firstBackoffMs });
  return true;
}

/** A step as a span: which payout, from which phase to which. */
function traceStep({ tracing }: PayoutContext, work: Work, step: () => Promise<StepResult>): Promise<StepResult> {
  const { sessionId, reference, phase } = work.bundle.session;
  const attributes = {
    'dots_flows.payout_id': reference,
    'dots_flows.session_id': sessionId,
    'dots_flows.phase': phase,
  };
  return tracing.run({ name: `dots-flows step ${phase}`, attributes }, async (note) => {
    const result = await step();
    note({ 'dots_flows.phase_after': work.bundle.session.phase, 'dots_flows.result': result });
    return result;
  });
}

/** One step of the phase that the session is in. */
function takeStep(context: PayoutContext, work: Work, mode: StepMode, failure: StepFailure): Promise<StepResult> {
  const { phase, reason } = work.bundle.session;
  switch (phase) {
    case 'CREATED':
    case 'ONBOARDING':
      return onboard(context, work, mode, failure);
    case 'VERIFYING':
      return verifyPayee(context, work, mode, failure);
    case 'READY':
    case 'SENDING':
      return sendTransfer(context, work, mode, failure);
    case 'ACCEPTED':
    case 'DONE':
      return followTransfer(context, work, mode, failure);
    case 'HELD':
      return reason === 'transfer-flagged'
        ? followTransfer(context, work, mode, failure)
        : verifyPayee(context, work, mode, failure);
    case 'ATTENTION':
      return watchAttention(context, work, failure);
    case 'FUNDED':
      return openPayout(context, work, mode, failure);
    case 'PRESENTING':
      return watchPayoutFlow(context, work, mode, failure);
    case 'FAILED':
      return mode.retry ? retryPayout(context, work, failure) : work.rest({ dueInMs: null });
    case 'REVERSED':
    case 'CANCELLED':
      return work.rest({ dueInMs: null });
  }
}

/** Whether a browser's question can lead anywhere now; if not, the row itself is the answer. */
export function isWorthDriving({ session, attempts, nowMs }: SessionBundle, mode: StepMode): boolean {
  const isDue = session.hints > session.hintsSeen || (session.nextAtMs !== null && session.nextAtMs <= nowMs);
  switch (session.phase) {
    case 'FAILED':
      return mode.retry;
    case 'REVERSED':
    case 'CANCELLED':
      return false;
    case 'HELD':
    case 'ATTENTION':
    case 'DONE':
      return isDue;
    case 'READY':
    case 'SENDING':
      // What was sent is for the sweeper to look up in its own time: browsers must not hammer the list.
      return isDue || attempts.every(({ lastIntentAtMs }) => lastIntentAtMs === null);
    case 'CREATED':
    case 'ONBOARDING':
    case 'VERIFYING':
    case 'ACCEPTED':
    case 'FUNDED':
    case 'PRESENTING':
      return true;
  }
}
