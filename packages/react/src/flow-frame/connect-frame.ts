/**
 * The life of one frame node: hears its page, applies heights, and reports each step once. A node is one frame load; a
 * new link or a retry is another node.
 */
import { isCompletedStatus, remainingSteps } from '@dots-flows/core';
import type { Flow, FlowLink } from '@dots-flows/core';
import type { FlowFrameCallbacks } from './flow-frame-events.ts';
import type { FlowFrameEvent } from './flow-frame-reducer.ts';
import { createHeightGate } from './height-gate.ts';
import type { HeightLimits } from './height-gate.ts';
import { addReceiver } from './message-hub.ts';

/** Tells a callback of the host, and the provider's listeners. */
export type Notify = <Name extends keyof FlowFrameCallbacks>(
  name: Name,
  details: Parameters<NonNullable<FlowFrameCallbacks[Name]>>[0],
) => void;

/** What a node needs to know and to tell; read anew at every message, so that the newest render counts. */
export interface FrameHost {
  readonly flow: Flow | FlowLink | null;
  readonly allowedOrigins: readonly string[];
  /** `null` when the height does not follow the page. */
  readonly heightLimits: HeightLimits | null;
  readonly dispatch: (event: FlowFrameEvent) => void;
  readonly notify: Notify;
  readonly onCapped: (heightPx: number) => void;
  /** Brings the top of the frame back into view. */
  readonly scrollBack: () => void;
}

/** @returns `refresh`, for a node that may have another window than before, and `disconnect`. */
export function connectFrame(
  iframe: HTMLIFrameElement,
  host: () => FrameHost,
): { readonly refresh: () => void; readonly disconnect: () => void } {
  const seenSteps = new Set<string>();
  let hasSpoken = false;
  let isComplete = false;
  let reportedPx = 0;
  let frameRequest = 0;
  const gate = createHeightGate((heightPx) => host().onCapped(heightPx));
  const flowId = (): string | null => host().flow?.flowId ?? null;

  const applyHeight = (): void => {
    frameRequest = 0;
    const { heightLimits, notify } = host();
    const heightPx = heightLimits && gate.next(reportedPx, heightLimits, performance.now());
    if (heightPx === null) return;
    // By the object model: a strict policy forbids style attributes, not this.
    iframe.style.height = `${heightPx}px`;
    notify('onResize', { flowId: flowId(), heightPx });
  };

  const onStep = (step: string, status: string): void => {
    if (!isCompletedStatus(status) || seenSteps.has(step)) return;
    seenSteps.add(step);
    gate.reset();
    const { flow, dispatch, notify, scrollBack } = host();
    dispatch({ type: 'step', step });
    requestAnimationFrame(scrollBack);
    notify('onStepComplete', { flowId: flowId(), step, status });
    const completedSteps = [...(flow?.completedSteps ?? []), ...seenSteps];
    if (isComplete || !flow || remainingSteps(flow.steps, completedSteps).length > 0) return;
    isComplete = true;
    dispatch({ type: 'complete' });
    notify('onComplete', { flowId: flowId(), completedSteps });
  };

  const { refresh, remove } = addReceiver({
    iframe,
    allowedOrigins: () => host().allowedOrigins,
    onMessage(message, { origin, data }) {
      const { dispatch, notify } = host();
      dispatch({ type: 'spoke' });
      if (!hasSpoken) notify('onReady', { flowId: flowId() });
      hasSpoken = true;
      notify('onMessage', { flowId: flowId(), origin, message, data });
      if (message.type === 'step') onStep(message.step, message.status);
      else {
        reportedPx = message.heightPx;
        frameRequest ||= requestAnimationFrame(applyHeight);
      }
    },
    onReturn() {
      host().dispatch({ type: 'returned' });
      host().notify('onReturn', { flowId: flowId() });
    },
  });
  return {
    refresh,
    disconnect() {
      remove();
      cancelAnimationFrame(frameRequest);
    },
  };
}
