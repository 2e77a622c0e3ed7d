import { DotsFlowsError, FAILURE_REASONS, HOLD_REASONS } from '@dots-flows/core';
import type {
  FailureReason,
  FlowLink,
  HoldReason,
  PayoutSession,
  PayoutSessionBase,
  PayoutStage,
} from '@dots-flows/core';
import { PHASES } from '../store/records.ts';
import type { FlowRecord, SessionBundle } from '../store/records.ts';
import { remoteError } from './remote-error.ts';
import { keepLink } from './create-flow.ts';
import type { PayoutContext } from './payout-context.ts';

/**
 * A session as the browser may know it. `null` when it needs a Flow that is not there yet: somebody has to drive it first.
 *
 * @throws {@link DotsFlowsError} when the link has to be read from Dots, and Dots does not tell it.
 */
export async function projectSession(context: PayoutContext, bundle: SessionBundle): Promise<PayoutSession | null> {
  if (!PHASES.includes(bundle.session.phase)) throw movedByNewerCode();
  const stage = await projectStage(context, bundle);
  if (stage === null) return null;
  const { reference, amountCents, version } = bundle.session;
  const base: PayoutSessionBase = { payoutId: reference, amountCents, currency: 'USD', version };
  return { ...base, ...stage };
}

/** The money is there, and somebody else is making the Flow that withdraws it: for the browser it is still on its way. */
export function waitingSession({ session }: SessionBundle): PayoutSession | null {
  if (session.phase !== 'FUNDED') return null;
  const { reference: payoutId, amountCents, version } = session;
  return { payoutId, amountCents, currency: 'USD', version, stage: 'transferring', transfer: { status: 'pending' } };
}

async function projectStage(context: PayoutContext, bundle: SessionBundle): Promise<PayoutStage | null> {
  const { session, attempts, flows } = bundle;
  if (context.rules.mayShowPayoutLink(bundle)) {
    const payoutFlow = flows.findLast(({ kind }) => kind === 'payout');
    // Money that arrived with nobody looking: the Flow is made when somebody looks.
    const isShown = payoutFlow !== undefined && session.phase !== 'FUNDED';
    return isShown ? { stage: 'withdrawing', flow: await flowLink(context, payoutFlow) } : null;
  }
  switch (session.phase) {
    case 'CREATED':
    case 'ONBOARDING':
    case 'VERIFYING': {
      const flow = flows.findLast(({ kind }) => kind === 'onboarding');
      if (flow !== undefined) return { stage: 'onboarding', flow: await flowLink(context, flow) };
      // A returning user is being checked, and has nothing to do.
      return session.phase === 'VERIFYING' ? { stage: 'transferring', transfer: { status: 'sending' } } : null;
    }
    case 'READY':
    case 'SENDING':
      return { stage: 'transferring', transfer: { status: 'sending' } };
    case 'ACCEPTED':
      return {
        stage: 'transferring',
        transfer: { status: attempts.at(-1)?.status === 'created' ? 'created' : 'pending' },
      };
    case 'HELD':
      return { stage: 'held', reason: holdReason(session.reason) };
    case 'ATTENTION':
      return { stage: 'held', reason: 'needs-operator' };
    case 'FUNDED':
    case 'PRESENTING':
      return { stage: 'transferring', transfer: { status: 'pending' } };
    case 'DONE':
      return { stage: 'completed' };
    case 'FAILED': {
      const reason = failureReason(session.reason);
      // A refused transfer was never there: the same key may go out again whenever somebody asks.
      const canRetry = reason === 'transfer-refused' || context.host.allowNewAttempt !== null;
      return { stage: 'failed', reason, canRetry };
    }
    case 'REVERSED':
      return { stage: 'failed', reason: 'transfer-reversed', canRetry: false };
    case 'CANCELLED':
      return { stage: 'failed', reason: 'payout-cancelled', canRetry: false };
  }
}

async function flowLink(context: PayoutContext, flow: FlowRecord): Promise<FlowLink> {
  const { flowId, steps, completedSteps, signedInUntilMs } = flow;
  return {
    flowId,
    link: await linkOf(context, flowId),
    steps,
    completedSteps,
    signedInUntil: signedInUntilMs === null ? null : new Date(signedInUntilMs).toISOString(),
  };
}

/** From memory, or from Dots: links are stored nowhere. */
export async function linkOf(context: PayoutContext, flowId: string): Promise<string> {
  const known = context.links.get(flowId);
  if (known !== null) return known;
  const answer = await context.api.readFlow(flowId);
  if (answer.kind !== 'accepted') throw remoteError(answer);
  const isUsable = keepLink(context, answer.value);
  if (!isUsable) throw remoteError({ kind: 'unknown', why: 'unreadable', status: 200, retryAfterMs: undefined });
  return answer.value.link;
}

function movedByNewerCode(): DotsFlowsError {
  return new DotsFlowsError('store-too-new', {
    message:
      'A newer version of @dots-flows/server has moved this payout into a phase that this version does not know. Older code could do the wrong thing with it, so it is left alone. Update the package on this machine.',
  });
}

function holdReason(reason: string | null): HoldReason {
  return HOLD_REASONS.find((known) => known === reason) ?? 'needs-operator';
}

function failureReason(reason: string | null): FailureReason {
  return FAILURE_REASONS.find((known) => known === reason) ?? 'transfer-failed';
}
