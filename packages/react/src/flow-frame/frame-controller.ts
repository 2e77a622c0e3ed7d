/**
 * Everything about one Flow frame that is not React: which link is shown, what is heard and told, how long is waited.
 * The provider makes them, so that the policy about frames has one place; `useFlowFrame` only renders what they say.
 */
import { DotsFlowsError, remainingSteps } from '@dots-flows/core';
import { callHost } from '../events/call-host.ts';
import type { EventBus } from '../events/event-bus.ts';
import { connectFrame } from './connect-frame.ts';
import type { FrameHost, FrameNode } from './connect-frame.ts';
import type { FlowFrameCallbacks } from './flow-frame-events.ts';
import type { FlowFrameHandle, FrameInputs } from './flow-frame-options.ts';
import { initialFlowFrameState, reduceFlowFrame } from './flow-frame-reducer.ts';
import type { FlowFrameEvent, FlowFrameState } from './flow-frame-reducer.ts';
import { hintRefusedLink, watchFrameHints } from './frame-hints.ts';
import { SANDBOX_PRESET, frameAllow } from './frame-permissions.ts';
import { checkLink } from './frame-target.ts';
import type { CheckedLink } from './frame-target.ts';
import { createLinkWatch } from './link-watch.ts';

// Every bundler for React replaces it, as React itself asks for.
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/** After so many silent tries in a row only the new tab is offered. */
const MAX_RETRIES = 3;

/** One frame, as `useSyncExternalStore` and an effect need it. */
export interface FrameController {
  /** Starts the frame's clocks; the answer stops them. */
  readonly subscribe: (onChange: () => void) => () => void;
  readonly read: () => FlowFrameState;
  /** On a server, and while its HTML is taken over, no frame is there. */
  readonly readOnServer: () => FlowFrameState;
  /** Takes what the newest committed render says. */
  readonly update: (inputs: FrameInputs) => void;
  /** What a render with these inputs shows. Changes nothing. */
  readonly present: (state: FlowFrameState, inputs: FrameInputs) => FlowFrameHandle;
}

/**
 * Nodes whose ref was taken away. React does so with what it removes, and also with what it only hides (a boundary that
 * suspends again, an Activity): the page in such a node speaks on, and is listened to as long as it is there.
 */
const unseen = new Set<FrameNode>();

function leaveRemoved(): void {
  for (const node of unseen) {
    if (node.iframe.isConnected) continue;
    unseen.delete(node);
    node.disconnect();
  }
}

