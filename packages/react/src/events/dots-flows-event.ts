import type { DotsFlowsError, FlowMessage, PayoutSession } from '@dots-flows/core';
import type { ServerAdapter } from '../adapters/server-adapter.ts';
import type { FlowFramePhase } from '../flow-frame/flow-frame-reducer.ts';

/** A function of the adapter that answers with a promise. @public */
export type AdapterCall = Exclude<keyof ServerAdapter, 'watchPayout'>;

/**
 * What happened inside the components, for logs, analytics and the inspector. No event holds a link: an event may be
 * sent anywhere.
 *
 * @public
 */
export type DotsFlowsEvent =
  /** A frame went from one state to the next. */
  | { readonly type: 'frame-phase'; readonly flowId: string | null; readonly phase: FlowFramePhase }
  /** A message of a Flow page passed all three checks. */
  | { readonly type: 'message'; readonly flowId: string | null; readonly message: FlowMessage }
  /** The page reports heights without end; its height stays as it is from here on. Told once per load. */
  | { readonly type: 'height-capped'; readonly flowId: string | null; readonly heightPx: number }
  /** A link is in front of the user. `signedInForMs` is what is left of its sign-in, `null` when it has none. */
  | { readonly type: 'link-shown'; readonly flowId: string | null; readonly signedInForMs: number | null }
  /** A fresh link was asked for, by the user or because the old one had aged unseen. */
  | { readonly type: 'link-renewed'; readonly flowId: string | null; readonly by: 'user' | 'age' }
  /** A call of the adapter ended. `outcome` is `ok` or the code of the error. */
  | { readonly type: 'call'; readonly call: AdapterCall; readonly durationMs: number; readonly outcome: string }
  /** A payout session is known that was not known before. */
  | {
      readonly type: 'session';
      readonly payoutId: string;
      readonly stage: PayoutSession['stage'];
      readonly version: number;
    }
  /** Something failed; the same error went to the component's `onError`. */
  | { readonly type: 'error'; readonly error: DotsFlowsError }
  /** A callback of the host threw. Nothing of ours was disturbed; the error was also given to `reportError`. */
  | { readonly type: 'callback-threw'; readonly callback: string; readonly error: unknown };
