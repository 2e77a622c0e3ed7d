/**
 * What a Flow frame shows, and when it changes. Pure: time, messages and nodes come in as events.
 *
 * | Phase       | What is true                                            | Leaves to                                          |
 * |-------------|---------------------------------------------------------|----------------------------------------------------|
 * | `preparing` | No link yet: it is being made or renewed. No frame node. | target: `loading`; failed: `error`                 |
 * | `loading`   | The frame node exists and has not spoken. Skeleton.     | spoke: `ready`; slow: `slow`; failed: `error`      |
 * | `slow`      | Silent for longer than usual. Panel with ways on.       | spoke: `ready`; reveal: `revealed`; failed: `error` |
 * | `revealed`  | Still silent; the user asked to see the page anyway.    | spoke: `ready`                                     |
 * | `ready`     | The page has spoken and is in front of the user.        | complete: `complete`; returned: `returned`         |
 * | `complete`  | Every step that counts was reported by this page.       | returned: `returned`                               |
 * | `returned`  | The redirect step came back to a page of the host.      | spoke: `ready`                                     |
 * | `error`     | No link, a refused link, or silence for too long. Panel. | spoke: `ready` (late is better than never), reveal |
 *
 * From everywhere: `target` (another link, or none) starts over with a new frame node, and so does `retry`.
 */
import type { DotsFlowsError } from '@dots-flows/core';

/**
 * What a frame shows, also as its `data-state`.
 *
 * - `preparing`: there is no link yet; `loading`: the page has not spoken yet
 * - `slow`: it stays silent for longer than usual; `revealed`: still silent, shown at the user's wish
 * - `ready`: it has spoken; `complete`: all its steps are done; `returned`: the redirect step came back
 * - `error`: it could not be shown
 *
 * @public
 */
export type FlowFramePhase =
  'preparing' | 'loading' | 'slow' | 'revealed' | 'ready' | 'complete' | 'returned' | 'error';

/** What may be shown next: the checked link, and the same with the appearance on it. */
export interface FlowFrameTarget {
  readonly link: string;
  readonly src: string;
}

export interface FlowFrameState {
  readonly phase: FlowFramePhase;
  readonly target: FlowFrameTarget | null;
  /** Counts frame nodes: a new link or a retry never reuses the node, or the Back button would step through links. */
  readonly generation: number;
  /** The browser has loaded something into the node, be it an error page of its own. */
  readonly isLoaded: boolean;
  /** The user has worked in this page: it is never taken away unasked. */
  readonly isTouched: boolean;
  /** Tries in a row without a word from the page. */
  readonly retries: number;
  readonly error: DotsFlowsError | null;
  /** The steps that this page reported as completed. */
  readonly reportedSteps: readonly string[];
  /** A fresh link can be offered to the user. */
  readonly canRenew: boolean;
}

export type FlowFrameEvent =
  | { readonly type: 'target'; readonly target: FlowFrameTarget | null }
  | { readonly type: 'loaded' | 'slow' | 'spoke' | 'complete' | 'returned' | 'retry' | 'reveal' | 'touched' }
  | { readonly type: 'step'; readonly step: string }
  | { readonly type: 'failed'; readonly error: DotsFlowsError };

/** For each event the phase it leads to, and those it counts in; in the others it means nothing. */
const MOVES = {
  spoke: ['ready', 'loading slow revealed returned error'],
  slow: ['slow', 'loading'],
  reveal: ['revealed', 'slow error'],
  failed: ['error', 'preparing loading slow error'],
  complete: ['complete', 'ready'],
  returned: ['returned', 'loading slow revealed ready complete'],
} as const satisfies Partial<Record<FlowFrameEvent['type'], readonly [FlowFramePhase, string]>>;

const startWith = (target: FlowFrameTarget | null, generation: number, retries: number): FlowFrameState => ({
  phase: target ? 'loading' : 'preparing',
  target,
  generation,
  isLoaded: false,
  isTouched: false,
  retries,
  error: null,
  reportedSteps: [],
  canRenew: false,
});

/** The state before anything happened; with a target the frame node is there from the first render on. */
export const initialFlowFrameState = (target: FlowFrameTarget | null): FlowFrameState => startWith(target, 0, 0);

/** The next state. An event that means nothing in a phase returns the very same object. */
export function reduceFlowFrame(state: FlowFrameState, event: FlowFrameEvent): FlowFrameState {
  switch (event.type) {
    case 'target':
      return startWith(event.target, state.generation + 1, 0);
    case 'retry':
      return startWith(state.target, state.generation + 1, state.retries + 1);
    case 'loaded':
      return { ...state, isLoaded: true };
    case 'touched':
      return state.isTouched ? state : { ...state, isTouched: true };
    case 'step':
      return state.reportedSteps.includes(event.step)
        ? state
        : { ...state, isTouched: true, reportedSteps: [...state.reportedSteps, event.step] };
    default: {
      const [phase, from] = MOVES[event.type];
      return from.split(' ').includes(state.phase)
        ? {
            ...state,
            phase,
            error: event.type === 'failed' ? event.error : null,
            retries: event.type === 'spoke' ? 0 : state.retries,
          }
        : state;
    }
  }
}
