'use client';
import type { CreateFlowRequest, DotsFlowsError } from '@dots-flows/core';
import { forwardRef, useImperativeHandle } from 'react';
import type { ForwardedRef, ReactNode } from 'react';
import { useDotsFlowsContext } from '../dots-flows-context.ts';
import { useDotsFlow } from '../queries/useDotsFlow.ts';
import type { UseDotsFlowOptions } from '../queries/useDotsFlow.ts';
import { FlowSkeleton, FrameButton, StuckPanel } from './FramePanels.tsx';
import type { FlowFrameHandle, UseFlowFrameOptions } from './flow-frame-options.ts';
import { useFlowFrame } from './useFlowFrame.ts';

/** What the `error` slot of `<DotsFlowFrame>` may use. @public */
export interface FlowFrameSlot extends Pick<FlowFrameHandle, 'retry' | 'openInNewTab' | 'reveal' | 'error'> {
  /** `slow`: still silent; `error`: given up. */
  readonly phase: 'slow' | 'error';
}

/** Props of {@link DotsFlowFrame}. Give it one of `flow`, `link` and `steps`. @public */
export interface DotsFlowFrameProps extends Omit<UseFlowFrameOptions, 'error' | 'onReload'> {
  /** Creates a Flow with these steps through the adapter, and shows it. */
  readonly steps?: CreateFlowRequest['steps'] | undefined;
  /** Names the Flow made for `steps`: with the same key a later mount shows it again, and so does an `<Activity>` that was hidden. Default: a Flow of its own per mount. */
  readonly flowKey?: string | undefined;
  /** Removes the "Go to dashboard" button at the end of the Flow made for `steps`. Default `false`. */
  readonly hideGoToDashboardOnComplete?: boolean | undefined;
  readonly className?: string | undefined;
  readonly id?: string | undefined;
  /** In place of the skeleton. */
  readonly loading?: ReactNode;
  /** In place of the panel that is shown when the page stays silent or cannot be shown. */
  readonly error?: ((slot: FlowFrameSlot) => ReactNode) | undefined;
}

/**
 * Shows one Flow in a responsive frame: as tall as its page, with reserved space, a skeleton until the page speaks, and
 * ways on when it does not. `data-state` and `data-step` say where it stands; `ref` is the iframe. Must be below
 * `<DotsFlowsProvider>`; looks best with `@dots-flows/react/styles.css`, and works without.
 *
 * @throws `DotsFlowsError` `missing-provider` outside a provider. Everything else goes to `onError`.
 * @example
 * ```tsx
 * import { DotsFlowFrame } from '@dots-flows/react';
 *
 * export const TaxForm = () => (
 *   <DotsFlowFrame steps={['compliance']} onComplete={({ flowId }) => console.log('done', flowId)} />
 * );
 * ```
 * @public
 */
export const DotsFlowFrame = forwardRef<HTMLIFrameElement, DotsFlowFrameProps>(function DotsFlowFrame(props, ref) {
  return props.steps ? (
    <CreatedFlowFrame {...props} steps={props.steps} iframe={ref} />
  ) : (
    <FlowFrameView {...props} iframe={ref} />
  );
});

type WithRef<Props> = Props & { readonly iframe: ForwardedRef<HTMLIFrameElement> };

function CreatedFlowFrame(props: WithRef<DotsFlowFrameProps & UseDotsFlowOptions>): ReactNode {
  const { flow, error, reload } = useDotsFlow(props);
  return <FlowFrameView {...props} flow={flow} failure={error} onReload={reload} onRenew={props.onRenew ?? reload} />;
}

interface Made {
  readonly failure?: DotsFlowsError | null;
  readonly onReload?: () => unknown;
}

function FlowFrameView(props: WithRef<DotsFlowFrameProps & Made>): ReactNode {
  const { messages } = useDotsFlowsContext();
  const words = messages.frame;
  const frame = useFlowFrame({ ...props, error: props.failure });
  const { phase, frameProps, frameKey, iframeRef, reservedPx, renew } = frame;
  const hasFrame = frameProps !== null;
  useImperativeHandle(
    props.iframe,
    () => iframeRef.current as HTMLIFrameElement,
    // oxlint-disable-next-line react/exhaustive-deps -- another node, another handle
    [iframeRef, frameKey, hasFrame],
  );
  const isWaiting = phase === 'preparing' || phase === 'loading';
  return (
    <div
      className={props.className ? `df-frame ${props.className}` : 'df-frame'}
      id={props.id}
      lang={messages.locale}
      dir={messages.direction === 'rtl' ? 'rtl' : undefined}
      data-state={phase}
      data-step={frame.step}
      data-touched={frame.isTouched ? '' : undefined}
      data-height={reservedPx === null ? 'fill' : undefined}
      aria-busy={isWaiting}
    >
      <span className="df-frame-top" ref={frame.topRef} tabIndex={-1} />
      {renew && (
        <output className="df-note">
          {words.linkAging}
          <FrameButton className="df-link" onClick={renew}>
            {words.renewLink}
          </FrameButton>
        </output>
      )}
      {hasFrame ? (
        <iframe key={frameKey} {...frameProps} title={frameProps.title} className="df-iframe" />
      ) : (
        // Reserves the space in server HTML too, where a strict policy forbids a style attribute.
        <svg width="0" height={reservedPx ?? 0} aria-hidden="true" />
      )}
      {isWaiting && (props.loading ?? <FlowSkeleton label={words.loading} />)}
      {(phase === 'slow' || phase === 'error') &&
        (props.error?.({ ...frame, phase }) ?? <StuckPanel {...frame} phase={phase} words={words} />)}
    </div>
  );
}
