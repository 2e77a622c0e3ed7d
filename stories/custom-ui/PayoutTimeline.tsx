import { useDotsFlowsContext } from '@dots-flows/react';
import { flowOf, usePayoutSession } from '@dots-flows/react/onboard-then-payout';
import { useEffect, useId, useRef } from 'react';
import { TimelineFrame } from './TimelineFrame.tsx';
import { payoutWords } from './payout-words.ts';
import './payout-timeline.css';

const ROWS = ['Who you are', 'Money to Dots', 'Money to you'] as const;

export interface PayoutTimelineProps {
  /** The host's id of the payout. */
  readonly payoutId: string;
}

/**
 * A whole payout in markup, words and looks of our own, without a component or a style of `@dots-flows/react`: only
 * `usePayoutSession`, `useFlowFrame` and `flowOf`.
 */
export function PayoutTimeline({ payoutId }: PayoutTimelineProps) {
  const { locale } = useDotsFlowsContext();
  const payout = usePayoutSession(payoutId);
  const { session, error } = payout;
  const words = payoutWords(payout);
  const flow = payout.isCatchingUp ? null : flowOf(session);
  const titleId = useId();

  const open = useRef<HTMLLIElement>(null);
  const shownRow = useRef(words.row);
  useEffect(() => {
    // Whoever works with a keyboard or a screen reader goes along to the next row.
    if (shownRow.current !== words.row) open.current?.focus();
    shownRow.current = words.row;
  }, [words.row]);

  const retry = session?.stage === 'failed' && session.canRetry ? payout.retry : !session && error && payout.refetch;
  const amount = session && new Intl.NumberFormat(locale, { style: 'currency', currency: session.currency });
  return (
    <section className="timeline" aria-labelledby={titleId}>
      <h2 id={titleId}>
        {session && amount ? amount.format(session.amountCents / 100) : '…'} <small>for last week</small>
      </h2>
      <ol>
        {ROWS.map((name, row) => {
          const isOpen = row === Math.min(words.row, 2);
          const state = row < words.row ? 'done' : isOpen ? 'open' : 'later';
          return (
            <li
              key={name}
              ref={isOpen ? open : undefined}
              tabIndex={isOpen ? -1 : undefined}
              data-state={state}
              data-tone={isOpen ? words.tone : undefined}
              aria-current={isOpen && words.row < 3 ? 'step' : undefined}
            >
              <h3>
                {name} {state === 'done' && <span className="timeline-tick">done</span>}
              </h3>
              {isOpen && (
                <>
                  <output>{words.text}</output>
                  {retry && <button onClick={retry}>Try once more</button>}
                  {flow && <TimelineFrame flow={flow} payout={payout} />}
                </>
              )}
            </li>
          );
        })}
      </ol>
      {session && error && (
        <p className="timeline-hint">
          We have lost the connection. <button onClick={payout.refetch}>Connect again</button>
        </p>
      )}
    </section>
  );
}
