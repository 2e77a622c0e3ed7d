'use client';
import { formatCents } from '@dots-flows/core';
import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useDotsFlowsContext } from '../dots-flows-context.ts';
import { fillMessage } from './fill-message.ts';
import { usePayoutSession } from '../payout-session/usePayoutSession.ts';
import { FlowSkeleton } from '../flow-frame/FramePanels.tsx';
import { FrameStage } from './FrameStage.tsx';
import type { PayoutFrameProps } from './FrameStage.tsx';
import { PanelBody } from './PanelBody.tsx';
import { PanelIcon } from './PanelIcon.tsx';
import { TextPanel } from './TextPanel.tsx';
import { payoutPanel } from './payout-panel.ts';
import type { PayoutPanelName, PayoutPanelState } from './payout-panel.ts';
import { useHostCallbacks } from './useHostCallbacks.ts';
import type { PayoutCallbacks } from './useHostCallbacks.ts';

/** Props of {@link OnboardThenPayout}. @public */
export interface OnboardThenPayoutProps extends PayoutCallbacks {
  /** Your id of the payout. The server decides whose it is and what it is over. */
  readonly payoutId: string;
  /** The card's heading. Default: the words "Your payout" in the provider's language. */
  readonly title?: ReactNode;
  /** A line below the heading, such as what the payout is for. */
  readonly description?: ReactNode;
  /** The level of the card's heading in the page; panels are one deeper. @defaultValue `2` */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | undefined;
  /** The last line of the card; `null` leaves it out. */
  readonly footer?: ReactNode;
  /** Shows a button on the completed panel that calls this. */
  readonly onDone?: (() => void) | undefined;
  /** Where the user finds help; shown as a link where the user cannot go on alone. */
  readonly helpUrl?: string | undefined;
  /** Passed on to the frames: `appearance`, `sandbox`, `timeoutMs` and the like. */
  readonly frame?: PayoutFrameProps | undefined;
  /** Your own panel in place of one of ours. Mark its heading with `data-df-heading tabIndex={-1}` to have it focused. */
  readonly slots?:
    { readonly [Name in PayoutPanelName]?: ((panel: PayoutPanelState) => ReactNode) | undefined } | undefined;
  /** Asked for every panel; `usual` is what would be shown otherwise. */
  readonly renderPanel?: ((panel: PayoutPanelState, usual: ReactNode) => ReactNode) | undefined;
  readonly className?: string | undefined;
}

/**
 * The whole way of one payout in one card: verify once, receive the money, withdraw it. Shows where the payout stands,
 * the Dots Flow of the current stage in a frame, and a panel for every other state. Renders a `<section>`.
 *
 * Safe to show again at any time, in any number of tabs: the payout goes on where it stands. Must be below
 * `<DotsFlowsProvider>`. The look comes from `@dots-flows/react/styles.css`; the card answers to its own width.
 *
 * @throws `DotsFlowsError` `missing-provider` outside a provider.
 * @example
 * ```tsx
 * import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
 * import '@dots-flows/react/styles.css';
 *
 * export const Payout = () => (
 *   <OnboardThenPayout
 *     payoutId="inv_2041"
 *     description="12 deliveries, 9 to 15 March"
 *     onComplete={({ payoutId }) => console.log('completed', payoutId)}
 *   />
 * );
 * ```
 * @public
 */
export function OnboardThenPayout(props: OnboardThenPayoutProps): ReactElement {
  const { payoutId, description, headingLevel = 2, footer, slots, renderPanel } = props;
  const { messages: all, locale } = useDotsFlowsContext();
  const messages = all.payout;
  const titleId = useId();
  const payout = usePayoutSession(payoutId);
  const { session } = payout;
  useHostCallbacks(payoutId, payout, props);

  const amountText = session ? formatCents(session.amountCents, session.currency, locale) : '';
  const content = payoutPanel(payout, messages, amountText);
  const { panel, stepsDone } = content;
  const { verify, receive, withdraw } = messages.steps;
  const stepNames = [verify, receive, withdraw];
  // Before the server has answered, no step is the current one.
  const current = session ? stepsDone : -1;
  const step = stepNames[current];

  const Heading = `h${headingLevel}` as const;
  const state: PayoutPanelState = { ...content, payoutId, payout, amountText };
  const shared = { state, messages, headingLevel: headingLevel + 1 };
  const usual =
    panel === 'loading' ? (
      <FlowSkeleton label={messages.loading} />
    ) : panel === 'onboarding' || panel === 'withdrawing' ? (
      <FrameStage {...shared} frame={props.frame} onError={props.onError} />
    ) : (
      <TextPanel {...shared} helpUrl={props.helpUrl} onDone={props.onDone} />
    );
  const own = slots?.[panel]?.(state) ?? usual;

  return (
    <section
      className={props.className ? `df-card ${props.className}` : 'df-card'}
      aria-labelledby={titleId}
      data-panel={panel}
      lang={all.locale}
      dir={all.direction === 'rtl' ? 'rtl' : undefined}
    >
      <div className="df-head">
        <div>
          <Heading id={titleId} className="df-title">
            {props.title ?? messages.title}
          </Heading>
          {description != null && (
            <p className="df-description">
              {/* The host's own words may be of another language than ours. */}
              <bdi>{description}</bdi>
            </p>
          )}
        </div>
        <p className="df-amount">
          {amountText ? (
            <>
              <span className="df-hidden">{messages.amountLabel}: </span>
              <bdi>{amountText}</bdi>
            </>
          ) : (
            panel === 'loading' && <span className="df-bone" />
          )}
        </p>
      </div>
      <ol className="df-steps" aria-label={messages.progressLabel}>
        {stepNames.map((name, index) => (
          <li
            key={name}
            data-is={index < stepsDone ? 'done' : index === current ? 'now' : 'todo'}
            aria-current={index === current ? 'step' : undefined}
          >
            <span>{name}</span>
            {/* The line above it says so in colour alone. */}
            {index < stepsDone && <span className="df-hidden">, {messages.stepDone}</span>}
          </li>
        ))}
      </ol>
      <PanelBody
        // Another payout is another panel, even where both say the same: no page of one stays in the other.
        panelKey={`${content.panelKey} ${payoutId}`}
        stepText={step ? fillMessage(messages.stepAnnouncement, { number: current + 1, count: 3, step }) : ''}
        title={content.title}
      >
        {renderPanel ? renderPanel(state, own) : own}
      </PanelBody>
      {session && payout.error ? (
        <output className="df-foot">
          <PanelIcon name="warn" />
          <span>{messages.outOfDate}</span>
          <button type="button" className="df-link" onClick={payout.refetch}>
            {messages.tryAgain}
          </button>
        </output>
      ) : (
        footer !== null && (
          <div className="df-foot">
            {footer ?? (
              <>
                <PanelIcon name="lock" />
                <span>{messages.footer}</span>
              </>
            )}
          </div>
        )
      )}
    </section>
  );
}
