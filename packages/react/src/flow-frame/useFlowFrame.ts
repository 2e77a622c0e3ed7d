'use client';
import { DotsFlowsError, remainingSteps } from '@dots-flows/core';
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { useDotsFlowsContext } from '../dots-flows-context.ts';
import { reportHostError } from '../internal/report-error.ts';
import { useIsClient } from '../internal/useIsClient.ts';
import { useClientLayoutEffect, useLatest } from '../internal/useLatest.ts';
import { connectFrame } from './connect-frame.ts';
import type { Notify } from './connect-frame.ts';
import type { FlowFrameHandle, UseFlowFrameOptions } from './flow-frame-options.ts';
import { initialFlowFrameState, reduceFlowFrame } from './flow-frame-reducer.ts';
import { watchFrameHints } from './frame-hints.ts';
import { SANDBOX_PRESET, frameAllow } from './frame-permissions.ts';
import { checkLink } from './frame-target.ts';
import { useLinkAge } from './useLinkAge.ts';

// Every bundler for React replaces it, as React itself asks for.
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/** After so many silent tries in a row only the new tab is offered. */
const MAX_RETRIES = 3;
const NONE: readonly string[] = [];

/**
 * Everything `<DotsFlowFrame>` does, without its markup: trust rules, heights, timeouts, retries, renewal.
 *
 * @throws `DotsFlowsError` `missing-provider` outside `<DotsFlowsProvider>`.
 * @example
 * ```tsx
 * import { useFlowFrame } from '@dots-flows/react';
 * import type { Flow } from '@dots-flows/react';
 *
 * export function TaxForm({ flow }: { flow: Flow }) {
 *   const { phase, frameKey, frameProps, topRef } = useFlowFrame({ flow, onComplete: () => alert('Done') });
 *   return (
 *     <section aria-busy={phase === 'loading'}>
 *       <span ref={topRef} />
 *       {frameProps && <iframe key={frameKey} {...frameProps} title="Tax form" />}
 *     </section>
 *   );
 * }
 * ```
 * @public
 */
