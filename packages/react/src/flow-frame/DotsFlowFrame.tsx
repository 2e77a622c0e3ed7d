'use client';
import type { CreateFlowRequest, DotsFlowsError } from '@dots-flows/core';
import { forwardRef, useCallback } from 'react';
import type { ForwardedRef, ReactNode } from 'react';
import { useDotsFlowsContext } from '../dots-flows-context.ts';
import { useDotsFlow } from '../queries/useDotsFlow.ts';
import type { UseDotsFlowOptions } from '../queries/useDotsFlow.ts';
import { FlowSkeleton, StuckPanel } from './FramePanels.tsx';
import { useFlowFrame } from './useFlowFrame.ts';
import type { FlowFrameHandle, UseFlowFrameOptions } from './useFlowFrame.ts';

/** What the slots of `<DotsFlowFrame>` may use. @public */
export interface FlowFrameSlot extends Pick<FlowFrameHandle, 'retry' | 'openInNewTab' | 'reveal'> {
  readonly phase: 'slow' | 'error';
  readonly error: DotsFlowsError | null;
}

/** Props of {@link DotsFlowFrame}. Give it one of `flow`, `link` and `steps`. @public */
export interface DotsFlowFrameProps extends Omit<UseFlowFrameOptions, 'error' | 'onReload'> {
  /** Creates a Flow with these steps through the adapter, and shows it. */
  readonly steps?: CreateFlowRequest['steps'] | undefined;
  /** Names the Flow made for `steps`: with the same key a later mount shows it again. Default: a Flow of its own per mount. */
  readonly flowKey?: string | undefined;
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
 * ways on when it does not. `data-state` and `data-step` say where it stands; `ref` is the iframe.
 *
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
    <CreatedFlowFrame {...props} steps={props.steps} iframeRef={ref} />
  ) : (
    <FlowFrameView {...props} iframeRef={ref} />
  );
});

type WithRef<Props> = Props & { readonly iframeRef: ForwardedRef<HTMLIFrameElement> };

function CreatedFlowFrame(props: WithRef<DotsFlowFrameProps & UseDotsFlowOptions>): ReactNode {
  const { flow, error, reload } = useDotsFlow(props);
  return <FlowFrameView {...props} flow={flow} flowError={error} onReload={reload} />;
}

function FlowFrameView(
  props: WithRef<DotsFlowFrameProps & { readonly flowError?: DotsFlowsError | null; readonly onReload?: () => void }>,
): ReactNode {
  const { messages } = useDotsFlowsContext();
  const { className, id, loading, error: errorSlot, flowError, iframeRef, height = 'auto' } = props;
  const frame = useFlowFrame({ ...props, error: flowError });
  const { phase, frameProps, frameKey } = frame;
  const attach = frameProps?.ref;
  const ref = useCallback(
    (iframe: HTMLIFrameElement | null) => {
      attach?.(iframe);
      if (typeof iframeRef === 'function') iframeRef(iframe);
      else if (iframeRef) iframeRef.current = iframe;
    },
    [attach, iframeRef],
  );
  const isWaiting = phase === 'preparing' || phase === 'loading';
  const isStuck = phase === 'slow' || phase === 'error';
  return (
    <div
      className={className ? `df-frame ${className}` : 'df-frame'}
      id={id}
      data-state={phase}
      data-step={frame.step ?? undefined}
      data-height={typeof height === 'number' ? 'fixed' : height}
      aria-busy={isWaiting}
    >
      <span className="df-frame-top" ref={frame.topRef} />
      {frameProps ? (
        <iframe key={frameKey} {...frameProps} ref={ref} className="df-iframe" />
      ) : (
        // Reserves the space in server HTML too, where a style attribute would break a strict policy.
        <svg width="0" height={typeof height === 'number' ? height : (props.minHeight ?? 420)} aria-hidden="true" />
      )}
      {isWaiting && (loading ?? <FlowSkeleton label={messages.frame.loading} />)}
      {isStuck &&
        (errorSlot ? (
          errorSlot({ ...frame, phase, error: frame.error })
        ) : (
          <StuckPanel {...frame} phase={phase} words={messages.frame} />
        ))}
    </div>
  );
}
