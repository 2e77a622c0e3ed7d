'use client';
import { DotsFlowsError, isCompletedStatus, remainingSteps } from '@dots-flows/core';
import type { Appearance, Flow, FlowLink, FlowMessage } from '@dots-flows/core';
import { useCallback, useEffect, useMemo, useReducer, useRef, useSyncExternalStore } from 'react';
import type { IframeHTMLAttributes, RefCallback, RefObject } from 'react';
import { useDotsFlowsContext } from '../dots-flows-context.ts';
import type { DotsFlowsEvent } from '../events/dots-flows-event.ts';
import { reportHostError } from '../internal/report-error.ts';
import { useLatest } from '../internal/useLatest.ts';
import type { FlowFrameCallbacks } from './flow-frame-events.ts';
import { initialFlowFrameState, reduceFlowFrame } from './flow-frame-reducer.ts';
import type { FlowFramePhase } from './flow-frame-reducer.ts';
import { SANDBOX_PRESET, frameAllow } from './frame-permissions.ts';
import { checkLink } from './frame-target.ts';
import { createHeightGate } from './height-gate.ts';
import { addReceiver } from './message-hub.ts';

/** Options of {@link useFlowFrame}, all of them props of `<DotsFlowFrame>` too. @public */
export interface UseFlowFrameOptions extends FlowFrameCallbacks {
  /** The Flow to show, as the adapter or a payout session gives it; `null` while it is not there yet. */
  readonly flow?: Flow | FlowLink | null | undefined;
  /** A bare link instead of a Flow: then neither the flow id nor the steps are known. */
  readonly link?: string | null | undefined;
  /** Why there is no Flow. */
  readonly error?: DotsFlowsError | null | undefined;
  /** Makes the Flow again, after `error` or a wait that was too long. */
  readonly onReload?: (() => void) | undefined;
  /** How the page inside looks. Default: the provider's. */
  readonly appearance?: Appearance | undefined;
  /** Accessible name of the frame. Default: names the step that is due. */
  readonly title?: string | undefined;
  /** The `allow` attribute. Default: clipboard; camera and microphone too when the Flow has `id-verification`. */
  readonly allow?: string | undefined;
  /** `true` for the tried preset, or a token list. Default: no sandbox, since what the real pages need is unknown. */
  readonly sandbox?: boolean | string | undefined;
  /** Smallest height in CSS pixels, and the one reserved before the page speaks. Default 420. */
  readonly minHeight?: number | undefined;
  /** Largest height in CSS pixels; beyond it the page scrolls inside. Default 4000. */
  readonly maxHeight?: number | undefined;
  /** `'auto'` follows the page, `'fill'` takes the height of the parent, a number is fixed CSS pixels. Default `'auto'`. */
  readonly height?: 'auto' | 'fill' | number | undefined;
  /** Origins a link may have, and whose messages count. Default: the provider's. */
  readonly trustedOrigins?: readonly string[] | undefined;
  /** How long each of link, page and first message may take, in milliseconds, before it is an error. Default 20 000. */
  readonly timeoutMs?: number | undefined;
  /** When the wait counts as long and ways on are offered, in milliseconds. Default 8 000. */
  readonly slowAfterMs?: number | undefined;
}

/** What {@link useFlowFrame} hands back. @public */
export interface FlowFrameHandle {
  readonly phase: FlowFramePhase;
  readonly error: DotsFlowsError | null;
  /** The step that is due, as far as the frame knows. */
  readonly step: string | null;
  /** Use it as `key` of the iframe: a new link is a new node. */
  readonly frameKey: number;
  /** Spread onto an `<iframe>`; `null` while there is nothing to show, and on the server. */
  readonly frameProps:
    (IframeHTMLAttributes<HTMLIFrameElement> & { readonly ref: RefCallback<HTMLIFrameElement> }) | null;
  /** Put it on an empty element above the iframe: it is scrolled back into view when the step changes. */
  readonly topRef: RefObject<HTMLElement | null>;
  /** Starts again with a new node; `null` when that was tried often enough. */
  readonly retry: (() => void) | null;
  /** Shows a page that stays silent; `null` when there is nothing to show. */
  readonly reveal: (() => void) | null;
  /** Opens the page in a tab of its own; `null` without a link. */
  readonly openInNewTab: (() => void) | null;
}

