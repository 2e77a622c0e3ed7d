import { isFlowComplete, remainingSteps } from '@dots-flows/core';
import type { RemoteFlow } from '../../dots-api/remote-records.ts';
import type { BindingRecord, FlowRecord } from '../../store/records.ts';
import { keepLink } from '../create-flow.ts';
import type { PayoutContext } from '../payout-context.ts';
import { missingSteps } from '../required-steps.ts';
import { restAfterFailure, restAsPlanned } from '../step-failure.ts';
import type { StepFailure } from '../step-failure.ts';
import type { StepMode, StepResult, Work } from '../work.ts';
import { isAged, isOurFlow, stageProgress } from './flow-progress.ts';
import { lookForPayout } from './look-for-payout.ts';
import { openOnboardingFlow } from './open-onboarding-flow.ts';
import { verifyPayee } from './verify-payee.ts';

/**
 * `CREATED` and `ONBOARDING`: brings the user to have done the host's steps. An account that is bound already skips to
 * the check of its user; any other gets an onboarding Flow, which is read whenever somebody asks or hints.
 */
export async function onboard(
  context: PayoutContext,
  work: Work,
  mode: StepMode,
  failure: StepFailure,
): Promise<StepResult> {
  const { session, flows, binding } = work.bundle;
  const flow = flows.findLast(({ kind }) => kind === 'onboarding');
  if (binding !== null && (session.phase === 'CREATED' || flow === undefined))
    return skipToCheck(context, work, mode, failure, binding);
  if (flow === undefined) return openOnboardingFlow(context, work, mode, failure, session.onboardingSteps);
  return readOnboardingFlow(context, work, mode, failure, flow);
}

function skipToCheck(
  context: PayoutContext,
  work: Work,
  mode: StepMode,
  failure: StepFailure,
  binding: BindingRecord,
): Promise<StepResult> {
  work.stage({ events: [{ name: 'payee-known', reason: null }], dotsUserId: binding.dotsUserId });
  return verifyPayee(context, work, mode, failure);
}

async function readOnboardingFlow(
  context: PayoutContext,
  work: Work,
  mode: StepMode,
  failure: StepFailure,
  flow: FlowRecord,
): Promise<StepResult> {
  const { api } = context;
  const { binding, session } = work.bundle;
  const knownUserId = flow.dotsUserId ?? binding?.dotsUserId ?? null;
  const isUntouched = flow.dotsUserId === null;
  // With one step to go this read is likely the one that finds it done: what comes next is read beside it.
  const isNearEnd = knownUserId !== null && remainingSteps(flow.steps, flow.completedSteps).length <= 1;
  const readsUser = knownUserId !== null && (isNearEnd || isUntouched);
  await context.crashPoint('CP19');
  const [answer, user, look] = await Promise.all([
    api.readFlow(flow.flowId),
    readsUser ? api.readUser(knownUserId) : undefined,
    isNearEnd ? lookForPayout(context, work, [knownUserId]) : undefined,
  ]);
  if (answer.kind === 'refused' && answer.reason === 'not-found')
    return openOnboardingFlow(context, work, mode, failure, session.onboardingSteps);
  if (answer.kind !== 'accepted') return restAfterFailure(context, work, failure, answer);
  await context.crashPoint('CP8');

  const remote = answer.value;
  if (!isOurFlow(context, work, remote)) return restAsPlanned(context, work);
  keepLink(context, remote);
  stageProgress(work, flow, remote);
  if (isFinished(remote)) {
    work.stage({ events: [{ name: 'steps-done', reason: null }], dotsUserId: remote.userId });
    return verifyPayee(context, work, mode, failure, remote.userId === knownUserId ? { user, look } : {});
  }
  // Another payout of this account has brought the user through meanwhile: nobody has to do it twice.
  const isReadyAnyway =
    isUntouched && binding !== null && user?.kind === 'accepted' && missingSteps(work.bundle, user.value).length === 0;
  if (isReadyAnyway) return skipToCheck(context, work, mode, failure, binding);
  if (mode.renewLink && isAged(context, flow))
    return openOnboardingFlow(context, work, mode, failure, session.onboardingSteps);
  return restAsPlanned(context, work);
}

function isFinished(remote: RemoteFlow): remote is RemoteFlow & { readonly userId: string } {
  return remote.userId !== null && isFlowComplete(remote);
}
