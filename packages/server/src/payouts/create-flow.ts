import { DotsFlowsError, parseFlowLink } from '@dots-flows/core';
import type { FlowStep } from '@dots-flows/core';
import type { Answer } from '../dots-api/answer.ts';
import type { RemoteFlow } from '../dots-api/remote-records.ts';
import type { SessionBundle } from '../store/records.ts';
import type { NewFlowRecord } from '../store/store.ts';
import type { PayoutContext } from './payout-context.ts';
import { flowMetadata, readFlowMark } from './payout-metadata.ts';
import { FLOW_CAPS } from './times.ts';

const ALL_TIME_MS = 100 * 365 * 24 * 60 * 60_000;
export const HOUR_MS = 60 * 60_000;

/** What creating a Flow came to: a row to commit, a refusal of our own, or the answer of Dots. */
export type CreatedFlow =
  | { readonly kind: 'created'; readonly flow: NewFlowRecord }
  | { readonly kind: 'limited'; readonly error: DotsFlowsError }
  | { readonly kind: 'failed'; readonly answer: Exclude<Answer<unknown>, { readonly kind: 'accepted' }> };

/** Whether this account's user proves the phone again before a Flow opens signed in: until a payout was done that way. */
export function needsProof({ session, binding }: Pick<SessionBundle, 'session' | 'binding'>): boolean {
  return session.trust !== 'trusted' && (binding === null || binding.confirmedAtMs === null);
}

/** Creates a Flow for a payout at Dots. Its row is the caller's to commit. Flows move no money: a lost one is no harm. */
export async function createFlowFor(
  context: PayoutContext,
  bundle: SessionBundle,
  kind: 'onboarding' | 'payout',
  steps: readonly FlowStep[],
): Promise<CreatedFlow> {
  const { session, binding } = bundle;
  if (await isOverLimit(context, bundle, kind)) {
    context.emit({ type: 'alarm', alarm: 'flow-limit', payoutId: session.reference, sessionId: session.sessionId });
    return { kind: 'limited', error: tooManyFlows(kind) };
  }
  const userId = kind === 'payout' ? session.dotsUserId : (binding?.dotsUserId ?? null);
  const requireAuth = userId !== null && needsProof(bundle);
  const askedAtMs = context.clock.nowMs();
  const answer = await context.api.createFlow({
    steps,
    metadata: flowMetadata(session.metadata, session.sessionId, kind),
    ...(userId === null ? {} : { userId, requireAuth }),
  });
  if (answer.kind !== 'accepted') return { kind: 'failed', answer };
  if (!keepLink(context, answer.value)) return { kind: 'failed', answer: unusableLink };
  const signedInUntilMs = userId === null || requireAuth ? null : askedAtMs + context.rules.times.signedInMs;
  return { kind: 'created', flow: toRecord(answer.value, kind, requireAuth, signedInUntilMs, steps) };
}

/**
 * A payout Flow that was created by a request whose row was never committed: found by its metadata among the newest, and
 * good while it is signed in or asks for a proof anyway. Otherwise a new one does no harm: the wallet holds the money once.
 */
export async function findLostPayoutFlow(context: PayoutContext, bundle: SessionBundle): Promise<NewFlowRecord | null> {
  const { session, flows } = bundle;
  const answer = await context.api.listFlows({ limit: 100 });
  if (answer.kind !== 'accepted') return null;
  const lost = answer.value.items.find((flow) => {
    const mark = readFlowMark(flow.metadata);
    const isOurs = mark.sessionId === session.sessionId && mark.kind === 'payout' && flow.userId === session.dotsUserId;
    return isOurs && !flows.some(({ flowId }) => flowId === flow.flowId);
  });
  if (lost === undefined || lost.createdAtMs === null || !keepLink(context, lost)) return null;
  const requireAuth = needsProof(bundle);
  // By Dots' clock at creation and ours now: the skew is taken out, and the age only ever over-estimated.
  const ageMs = Math.max(context.clock.nowMs() + (context.api.clockSkewMs() ?? 0) - lost.createdAtMs, 0);
  const leftMs = context.rules.times.signedInMs - ageMs;
  if (!requireAuth && leftMs <= 0) return null;
  return toRecord(
    lost,
    'payout',
    requireAuth,
    requireAuth ? null : context.clock.nowMs() + leftMs,
    session.payoutSteps,
  );
}

async function isOverLimit(
  { store }: PayoutContext,
  { session, flows, accountFlows }: SessionBundle,
  kind: 'onboarding' | 'payout',
): Promise<boolean> {
  const { sessionId, accountId } = session;
  if (kind === 'onboarding') {
    const ofAccount = accountFlows ?? (await store.countFlows({ accountId, withinMs: HOUR_MS }));
    if (ofAccount >= FLOW_CAPS.perAccountPerHour) return true;
  }
  // The first one is never over a limit: no need to ask the store on the way that every payout goes.
  if (!flows.some((flow) => flow.kind === kind)) return false;
  return kind === 'onboarding'
    ? (await store.countFlows({ sessionId, kind, withinMs: ALL_TIME_MS })) >= FLOW_CAPS.onboardingPerSession
    : (await store.countFlows({ sessionId, kind, withinMs: HOUR_MS })) >= FLOW_CAPS.payoutPerHour;
}

/** Remembers the link in memory, if it may ever be shown: a poisoned link stops here already. */
export function keepLink({ links }: Pick<PayoutContext, 'links'>, { flowId, link }: RemoteFlow): boolean {
  try {
    parseFlowLink(link);
  } catch {
    return false;
  }
  links.put(flowId, link);
  return true;
}

const unusableLink = { kind: 'unknown', why: 'unreadable', status: 200, retryAfterMs: undefined } as const;

function toRecord(
  remote: RemoteFlow,
  kind: 'onboarding' | 'payout',
  requireAuth: boolean,
  signedInUntilMs: number | null,
  steps: readonly FlowStep[],
): NewFlowRecord {
  return {
    flowId: remote.flowId,
    kind,
    steps: remote.steps.length > 0 ? remote.steps : steps.map((step) => (typeof step === 'string' ? step : step.name)),
    completedSteps: remote.completedSteps,
    dotsUserId: remote.userId,
    requireAuth,
    signedInUntilMs,
  };
}

function tooManyFlows(kind: 'onboarding' | 'payout'): DotsFlowsError {
  return new DotsFlowsError('too-many-requests', {
    message: `This payout has used up its ${kind} Flows for now. Each may send a text message to somebody, so there is a limit. ${
      kind === 'payout' ? 'Wait an hour.' : 'Ask your support to look at this payout.'
    }`,
    retryAfterSeconds: kind === 'payout' ? 3_600 : undefined,
  });
}
