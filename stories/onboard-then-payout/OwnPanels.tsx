import type { PayoutPanelName, PayoutPanelState } from '@dots-flows/react/onboard-then-payout';
import type { ReactNode } from 'react';

/** A host's own last panel. */
export function Receipt({ amountText, payoutId }: Pick<PayoutPanelState, 'amountText' | 'payoutId'>) {
  return (
    <div className="story-receipt">
      <h3 data-df-heading="" tabIndex={-1}>
        Thank you, Maya
      </h3>
      <dl>
        <div>
          <dt>Payout</dt>
          <dd>{payoutId}</dd>
        </div>
        <div>
          <dt>Amount</dt>
          <dd>{amountText}</dd>
        </div>
        <div>
          <dt>Next payout</dt>
          <dd>Monday</dd>
        </div>
      </dl>
      <a className="df-button" href="#earnings">
        See your earnings
      </a>
    </div>
  );
}

/** The usual panel, and a line of the host where somebody waits for an answer. */
export function ReviewHours({ panel, children }: { readonly panel: PayoutPanelName; readonly children: ReactNode }) {
  if (panel !== 'held') return children;
  return (
    <div className="story-with-note">
      {children}
      <p dir="auto">Our team answers on weekdays from 9 to 6.</p>
    </div>
  );
}
