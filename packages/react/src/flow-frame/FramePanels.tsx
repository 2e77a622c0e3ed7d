'use client';
import type { ReactNode } from 'react';
import type { FrameMessages } from '../messages/messages.ts';
import type { FlowFrameHandle } from './flow-frame-options.ts';

/** Grey shapes in the place of the page; says that it is loading. */
export function FlowSkeleton({ label }: { readonly label: string }): ReactNode {
  return (
    <output className="df-skeleton">
      <span className="df-hidden">{label}</span>
      <i />
      <i />
      <i />
      <i />
    </output>
  );
}

/** A button that is there as long as there is something to do. */
export const FrameButton = (props: {
  readonly className: string;
  readonly onClick: (() => void) | null;
  readonly children: string;
}): ReactNode => props.onClick && <button type="button" {...props} onClick={props.onClick} />;

/** What happened and what the user can do, when the page is silent or cannot be shown. */
export function StuckPanel(
  props: Pick<FlowFrameHandle, 'retry' | 'openInNewTab' | 'reveal'> & {
    readonly phase: 'slow' | 'error';
    readonly words: FrameMessages;
  },
): ReactNode {
  const { phase, words, retry, openInNewTab, reveal } = props;
  const { title, body } = words[phase];
  return (
    <div className="df-panel" data-tone={phase === 'slow' ? 'warn' : 'bad'} role="alert">
      <div className="df-badge">
        <svg className="df-icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 7v6m0 4h.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0" />
        </svg>
      </div>
      <strong className="df-panel-title">{title}</strong>
      <p>{body}</p>
      <div className="df-row">
        <FrameButton className="df-button" onClick={retry}>
          {words.tryAgain}
        </FrameButton>
        <FrameButton className="df-button df-quiet" onClick={openInNewTab}>
          {words.openInNewTab}
        </FrameButton>
        <FrameButton className="df-link" onClick={reveal}>
          {words.showAnyway}
        </FrameButton>
      </div>
    </div>
  );
}
