import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Payout } from '../../wire/earnings.ts';
import { jobCount, money } from '../earnings/format.ts';
import { JobRow } from '../home/JobRow.tsx';

/** The width from which the summary has a column of its own; payout.css has the same. */
const HAS_OWN_COLUMN = '(min-width: 801px)';

/** What a payout is made of. Folded at first where there is little room, so that the card stays in view. */
export function PayoutSummary({ payout }: { readonly payout: Payout }): ReactElement {
  const [isOpenAtFirst] = useState(() => matchMedia(HAS_OWN_COLUMN).matches);
  return (
    <details className="summary fold" open={isOpenAtFirst}>
      <summary>{jobCount(payout.jobs.length)} in this payout</summary>
      <ul className="rows">
        {payout.jobs.map((job) => (
          <JobRow key={job.jobId} job={job} />
        ))}
      </ul>
      <p className="summary-total">
        <span>Total</span>
        <span>{money(payout.amountCents)}</span>
      </p>
    </details>
  );
}
