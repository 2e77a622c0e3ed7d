import type { FlowRecord, FlowStep, UserRecord } from '../records.ts';
import type { SignedInTurn, TurnResult } from './page-parts.ts';

const TAX_STEP: FlowStep = { name: 'compliance', options: {} };

/**
 * The steps of a Flow for this person. Where tax data must be given before a payout and no step asks for it, Dots puts
 * `compliance` in by itself (documented); it shows on the page, not in the API's `steps`.
 */
export function stepsFor(flow: FlowRecord, user: UserRecord | undefined): readonly FlowStep[] {
  const payoutIndex = flow.steps.findIndex(({ name }) => name === 'payout');
  const asksAlready = flow.steps.some(({ name }) => name === 'compliance');
  if (payoutIndex === -1 || asksAlready || user?.compliance.mustCollect1099 !== true) return flow.steps;
  return flow.steps.toSpliced(payoutIndex, 0, TAX_STEP);
}

/** The names of what is done, an inserted tax step included. */
export function doneSteps(flow: FlowRecord, user: UserRecord | undefined): readonly string[] {
  const isInserted = stepsFor(flow, user) !== flow.steps;
  return isInserted && user?.compliance.form !== null ? [...flow.completedSteps, TAX_STEP.name] : flow.completedSteps;
}

/** The first step that is not done: steps run in their order. */
export function currentStep(flow: FlowRecord, user: UserRecord | undefined): FlowStep | undefined {
  const done = doneSteps(flow, user);
  return stepsFor(flow, user).find((step) => !done.includes(step.name));
}

/**
 * Ends the step on the page and says what the page posts to its parent. A step with `hide_continue_button` is done
 * too, but the visit stays on it, as the option's documentation says.
 */
export function finishStep(turn: SignedInTurn, status = 'completed'): TurnResult {
  const { flow, flows, session, step } = turn;
  if (session.stayOn !== null) return { session };
  if (step.options['hide_continue_button'] === true) session.stayOn = step.name;
  if (step !== TAX_STEP) flows.completeStep(flow, step.name);
  return { session, completed: { step: step.name, status } };
}
