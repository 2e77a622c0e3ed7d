import type { ReactElement } from 'react';
import type { FinishedJob } from '../../wire/earnings.ts';
import { jobCount, longDay, money } from '../earnings/format.ts';
import { jobCents, sumOfJobs } from '../earnings/payout-sums.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

interface ThisWeekProps {
  readonly jobs: readonly FinishedJob[];
  /** ISO date. */
  readonly nextPayoutDay: string;
}

/** What has come together since Monday, day by day. */
export function ThisWeek({ jobs, nextPayoutDay }: ThisWeekProps): ReactElement {
  const centsByDay = DAYS.map((_, day) =>
    jobs
      .filter((job) => (new Date(job.finishedAt).getUTCDay() + 6) % 7 === day)
      .reduce((sum, job) => sum + jobCents(job), 0),
  );
  const most = Math.max(...centsByDay, 1);
  return (
    <section className="this-week" aria-labelledby="this-week-label">
      <h2 id="this-week-label" className="balance-label">
        This week so far
      </h2>
      <p className="this-week-amount">{money(sumOfJobs(jobs))}</p>
      <p className="balance-note">
        {jobCount(jobs.length)}, ready on {longDay(nextPayoutDay)}
      </p>
      <ol className="bars">
        {centsByDay.map((cents, index) => (
          <li key={DAYS[index]}>
            <svg className="bar" viewBox="0 0 10 40" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect className="bar-track" width="10" height="40" />
              <rect className="bar-fill" y={40 - (cents / most) * 40} width="10" height={(cents / most) * 40} />
            </svg>
            <span aria-hidden="true">{DAYS[index]}</span>
            <span className="visually-hidden">{`${DAYS[index]}: ${money(cents)}`}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
