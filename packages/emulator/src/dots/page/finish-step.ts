import type { FlowRecord, FlowStep } from '../records.ts';
import type { SignedInTurn, TurnResult } from './page-parts.ts';

/** The first step that is not done: steps run in their order. */
export function currentStep(flow: FlowRecord): FlowStep | undefined {
  return flow.steps.find((step) => !flow.completedSteps.includes(step.name));
}

/**
 * Ends the step on the page and says what the page posts to its parent. A step with `hide_continue_button` is done
 * too, but the visit stays on it, as the option's documentation says.
 */
export function finishStep(turn: SignedInTurn, screenName: string, status = 'completed'): TurnResult {
  const { flow, flows, session } = turn;
  const step = currentStep(flow);
  const isThisStep = step !== undefined && (step.name === screenName || screenName === 'unknown-step');
  if (!isThisStep || session.stayOn !== null) return { session };
  if (turn.stepOptions['hide_continue_button'] === true) session.stayOn = step.name;
  flows.completeStep(flow, step.name);
  return { session, completed: { step: step.name, status } };
}
