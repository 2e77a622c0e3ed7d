import type { PayoutSession } from '@dots-flows/core';
import type { ServerAdapter } from '../adapters/server-adapter.ts';
import type { FlowFrameCallbacks } from '../flow-frame/flow-frame-events.ts';
import type { FlowFramePhase } from '../flow-frame/flow-frame-reducer.ts';

/** A function of the adapter that answers with a promise. @public */
export type AdapterCall = Exclude<keyof ServerAdapter, 'watchPayout'>;

/** What a frame tells its own callbacks, under the callback's name. @public */
export type FlowFrameEventReport = {
  [Name in keyof FlowFrameCallbacks]-?: {
    readonly type: Name;
    readonly details: Parameters<NonNullable<FlowFrameCallbacks[Name]>>[0];
  };
}[keyof FlowFrameCallbacks];

/**
 * What happened inside the components, for logs, analytics and the inspector. No event holds a link: an event may be
 * sent anywhere.
 *
 * @public
 */
export type DotsFlowsEvent =
  | FlowFrameEventReport
  /** A frame shows something else. `signedInUntil` is that of its link, ISO 8601. */
  | {
      readonly type: 'frame-phase';
      readonly flowId: string | null;
      readonly phase: FlowFramePhase;
      readonly signedInUntil: string | null;
    }
  /** The page reports heights without end; its height stays as it is from here on. Told once per load. */
  | { readonly type: 'height-capped'; readonly flowId: string | null; readonly heightPx: number }
  /** A fresh link is asked for, because the user wants it or because the old one aged out of sight. */
  | { readonly type: 'link-renewal'; readonly flowId: string | null }
  /** A call of the adapter ended. `outcome` is `ok` or the code of the error. */
  | { readonly type: 'call'; readonly call: AdapterCall; readonly durationMs: number; readonly outcome: string }
  /** A payout session is known that was not known before. */
  | {
      readonly type: 'session';
      readonly payoutId: string;
      readonly stage: PayoutSession['stage'];
      readonly version: number;
    }
  /** A callback of the host threw. Nothing of ours was disturbed; the error was also given to `reportError`. */
  | { readonly type: 'callback-threw'; readonly callback: string; readonly error: unknown };
