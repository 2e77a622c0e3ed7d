import { useState } from 'react';
import type { ReactElement } from 'react';
import type { FinishedJob } from '../../wire/earnings.ts';
import { jobCount, longDay, money } from '../earnings/format.ts';
import { byDay, sumOfJobs } from '../earnings/payout-sums.ts';
import { JobRow } from './JobRow.tsx';

/** About a week: what somebody may still want to check. */
const DAYS_AT_FIRST = 6;

/** Every finished job, newest first, day by day. */
export function JobDays({ jobs }: { readonly jobs: readonly FinishedJob[] }): ReactElement {
  const [isWhole, setIsWhole] = useState(false);
  const days = byDay(jobs);
  return (
    <section className="panel jobs" aria-label="Finished jobs">
      <h2 className="panel-title">Finished jobs</h2>
      {days.slice(0, isWhole ? days.length : DAYS_AT_FIRST).map(({ day, jobs: jobsOfDay }) => (
        <section key={day} className="day" aria-label={longDay(day)}>
          <h3 className="day-title">
            <span>{longDay(day)}</span>
            <span>{money(sumOfJobs(jobsOfDay))}</span>
          </h3>
          <ul className="rows">
            {jobsOfDay.map((job) => (
              <JobRow key={job.jobId} job={job} />
            ))}
          </ul>
        </section>
      ))}
      {!isWhole && days.length > DAYS_AT_FIRST && (
        <button type="button" className="more" onClick={() => setIsWhole(true)}>
          Show all {jobCount(jobs.length)}
        </button>
      )}
    </section>
  );
}
