import { useFlowContext } from '../flow-context.ts';

export interface Step {
  /** Ended, and still shown because `hide_continue_button` keeps the person on it. */
  readonly isDone: boolean;
  /** `hide_continue_button`: once the step has ended there is nothing to press (documented: docs.dots.dev, create a Flow). */
  readonly hidesContinue: boolean;
}

/** Where the step of this screen stands. */
export function useStep(step: string): Step {
  const { view } = useFlowContext();
  return {
    isDone: view.completedSteps.includes(step),
    hidesContinue: view.stepOptions['hide_continue_button'] === true,
  };
}
