import type { FlowPayee } from '../flow-page-backend.ts';
import { formatUsd } from '../money-text.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Screen } from '../parts/Screen.tsx';
import { railOf } from '../rails.ts';

/** The payee's own page behind "Go to dashboard": balance and payout methods, to read. */
export function Dashboard({ payee, onBack }: { payee: FlowPayee; onBack: () => void }) {
  return (
    <Screen title="Your dashboard" lead={`${payee.firstName} ${payee.lastName} · ${payee.phoneMask}`} page="dashboard">
      <div className="fp-form">
        <div className="fp-balance">
          <span>Balance</span>
          <strong>{formatUsd(payee.withdrawableCents)}</strong>
        </div>
        {payee.payoutMethods.length > 0 && (
          <ul className="fp-list">
            {payee.payoutMethods.map((method) => (
              <li key={method.id} className="fp-method">
                <span className="fp-tile">
                  <Icon name={railOf(method.rail).icon} />
                </span>
                <div className="fp-method-text">
                  <p className="fp-method-name">
                    {method.description}
                    {method.isDefault && <span className="fp-tag">Default</span>}
                  </p>
                  <p className="fp-method-detail">{railOf(method.rail).label}</p>
                </div>
              </li>
            ))}
          </ul>
        )}
        <div className="fp-actions">
          <Button kind="quiet" onClick={onBack}>
            Back
          </Button>
        </div>
      </div>
    </Screen>
  );
}
