'use client';
import type { ReactElement } from 'react';
import type { PayoutMessages } from '../messages/messages.ts';
import { PanelIcon } from './PanelIcon.tsx';
import type { PayoutPanelState } from './payout-panel.ts';
import { useElapsed } from './useElapsed.ts';

/** After this long the user may look at the form again: the frame may have said too early that it was done. */
const STILL_VERIFYING_MS = 20_000;

interface TextPanelProps {
  readonly state: PayoutPanelState;
  readonly messages: PayoutMessages;
  readonly headingLevel: number;
  readonly helpUrl: string | undefined;
  readonly onDone: (() => void) | undefined;
}

/** Every panel that has words and no frame. */
export function TextPanel({ state, messages, headingLevel, helpUrl, onDone }: TextPanelProps): ReactElement {
  const { panel, tone, title, lines, payout } = state;
  const { session } = payout;
  const isWaiting = panel === 'verifying' || panel === 'confirming';
  const isLate = useElapsed(isWaiting ? panel : null, STILL_VERIFYING_MS);
  const Heading = `h${headingLevel as 2 | 3 | 4 | 5 | 6}` as const;

  const canRetry = panel === 'error' || (session?.stage === 'failed' && session.canRetry);
  const isBusy = panel === 'error' ? payout.isAdvancing : payout.isChanging;
  const needsHelp =
    panel === 'failed' || panel === 'error' || (session?.stage === 'held' && session.reason === 'not-eligible');
  return (
    <div className="df-panel" data-tone={tone}>
      <div className="df-badge">
        <PanelIcon name={tone} />
      </div>
      <Heading className="df-panel-title" data-df-heading="" tabIndex={-1}>
        {title}
      </Heading>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {isLate && (
        <p>
          <output>{messages.stillVerifying}</output>
        </p>
      )}
      <div className="df-row">
        {canRetry && (
          <button
            type="button"
            className="df-button"
            aria-disabled={isBusy}
            onClick={isBusy ? undefined : panel === 'error' ? payout.refetch : payout.retry}
          >
            {messages.tryAgain}
          </button>
        )}
        {isLate && (
          <button type="button" className="df-button" onClick={payout.backToFlow}>
            {messages.backToForm}
          </button>
        )}
        {needsHelp && helpUrl !== undefined && (
          <a className="df-button df-quiet" href={helpUrl}>
            {messages.getHelp}
          </a>
        )}
        {panel === 'completed' && onDone && (
          <button type="button" className="df-button" onClick={onDone}>
            {messages.done}
          </button>
        )}
      </div>
    </div>
  );
}