/** Opens a frame. Renders only make it; its clocks start with `subscribe`. */
export function openFrame(events: EventBus, first: FrameInputs): FrameController {
  let inputs = first;
  const iframeRef: { current: HTMLIFrameElement | null } = { current: null };
  const topRef: { current: HTMLElement | null } = { current: null };
  let node: FrameNode | null = null;
  let onChange: (() => void) | null = null;

  let checked!: CheckedLink;
  let checkedKey: string | undefined;
  let state = initialFlowFrameState(null);
  let toldState: FlowFrameState | null = null;

  const notify = <Name extends keyof FlowFrameCallbacks>(
    name: Name,
    details: Parameters<NonNullable<FlowFrameCallbacks[Name]>>[0],
  ): void => {
    events.emit({ type: name, details } as Parameters<EventBus['emit']>[0]);
    callHost(events, inputs, name, details);
  };
  const flowId = (): string | null => inputs.flow?.flowId ?? null;

  let waitsFor = '';
  let slowTimer: ReturnType<typeof setTimeout> | undefined;
  let timeoutTimer: ReturnType<typeof setTimeout> | undefined;
  let toldPhase = '';
  /** Brings clocks, listeners and React in line with the newest state. */
  const publish = (): void => {
    const { phase, generation, isLoaded } = state;
    const { slowAfterMs, timeoutMs, onReload } = inputs;
    const isSilent = phase === 'loading' || phase === 'slow' || (phase === 'preparing' && onReload);
    const wait = onChange && isSilent ? [generation, isLoaded, slowAfterMs, timeoutMs].join() : '';
    if (wait !== waitsFor) {
      waitsFor = wait;
      clearTimeout(slowTimer);
      clearTimeout(timeoutTimer);
      if (wait) {
        slowTimer = setTimeout(dispatch, slowAfterMs, { type: 'slow' });
        timeoutTimer = setTimeout(() => fail(silence()), timeoutMs);
      }
    }
    const canRenew = watch.hasAged && (!watch.isAsked || watch.isInVain);
    if (canRenew !== state.canRenew) state = { ...state, canRenew };
    // React looks at what it is told of even when nothing changed, and renders once more than it has to.
    const isNew = state !== toldState;
    toldState = state;
    if (isNew) onChange?.();
    if (onChange && toldPhase !== phase + generation) {
      toldPhase = phase + generation;
      events.emit({ type: 'frame-phase', flowId: flowId(), phase, signedInUntil: inputs.flow?.signedInUntil ?? null });
    }
  };
  const dispatch = (event: FlowFrameEvent): void => {
    state = reduceFlowFrame(state, event);
    publish();
  };
  const fail = (error: DotsFlowsError): void => {
    dispatch({ type: 'failed', error });
    if (process.env.NODE_ENV !== 'production') hintRefusedLink(error);
    notify('onError', error);
  };
  /** Shows what may be shown now: nothing while an aged link is held back. */
  const retarget = (): void => {
    const target = watch.isHeld ? null : checked.target;
    // Another look alone never takes the page from somebody who works in it.
    if (target?.link !== state.target?.link || (target?.src !== state.target?.src && !state.isTouched))
      state = reduceFlowFrame(state, { type: 'target', target });
  };
  /** Looks at the newest inputs. @returns Whether the Flow's link is another one. */
  const look = (): boolean => {
    const { flow, link, appearance, trustedOrigins } = inputs;
    // Inline objects are new at every render; what they say is what counts.
    const key = JSON.stringify([link, appearance, trustedOrigins]);
    if (key !== checkedKey) checked = checkLink(link, appearance, trustedOrigins);
    checkedKey = key;
    const isOther = watch.see(flow);
    retarget();
    return isOther;
  };

  const askForLink = (): unknown => {
    events.emit({ type: 'link-renewal', flowId: flowId() });
    return inputs.onRenew?.();
  };
  /** A click into a frame of another origin is seen only by what it takes away: the focus of this page. */
  const isTouched = (): boolean => {
    const iframe = iframeRef.current;
    if (iframe && (iframe.getRootNode() as Document | ShadowRoot).activeElement === iframe)
      dispatch({ type: 'touched' });
    return state.isTouched;
  };
  // Firefox says who has the focus only after the event.
  const onBlur = (): unknown => isTouched() || setTimeout(isTouched);
  const watch = createLinkWatch(
    () => inputs.onRenew && askForLink,
    isTouched,
    () => {
      retarget();
      publish();
    },
  );
  look();
  toldState = state;
  const atFirst: FlowFrameState = { ...initialFlowFrameState(checked.target), target: null };

  const host: FrameHost = {
    inputs: () => inputs,
    state: () => state,
    allowedOrigins: () => [checked.origin, ...(inputs.trustedOrigins ?? [])],
    dispatch,
    tell: (name, details) => notify(name, { flowId: flowId(), ...details } as never),
    onCapped: (heightPx) => events.emit({ type: 'height-capped', flowId: flowId(), heightPx }),
    scrollBack: () =>
      // `nearest` leaves a top that is in view where it is.
      topRef.current?.scrollIntoView?.({
        block: 'nearest',
        behavior: globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
      }),
  };
  const connect = (iframe: HTMLIFrameElement): FrameNode => {
    const connected = connectFrame(iframe, host);
    if (process.env.NODE_ENV === 'production' || !checked.origin) return connected;
    const stopHints = watchFrameHints({
      iframe,
      origin: checked.origin,
      needsCamera: inputs.flow?.steps.includes('id-verification') ?? false,
      returnsHere: inputs.flow?.steps.includes('redirect') ?? false,
      sandbox: iframe.getAttribute('sandbox') ?? undefined,
    });
    const disconnect = (): void => {
      connected.disconnect();
      stopHints();
    };
    return { ...connected, disconnect };
  };
  const ref = (iframe: HTMLIFrameElement | null): void => {
    iframeRef.current = iframe;
    if (node) unseen[iframe ? 'delete' : 'add'](node);
    queueMicrotask(leaveRemoved);
    if (!iframe || node?.iframe === iframe) return;
    node?.disconnect();
    node = connect(iframe);
    // Rendered out of sight (Activity), its page has spoken to nobody: it is loaded once more.
    if (state.isLoaded) dispatch({ type: 'target', target: state.target });
  };

  const problem = (): DotsFlowsError | null => checked.error ?? (inputs.link ? null : inputs.error) ?? null;
  let toldProblem: DotsFlowsError | null = null;
  /** The newest inputs, but for a link that has to wait until the user is done with the page. */
  const settled = (next: FrameInputs): FrameInputs =>
    next.keepWork && state.isTouched && !watch.isAsked && next.link !== inputs.link
      ? { ...next, flow: inputs.flow, link: inputs.link }
      : next;

  /** The button that is pressed goes away with its panel; the focus must not be lost with it. */
  const withFocus = (run: () => void) => (): void => {
    topRef.current?.focus();
    run();
  };
  const reveal = withFocus(() => dispatch({ type: 'reveal' }));
  const renew = withFocus(() => watch.renew(false));
  const retry = withFocus(() => {
    // How it went comes back as `flow` or `error`; the very same error again is no change to anybody else.
    if (!state.target)
      new Promise((resolve) => resolve(inputs.onReload?.())).catch(() => {
        const error = problem();
        if (error) dispatch({ type: 'failed', error });
      });
    else if (watch.hasAged) watch.renew(true);
    dispatch({ type: 'retry' });
  });

  return {
    subscribe(listener) {
      onChange = listener;
      const stopWatch = watch.start();
      window.addEventListener('blur', onBlur);
      publish();
      return () => {
        onChange = null;
        stopWatch();
        window.removeEventListener('blur', onBlur);
        publish();
      };
    },
    read: () => state,
    readOnServer: () => atFirst,
    update(next) {
      // After a reload Firefox may send no event at all.
      isTouched();
      inputs = settled(next);
      node?.fit();
      if (look()) watch.check();
      publish();
      const error = problem();
      if (error === toldProblem) return;
      toldProblem = error;
      if (error) fail(error);
    },
    present({ phase, error, target, generation, isLoaded, isTouched, retries, reportedSteps, canRenew }, next) {
      const { flow, title, allow, sandbox, height, minHeight, onReload, words } = settled(next);
      const steps = flow?.steps ?? [];
      const step = remainingSteps(steps, [...(flow?.completedSteps ?? []), ...reportedSteps])[0] ?? null;
      const titles: Readonly<Record<string, string>> = words.stepTitles;
      const heightPx = height === 'auto' ? minHeight : height;
      return {
        phase,
        error,
        step,
        isTouched,
        frameKey: generation,
        frameProps:
          target && checked.origin
            ? {
                ref,
                // Before `src`, in the order in which React sets them: that spares Chromium 0.02 ms (measured).
                allow: allow ?? frameAllow(checked.origin, steps),
                src: target.src,
                title: title ?? titles[step ?? ''] ?? words.flowTitle,
                sandbox: sandbox === true ? SANDBOX_PRESET : sandbox || undefined,
                referrerPolicy: 'strict-origin-when-cross-origin',
                width: '100%',
                height: heightPx === 'fill' ? '100%' : heightPx,
                onLoad: () => {
                  node?.refresh();
                  dispatch({ type: 'loaded' });
                },
              }
            : null,
        iframeRef,
        topRef,
        reservedPx: heightPx === 'fill' ? null : heightPx,
        retry: (target ? retries < MAX_RETRIES : onReload) ? retry : null,
        reveal: target && isLoaded ? reveal : null,
        openInNewTab: target ? () => window.open(target.src, '_blank', 'noopener') : null,
        renew: target && canRenew ? renew : null,
      };
    },
  };
}

const silence = (): DotsFlowsError =>
  new DotsFlowsError('frame-timeout', {
    message:
      'The Flow page stayed silent: blocked, or out of reach. Check it in a tab of its own, and frame-src in your Content-Security-Policy.',
  });