export function useFlowFrame(options: UseFlowFrameOptions): FlowFrameHandle {
  const context = useDotsFlowsContext();
  const {
    flow = null,
    onReload,
    onRenew,
    sandbox,
    minHeight = 400,
    maxHeight = 4_000,
    height = 'auto',
    timeoutMs = 20_000,
    slowAfterMs = 8_000,
    appearance = context.appearance,
    trustedOrigins = context.trustedOrigins,
  } = options;
  const isClient = useIsClient();
  const link = flow ? flow.link : options.link;
  const steps = flow?.steps ?? NONE;
  const checked = useMemo(
    () => checkLink(link, appearance, trustedOrigins),
    // Inline objects are new at every render; what they say is what counts.
    // oxlint-disable-next-line react/exhaustive-deps
    [link, JSON.stringify([appearance, trustedOrigins])],
  );

  const [state, dispatch] = useReducer(reduceFlowFrame, checked.target, initialFlowFrameState);
  const { phase, generation, isLoaded, isTouched } = state;
  const age = useLinkAge({
    flow,
    onRenew:
      onRenew &&
      (() => {
        context.events.emit({ type: 'link-renewal', flowId: flow?.flowId ?? null });
        return onRenew();
      }),
    isTouched,
    isClient,
  });
  const target = age.isHeld ? null : checked.target;
  // Another look alone never takes the page from somebody who works in it.
  if (target?.link !== state.target?.link || (target?.src !== state.target?.src && !isTouched))
    dispatch({ type: 'target', target });

  const step = remainingSteps(steps, [...(flow?.completedSteps ?? NONE), ...state.reportedSteps])[0] ?? null;
  const iframeRef = useRef<HTMLIFrameElement | null>(null);
  const topRef = useRef<HTMLElement | null>(null);
  const nodeRef = useRef<ReturnType<typeof connectFrame> | null>(null);

  const notify: Notify = (name, details) => {
    context.events.emit({ type: name, details } as Parameters<typeof context.events.emit>[0]);
    try {
      (options[name] as ((told: typeof details) => void) | undefined)?.(details);
    } catch (error) {
      context.events.emit({ type: 'callback-threw', callback: name, error });
      reportHostError(error);
    }
  };
  const problem = checked.error ?? (link ? null : options.error) ?? null;
  const latest = useLatest({
    flow,
    failAgain: () => problem && dispatch({ type: 'failed', error: problem }),
    allowedOrigins: [...(checked.origin ? [checked.origin] : NONE), ...(trustedOrigins ?? NONE)],
    heightLimits: height === 'auto' ? { minPx: minHeight, maxPx: maxHeight } : null,
    dispatch,
    notify,
    onCapped: (heightPx: number) =>
      context.events.emit({ type: 'height-capped', flowId: flow?.flowId ?? null, heightPx }),
    scrollBack: () =>
      // `nearest` leaves a top that is in view where it is.
      topRef.current?.scrollIntoView?.({
        block: 'nearest',
        behavior: globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
      }),
  });
  const ref = useCallback(
    (iframe: HTMLIFrameElement | null) => {
      iframeRef.current = iframe;
      nodeRef.current?.disconnect();
      nodeRef.current = iframe && connectFrame(iframe, () => latest.current);
    },
    [latest],
  );

  const toldProblem = useRef<DotsFlowsError | null>(null);
  useClientLayoutEffect(() => {
    if (problem) dispatch({ type: 'failed', error: problem });
    if (problem && problem !== toldProblem.current) latest.current.notify('onError', problem);
    toldProblem.current = problem;
  }, [problem, latest]);

  useClientLayoutEffect(() => {
    // What a page reported no longer counts; the attribute says the height from here on.
    if (height !== 'auto' && iframeRef.current) iframeRef.current.style.height = '';
  }, [height]);

  const isSilent = phase === 'loading' || phase === 'slow' || (phase === 'preparing' && onReload !== undefined);
  useEffect(() => {
    if (!isSilent) return undefined;
    const slow = setTimeout(() => dispatch({ type: 'slow' }), slowAfterMs);
    const timeout = setTimeout(() => {
      const error = silence();
      dispatch({ type: 'failed', error });
      latest.current.notify('onError', error);
    }, timeoutMs);
    return () => {
      clearTimeout(slow);
      clearTimeout(timeout);
    };
  }, [isSilent, isLoaded, generation, slowAfterMs, timeoutMs, latest]);

  useEffect(() => {
    // A click into a frame of another origin is seen only by what it takes away: the focus of this window.
    const onBlur = (): void => {
      if (iframeRef.current && document.activeElement === iframeRef.current) dispatch({ type: 'touched' });
    };
    window.addEventListener('blur', onBlur);
    return () => window.removeEventListener('blur', onBlur);
  }, []);

  const sandboxTokens = sandbox === true ? SANDBOX_PRESET : sandbox || undefined;
  const needsCamera = steps.includes('id-verification');
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' && checked.origin)
      return watchFrameHints({ origin: checked.origin, needsCamera, sandbox: sandboxTokens });
    return undefined;
  }, [checked.origin, needsCamera, sandboxTokens]);

  useEffect(() => {
    const { flow: current } = latest.current;
    const { flowId = null, signedInUntil = null } = current ?? {};
    context.events.emit({ type: 'frame-phase', flowId, phase, signedInUntil });
  }, [phase, generation, context.events, latest]);

  const shown = state.target;
  // The button that is pressed goes away with its panel; the focus must not be lost with it.
  const withFocus = (run: () => void) => (): void => {
    topRef.current?.focus();
    run();
  };
  const titles: Readonly<Record<string, string>> = context.messages.frame.stepTitles;
  const canRetry = shown ? state.retries < MAX_RETRIES : onReload;
  return {
    phase,
    error: state.error,
    step,
    isTouched,
    frameKey: generation,
    frameProps:
      isClient && shown && checked.origin
        ? {
            ref,
            src: shown.src,
            title: options.title ?? titles[step ?? ''] ?? context.messages.frame.flowTitle,
            allow: options.allow ?? frameAllow(checked.origin, steps),
            sandbox: sandboxTokens,
            referrerPolicy: 'strict-origin-when-cross-origin',
            width: '100%',
            height: height === 'auto' ? minHeight : height === 'fill' ? '100%' : height,
            onLoad: () => {
              nodeRef.current?.refresh();
              dispatch({ type: 'loaded' });
            },
          }
        : null,
    iframeRef,
    topRef,
    reservedPx: height === 'auto' ? minHeight : height === 'fill' ? null : height,
    retry: canRetry
      ? withFocus(() => {
          // How it went comes back as `flow` or `error`; the very same error again is no change to anybody else.
          if (!shown) new Promise((resolve) => resolve(onReload?.())).catch(() => latest.current.failAgain());
          else if (age.hasAged) age.renew(true);
          dispatch({ type: 'retry' });
        })
      : null,
    reveal: shown && isLoaded ? withFocus(() => dispatch({ type: 'reveal' })) : null,
    openInNewTab: shown ? () => window.open(shown.src, '_blank', 'noopener') : null,
    renew: shown && age.hasAged && !age.isAsked ? withFocus(() => age.renew(false)) : null,
  };
}

const silence = (): DotsFlowsError =>
  new DotsFlowsError('frame-timeout', {
    message:
      "The Flow page did not speak in time, so it may be blocked or out of reach. Check the connection, whether the link opens in a tab of its own, and that the page's Content-Security-Policy lists the Flow's origin under frame-src.",
  });
