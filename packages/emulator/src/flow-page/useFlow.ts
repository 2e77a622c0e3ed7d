/**
 * The page's state. What is true in each:
 *
 * - `opening`: nothing is known of the Flow yet.
 * - `closed`: the Flow could not be opened; `problem` says why, `reopen` tries again.
 * - `open`: `view` is the newest answer. While `isBusy`, one action is on its way and a second one is not sent.
 *
 * After an answer was lost the action may have been done: the next one first reads the Flow again, and is dropped when
 * anything has changed there, so that nothing is done twice.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  FlowAction,
  FlowPageAnswer,
  FlowPageBackend,
  FlowPageProblem,
  FlowScreen,
  FlowView,
} from './flow-page-backend.ts';
import type { FramePost } from './frame-messages.ts';
import { postStep } from './frame-messages.ts';
import type { PageTokens } from './page-tokens.ts';

export type FlowState =
  | { readonly name: 'opening' }
  | { readonly name: 'closed'; readonly problem: FlowPageProblem }
  | { readonly name: 'open'; readonly view: FlowView; readonly notice: string | null };

export interface Flow {
  readonly state: FlowState;
  readonly isBusy: boolean;
  /** Counts the screens that followed from a person's action; 0 is the first one. */
  readonly turn: number;
  readonly act: (action: FlowAction, options?: ActOptions) => Promise<ActResult>;
  readonly reopen: () => Promise<void>;
}

/** `isDone` only when this action itself was done; a page that moved on for another reason has no problem either. */
export interface ActResult {
  readonly isDone: boolean;
  readonly problem: FlowPageProblem | null;
  /** The Flow as the action left it, when it was done. */
  readonly view?: FlowView | undefined;
}

export interface ActOptions {
  /** Leaves the screen as it is, for a page that is about to navigate away. */
  readonly keepScreen?: boolean | undefined;
}

export interface UseFlowOptions {
  readonly flowId: string;
  readonly backend: FlowPageBackend;
  readonly tokens: PageTokens;
  readonly post: FramePost;
}

const UNREACHABLE: FlowPageProblem = {
  code: 'unreachable',
  message: 'We could not reach the server. Check your connection and try again.',
};

const MOVED_ON: ActResult = { isDone: false, problem: null };

const SIGN_IN_SCREENS: ReadonlySet<string> = new Set(['phone', 'code', 'profile']);

const SIGNED_OUT =
  'For your security you were signed out. Verify your phone number to go on; nothing you saved is lost.';

export function useFlow({ flowId, backend, tokens, post }: UseFlowOptions): Flow {
  const [state, setState] = useState<FlowState>({ name: 'opening' });
  const [isBusy, setBusy] = useState(false);
  const [turn, setTurn] = useState(0);
  const latest = useRef<{ view: FlowView | null; busy: boolean; answerLost: boolean }>({
    view: null,
    busy: false,
    answerLost: false,
  });

  const show = useCallback(
    (view: FlowView, notice: string | null): void => {
      tokens.write(flowId, view.pageToken);
      const before = latest.current.view;
      latest.current.view = view;
      setState({ name: 'open', view, notice });
      if (before && screenKey(before.screen) !== screenKey(view.screen)) setTurn((count) => count + 1);
    },
    [flowId, tokens],
  );

  const open = useCallback(async (): Promise<FlowPageAnswer> => {
    try {
      return await backend.open({ flowId, pageToken: tokens.read(flowId) });
    } catch {
      return { ok: false, problem: UNREACHABLE };
    }
  }, [backend, flowId, tokens]);

  useEffect(() => {
    let isCurrent = true;
    void open().then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) show(answer.view, null);
      else setState({ name: 'closed', problem: answer.problem });
    });
    return () => {
      isCurrent = false;
    };
  }, [open, show]);

  const reopen = useCallback(async (): Promise<void> => {
    if (latest.current.busy) return;
    latest.current.busy = true;
    setBusy(true);
    const answer = await open();
    latest.current.busy = false;
    setBusy(false);
    if (answer.ok) {
      setTurn((count) => count + 1);
      show(answer.view, null);
    } else {
      setState({ name: 'closed', problem: answer.problem });
    }
  }, [open, show]);

  /** Shows a view that was read, not answered: steps that ended unseen are reported to the parent all the same. */
  const catchUp = useCallback(
    (view: FlowView, notice: string | null): void => {
      const known = latest.current.view?.completedSteps ?? view.completedSteps;
      for (const step of view.completedSteps) {
        if (!known.includes(step)) postStep(post, view.messages, { step, status: 'completed' });
      }
      show(view, notice);
    },
    [post, show],
  );

  const perform = useCallback(
    async (action: FlowAction, options: ActOptions): Promise<ActResult> => {
      const before = latest.current.view;
      if (latest.current.answerLost) {
        const seen = await open();
        if (!seen.ok) return { isDone: false, problem: seen.problem };
        latest.current.answerLost = false;
        if (!before || standOf(before) !== standOf(seen.view)) {
          catchUp(seen.view, null);
          return MOVED_ON;
        }
      }
      let answer: FlowPageAnswer;
      try {
        answer = await backend.act({ flowId, pageToken: tokens.read(flowId), action });
      } catch {
        answer = { ok: false, problem: UNREACHABLE };
      }
      if (answer.ok) {
        if (answer.completed) postStep(post, answer.view.messages, answer.completed);
        if (!options.keepScreen) show(answer.view, null);
        return { isDone: true, problem: null, view: answer.view };
      }
      const { problem } = answer;
      if (problem.code === 'unreachable') latest.current.answerLost = true;
      if (problem.code === 'sign-in-needed' || problem.code === 'wrong-step') {
        const seen = await open();
        if (seen.ok && before && screenKey(before.screen) !== screenKey(seen.view.screen)) {
          const isSignedOut = problem.code === 'sign-in-needed' && !SIGN_IN_SCREENS.has(before.screen.name);
          catchUp(seen.view, isSignedOut ? SIGNED_OUT : problem.message);
          return MOVED_ON;
        }
      }
      return { isDone: false, problem };
    },
    [backend, catchUp, flowId, open, post, show, tokens],
  );

  const act = useCallback(
    async (action: FlowAction, options: ActOptions = {}): Promise<ActResult> => {
      if (latest.current.busy) return MOVED_ON;
      latest.current.busy = true;
      setBusy(true);
      try {
        return await perform(action, options);
      } finally {
        latest.current.busy = false;
        setBusy(false);
      }
    },
    [perform],
  );

  return { state, isBusy, turn, act, reopen };
}

/** Everything that an action can change: whether two of these are equal says whether one was applied. */
function standOf({ screen, completedSteps, payee }: FlowView): string {
  return JSON.stringify([screen, completedSteps, payee]);
}

/** Tells one screen from another; what merely changes on a screen does not count. */
export function screenKey(screen: FlowScreen): string {
  return screen.name === 'unknown-step' ? `unknown-step ${screen.step}` : screen.name;
}
