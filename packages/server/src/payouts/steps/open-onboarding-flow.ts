import type { FlowStep } from '@dots-flows/core';
import { createFlowFor } from '../create-flow.ts';
import type { PayoutContext } from '../payout-context.ts';
import { planNextLook } from '../plan-next-look.ts';
import { restAfterError, restAfterFailure } from '../step-failure.ts';
import type { StepFailure } from '../step-failure.ts';
import type { StepMode, StepResult, Work } from '../work.ts';

/** Makes an onboarding Flow with these steps. Only for a browser: a link that nobody opens ages. */
export async function openOnboardingFlow(
  context: PayoutContext,
  work: Work,
  mode: StepMode,
  failure: StepFailure,
  steps: readonly FlowStep[],
): Promise<StepResult> {
  if (!mode.isBrowser) return work.rest({ dueInMs: null });
  const created = await createFlowFor(context, work.bundle, 'onboarding', steps);
  await context.crashPoint('CP3');
  if (created.kind === 'failed') return restAfterFailure(context, work, failure, created.answer);
  if (created.kind === 'limited') return restAfterError(context, work, failure, created.error);
  work.stage({ events: [{ name: 'flow-created', reason: null }], newFlow: created.flow });
  const result = await work.settle({ events: [] }, planNextLook(context, work.bundle));
  await context.crashPoint('CP4');
  return result;
}