/** After so many silent tries in a row only the new tab is offered. */
const MAX_RETRIES = 3;
const NO_STEPS: readonly string[] = [];
const subscribeToNothing = (): (() => void) => () => {};

/**
 * Everything `<DotsFlowFrame>` does, without its markup: trust rules, height, timeouts, retries.
 *
 * @throws `DotsFlowsError` `missing-provider` outside `<DotsFlowsProvider>`.
 * @public
 */
export function useFlowFrame(options: UseFlowFrameOptions): FlowFrameHandle {
  const context = useDotsFlowsContext();
  const { events, messages } = context;
  const { flow, minHeight = 420, maxHeight = 4000, height = 'auto', timeoutMs = 20_000, slowAfterMs = 8_000 } = options;
  const flowId = flow?.flowId ?? null;
  const steps = flow?.steps ?? NO_STEPS;
  const appearance = options.appearance ?? context.appearance;
  const trustedOrigins = options.trustedOrigins ?? context.trustedOrigins;
  const link = flow?.link ?? options.link;
  const checked = useMemo(
    () => checkLink(link, appearance, trustedOrigins),
    // Inline objects are new at every render; only what they say matters.
    // oxlint-disable-next-line react/exhaustive-deps
    [link, JSON.stringify(appearance), trustedOrigins?.join()],
  );
  const problem = checked.error ?? options.error ?? null;

  const isClient = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  const [state, dispatch] = useReducer(reduceFlowFrame, checked.target, initialFlowFrameState);
  const { phase, generation, target } = state;
  const isOtherLink = checked.target?.link !== target?.link;
  // Another look alone never takes the page from somebody who works in it.
  if (isOtherLink || (checked.target?.src !== target?.src && !state.isTouched))
    dispatch({ type: 'target', target: checked.target });

  const completed = [...(flow?.completedSteps ?? NO_STEPS), ...state.reportedSteps];
  const step = remainingSteps(steps, completed)[0] ?? null;

  const emit = (event: DotsFlowsEvent): void => events.emit(event);
  const notify = <Name extends keyof FlowFrameCallbacks>(
    name: Name,
    details: Parameters<NonNullable<FlowFrameCallbacks[Name]>>[0],
  ): void => {
    try {
      (options[name] as ((details: unknown) => void) | undefined)?.(details);
    } catch (error) {
      emit({ type: 'callback-threw', callback: name, error });
      reportHostError(error);
    }
  };
  const fail = (error: DotsFlowsError): void => {
    dispatch({ type: 'failed', error });
    emit({ type: 'error', error });
    notify('onError', error);
  };
  const latest = useLatest({
    checked,
    flow,
    flowId,
    minHeight,
    maxHeight,
    height,
    emit,
    notify,
    fail,
  });

  const reported = useRef<DotsFlowsError | null>(null);
  useEffect(() => {
    if (problem === reported.current) return;
    reported.current = problem;
    if (problem) latest.current.fail(problem);
  }, [problem, latest]);

  const topRef = useRef<HTMLElement | null>(null);
  const nodeRef = useRef<FrameNode | null>(null);
  const ref = useCallback(
    (iframe: HTMLIFrameElement | null) => {
      nodeRef.current?.remove();
      nodeRef.current = iframe && connect(iframe);
      function connect(node: HTMLIFrameElement): FrameNode {
        const seen = new Set<string>();
        let hasSpoken = false;
        let isComplete = false;
        let frameRequest = 0;
        let wantedPx = 0;
        const gate = createHeightGate((heightPx) =>
          latest.current.emit({ type: 'height-capped', flowId: latest.current.flowId, heightPx }),
        );
        const applyHeight = (): void => {
          frameRequest = 0;
          const { minHeight: minPx, maxHeight: maxPx, flowId: id, notify: tell } = latest.current;
          const heightPx = gate.next(wantedPx, { minPx, maxPx }, performance.now());
          if (heightPx === null) return;
          node.style.height = `${heightPx}px`;
          tell('onResize', { flowId: id, heightPx });
        };
        const onHeight = (reportedPx: number): void => {
          if (latest.current.height !== 'auto') return;
          wantedPx = reportedPx;
          frameRequest ||= requestAnimationFrame(applyHeight);
        };
        const onStep = (name: string, status: string): void => {
          if (!isCompletedStatus(status) || seen.has(name)) return;
          seen.add(name);
          gate.reset();
          dispatch({ type: 'step', step: name });
          const { flow: current, flowId: id, notify: tell } = latest.current;
          requestAnimationFrame(() => scrollBack(topRef.current));
          tell('onStepComplete', { flowId: id, step: name, status });
          if (!current || isComplete) return;
          const completedSteps = [...current.completedSteps, ...seen];
          if (remainingSteps(current.steps, completedSteps).length > 0) return;
          isComplete = true;
          dispatch({ type: 'complete' });
          tell('onComplete', { flowId: id, completedSteps });
        };
        const onMessage = (message: FlowMessage, event: MessageEvent<unknown>): void => {
          const { flowId: id, notify: tell, emit: report } = latest.current;
          report({ type: 'message', flowId: id, message });
          tell('onMessage', { flowId: id, origin: event.origin, message, data: event.data });
          dispatch({ type: 'spoke' });
          if (!hasSpoken) {
            hasSpoken = true;
            tell('onReady', { flowId: id });
          }
          if (message.type === 'height') onHeight(message.heightPx);
          else onStep(message.step, message.status);
        };
        const receiver = addReceiver({
          iframe: node,
          allowedOrigins: () => {
            const { origin } = latest.current.checked;
            return origin === null ? [] : [origin];
          },
          onMessage,
          onReturn: () => {
            dispatch({ type: 'returned' });
            latest.current.notify('onReturn', { flowId: latest.current.flowId });
          },
        });
        return {
          refresh: receiver.refresh,
          remove: () => {
            receiver.remove();
            cancelAnimationFrame(frameRequest);
          },
        };
      }
    },
    [latest],
  );

  const isWaiting = phase === 'loading' || phase === 'slow' || (phase === 'preparing' && Boolean(options.onReload));
  useEffect(() => {
    if (phase !== 'loading') return undefined;
    const timer = setTimeout(() => dispatch({ type: 'slow' }), slowAfterMs);
    return () => clearTimeout(timer);
  }, [phase, generation, slowAfterMs]);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => latest.current.fail(silence()), timeoutMs);
    return () => clearTimeout(timer);
  }, [isWaiting, generation, state.isLoaded, timeoutMs, latest]);
  useEffect(() => {
    latest.current.emit({ type: 'frame-phase', flowId: latest.current.flowId, phase });
  }, [phase, generation, latest]);

  const frameProps =
    isClient && target && checked.origin
      ? {
          ref,
          src: target.src,
          title:
            options.title ??
            (messages.frame.stepTitles as Record<string, string>)[step ?? ''] ??
            messages.frame.flowTitle,
          allow: options.allow ?? frameAllow(checked.origin, steps),
          sandbox: options.sandbox === true ? SANDBOX_PRESET : options.sandbox === false ? undefined : options.sandbox,
          referrerPolicy: 'strict-origin-when-cross-origin' as const,
          width: '100%',
          height: height === 'auto' ? minHeight : height === 'fill' ? '100%' : height,
          onLoad: () => {
            nodeRef.current?.refresh();
            dispatch({ type: 'loaded' });
          },
        }
      : null;

  return {
    phase,
    error: state.error,
    step,
    frameKey: generation,
    frameProps,
    topRef,
    retry:
      target && state.retries >= MAX_RETRIES
        ? null
        : () => {
            reported.current = null;
            if (!target) options.onReload?.();
            dispatch({ type: 'retry' });
          },
    reveal: target ? () => dispatch({ type: 'reveal' }) : null,
    openInNewTab: target ? () => window.open(target.src, '_blank', 'noopener') : null,
  };
}

interface FrameNode {
  readonly refresh: () => void;
  readonly remove: () => void;
}

/** Leaves a top that is in view where it is; `nearest` does so by itself. */
function scrollBack(top: HTMLElement | null): void {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  top?.scrollIntoView({ block: 'nearest', behavior: isCalm ? 'auto' : 'smooth' });
}

const silence = (): DotsFlowsError =>
  new DotsFlowsError('frame-timeout', {
    message:
      "The Flow page did not speak in time, so it may be blocked or out of reach. Check the connection, that the link still works in a tab of its own, and that the page's Content-Security-Policy lists the Flow's origin under frame-src.",
  });
