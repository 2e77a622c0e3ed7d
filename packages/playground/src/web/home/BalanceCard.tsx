import type { ReactElement } from 'react';
import type { Payout } from '../../wire/earnings.ts';
import { dayRange, jobCount, money } from '../earnings/format.ts';
import { sumOfPayouts } from '../earnings/payout-sums.ts';
import { Link } from '../routing/Link.tsx';
import { payoutPath } from '../routing/route-store.ts';

interface BalanceCardProps {
  /** Newest first. */
  readonly open: readonly Payout[];
  readonly collected: readonly Payout[];
}

/** The number that matters, and the one thing to do about it. */
export function BalanceCard({ open, collected }: BalanceCardProps): ReactElement {
  const [next] = open;
  return (
    <section className="balance" aria-labelledby="balance-label">
      <h2 id="balance-label" className="balance-label">
        Ready to collect
      </h2>
      <p className="balance-amount">{money(sumOfPayouts(open))}</p>
      {next ? (
        <>
          <p className="balance-note">
            {open.length === 1
              ? `${jobCount(next.jobs.length)}, ${dayRange(next.firstDay, next.lastDay)}`
              : `${open.length} payouts, the newest for ${dayRange(next.firstDay, next.lastDay)}`}
          </p>
          <Link className="button button-large" href={payoutPath(next.payoutId)}>
            {next.status === 'ready' ? `Collect ${money(next.amountCents)}` : 'Continue your payout'}
          </Link>
        </>
      ) : (
        <p className="balance-note">You have collected {money(sumOfPayouts(collected))} so far. Well earned.</p>
      )}
    </section>
  );
}
