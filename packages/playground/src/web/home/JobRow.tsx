import type { ReactElement } from 'react';
import type { FinishedJob } from '../../wire/earnings.ts';
import { money, timeOfDay } from '../earnings/format.ts';
import { jobCents } from '../earnings/payout-sums.ts';

/** One finished job: what, where, when, for how much. */
export function JobRow({ job }: { readonly job: FinishedJob }): ReactElement {
  return (
    <li className="row">
      <span className="row-words">
        <span className="row-title">{job.title}</span>
        <span className="row-note">
          {job.place}, {timeOfDay(job.finishedAt)}
        </span>
      </span>
      <span className="row-amount">
        {money(jobCents(job))}
        {job.tipCents > 0 && <span className="row-tip">{money(job.tipCents)} tip</span>}
      </span>
    </li>
  );
}
