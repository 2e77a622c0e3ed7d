'use client';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { PayoutMessages } from '../messages/messages.ts';
import { PanelIcon } from './PanelIcon.tsx';
import type { PayoutPanelState } from './payout-panel.ts';

/** After this long the user may look at the form again: the frame may have said too early that it was done. */
const STILL_VERIFYING_MS = 20_000;

interface TextPanelProps {
  readonly state: PayoutPanelState;
  readonly messages: PayoutMessages;
  readonly headingLevel: number;
  readonly helpUrl: string | undefined;
  readonly onDone: (() => void) | undefined;
}

/** Every panel that has words and no frame; each one is a component of its own. */
export function TextPanel({ state, messages, headingLevel, helpUrl, onDone }: TextPanelProps): ReactElement {
  const { panel, tone, title, lines, payout } = state;
  const { session } = payout;
  const isWaiting = panel === 'verifying' || panel === 'confirming';
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(isWaiting), STILL_VERIFYING_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  const Heading = `h${headingLevel as 2 | 3 | 4 | 5 | 6}` as const;

  const isError = panel === 'error';
  const isBusy = isError ? payout.isAdvancing : payout.isChanging;
  const canRetry = isError || (session?.stage === 'failed' && session.canRetry);
  const needsHelp = isError || panel === 'failed' || (session?.stage === 'held' && session.reason === 'not-eligible');
  const button = (label: string, onClick: () => void): ReactElement => (
    <button type="button" className="df-button" aria-disabled={isBusy} onClick={isBusy ? undefined : onClick}>
      {label}
    </button>
  );
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
        {canRetry && button(messages.tryAgain, isError ? payout.refetch : payout.retry)}
        {isLate && button(messages.backToForm, payout.backToFlow)}
        {needsHelp && helpUrl !== undefined && (
          <a className="df-button df-quiet" href={helpUrl}>
            {messages.getHelp}
          </a>
        )}
        {panel === 'completed' && onDone && button(messages.done, onDone)}
      </div>
    </div>
  );
}
