import type { ReactElement } from 'react';
import type { Payout } from '../../wire/earnings.ts';
import { dayRange, jobCount, money } from '../earnings/format.ts';
import { Link } from '../routing/Link.tsx';
import { payoutPath } from '../routing/route-store.ts';
import { Icon } from '../shell/Icon.tsx';
import { StatusPill } from './StatusPill.tsx';

interface PayoutListProps {
  readonly title: string;
  readonly payouts: readonly Payout[];
  /** What is said when there are none. */
  readonly empty: string;
}

export function PayoutList({ title, payouts, empty }: PayoutListProps): ReactElement {
  return (
    <section className="panel" aria-label={title}>
      <h2 className="panel-title">{title}</h2>
      {payouts.length === 0 ? (
        <p className="panel-empty">{empty}</p>
      ) : (
        <ul className="rows">
          {payouts.map((payout) => (
            <li key={payout.payoutId}>
              <Link className="row row-link" href={payoutPath(payout.payoutId)}>
                <span className="row-words">
                  <span className="row-title">{dayRange(payout.firstDay, payout.lastDay)}</span>
                  <span className="row-note">
                    {jobCount(payout.jobs.length)} <StatusPill status={payout.status} />
                  </span>
                </span>
                <span className="row-amount">{money(payout.amountCents)}</span>
                <Icon name="next" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
