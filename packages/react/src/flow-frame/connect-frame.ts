/**
 * The life of one frame node: hears its page, applies heights, and reports each step once. A node is one frame load; a
 * new link or a retry is another node.
 */
import { isCompletedStatus, remainingSteps } from '@dots-flows/core';
import type { FlowFrameCallbacks } from './flow-frame-events.ts';
import type { FrameInputs } from './flow-frame-options.ts';
import type { FlowFrameEvent, FlowFrameState } from './flow-frame-reducer.ts';
import { createHeightGate } from './height-gate.ts';
import { addFrame, learnWindow, removeFrame } from './message-hub.ts';
import type { FrameReceiver } from './message-hub.ts';

/** What a node needs to know and to tell. */
export interface FrameHost {
  /** What the newest render says; asked anew at every message. */
  readonly inputs: () => FrameInputs;
  readonly state: () => FlowFrameState;
  readonly allowedOrigins: () => readonly (string | null)[];
  readonly dispatch: (event: FlowFrameEvent) => void;
  /** Tells a callback of the host, and the provider's listeners; the flow id is added. */
  readonly tell: <Name extends Exclude<keyof FlowFrameCallbacks, 'onError'>>(
    name: Name,
    details: Omit<Parameters<NonNullable<FlowFrameCallbacks[Name]>>[0], 'flowId'>,
  ) => void;
  readonly onCapped: (heightPx: number) => void;
  /** Brings the top of the frame back into view. */
  readonly scrollBack: () => void;
}

/** A frame node that is listened to. */
export interface FrameNode {
  readonly iframe: HTMLIFrameElement;
  /** It may have another window than before. */
  readonly refresh: () => void;
  /** The inputs may ask for another height. */
  readonly fit: () => void;
  readonly disconnect: () => void;
}

export function connectFrame(
  iframe: HTMLIFrameElement,
  { inputs, state, allowedOrigins, dispatch, tell, onCapped, scrollBack }: FrameHost,
): FrameNode {
  let hasSpoken = false;
  let isComplete = false;
  let reportedPx = 0;
  let appliedPx = 0;
  let frameRequest = 0;
  const gate = createHeightGate(onCapped);

  const applyHeight = (): void => {
    frameRequest = 0;
    const { height, minHeight, maxHeight } = inputs();
    // By the object model: a strict policy forbids style attributes, not this.
    const { style } = iframe;
    // What a page reports does not count; the attribute says the height.
    if (height !== 'auto') style.height = '';
    else if (reportedPx > 0) {
      appliedPx = gate.next(reportedPx, { minPx: minHeight, maxPx: maxHeight }, performance.now()) ?? appliedPx;
      const before = style.height;
      style.height = `${appliedPx}px`;
      if (style.height !== before) tell('onResize', { heightPx: appliedPx });
    }
  };

  const onStep = (step: string, status: string): void => {
    if (!isCompletedStatus(status) || state().reportedSteps.includes(step)) return;
    gate.reset();
    dispatch({ type: 'step', step });
    requestAnimationFrame(scrollBack);
    tell('onStepComplete', { step, status });
    const { flow } = inputs();
    const completedSteps = [...(flow?.completedSteps ?? []), ...state().reportedSteps];
    if (isComplete || !flow || remainingSteps(flow.steps, completedSteps).length > 0) return;
    isComplete = true;
    dispatch({ type: 'complete' });
    tell('onComplete', { completedSteps });
  };

  const receiver: FrameReceiver = {
    iframe,
    window: null,
    allowedOrigins,
    onMessage(message, { origin, data }) {
      dispatch({ type: 'spoke' });
      if (!hasSpoken) tell('onReady', {});
      hasSpoken = true;
      tell('onMessage', { origin, message, data });
      if (message.type === 'step') onStep(message.step, message.status);
      else {
        reportedPx = message.heightPx;
        frameRequest ||= requestAnimationFrame(applyHeight);
      }
    },
    onReturn() {
      dispatch({ type: 'returned' });
      tell('onReturn', {});
    },
  };
  addFrame(receiver);
  return {
    iframe,
    refresh: () => learnWindow(receiver),
    fit() {
      if (frameRequest === 0) applyHeight();
    },
    disconnect() {
      removeFrame(receiver);
      cancelAnimationFrame(frameRequest);
    },
  };
}
