import type { DotsFlowsError, FlowMessage } from '@dots-flows/core';

/** The page has spoken for the first time. @public */
export interface FlowReadyDetails {
  /** `null` when the frame was given only a link. */
  readonly flowId: string | null;
}

/** The frame has another height. @public */
export interface FlowResizeDetails {
  readonly flowId: string | null;
  /** CSS pixels, after clamping and rounding. */
  readonly heightPx: number;
}

/** A step ended well. Told once per step and frame load. @public */
export interface FlowStepCompleteDetails {
  readonly flowId: string | null;
  /** As Dots names it. */
  readonly step: string;
  /** `completed`, or `completed-saved` when payout methods were saved unchanged (documented). */
  readonly status: string;
}

/**
 * Every step that counts is done, as far as the page says. Told once per frame load, and only when the frame knows the
 * steps (`flow` or `steps`, not `link`). It is a hint from a browser: before money moves, ask the server.
 *
 * @public
 */
export interface FlowCompleteDetails {
  readonly flowId: string | null;
  readonly completedSteps: readonly string[];
}

/** The redirect step came back to a page of yours that runs `@dots-flows/react/return`. @public */
export interface FlowReturnDetails {
  readonly flowId: string | null;
}

/** A message of the Flow page that passed every check. @public */
export interface FlowMessageDetails {
  readonly flowId: string | null;
  readonly origin: string;
  readonly message: FlowMessage;
  /** As it was posted. */
  readonly data: unknown;
}

/**
 * What a frame tells its host, each as one object. The newest callback is the one that is called; one that throws
 * disturbs nothing and reaches `window.onerror`.
 *
 * @public
 */
export interface FlowFrameCallbacks {
  /** The page speaks for the first time after a load. */
  readonly onReady?: ((details: FlowReadyDetails) => void) | undefined;
  /** The frame takes another height. */
  readonly onResize?: ((details: FlowResizeDetails) => void) | undefined;
  /** A step ended well, as far as the page says; once per step and load. */
  readonly onStepComplete?: ((details: FlowStepCompleteDetails) => void) | undefined;
  /** Every step that counts is done, as far as the page says; once per load. A hint: ask the server before money moves. */
  readonly onComplete?: ((details: FlowCompleteDetails) => void) | undefined;
  /** The `redirect` step came back to a page of yours. */
  readonly onReturn?: ((details: FlowReturnDetails) => void) | undefined;
  /** Any message of the page that passed every check. */
  readonly onMessage?: ((details: FlowMessageDetails) => void) | undefined;
  /** Codes: `untrusted-link`, `frame-timeout`, and whatever the adapter answers when it makes or renews the Flow. */
  readonly onError?: ((error: DotsFlowsError) => void) | undefined;
}
