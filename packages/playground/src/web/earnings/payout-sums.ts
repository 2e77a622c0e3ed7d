import type { FinishedJob, Payout } from '../../wire/earnings.ts';

export const jobCents = (job: FinishedJob): number => job.payCents + job.tipCents;

export const sumOfJobs = (jobs: readonly FinishedJob[]): number => jobs.reduce((sum, job) => sum + jobCents(job), 0);

export const isCollected = (payout: Payout): boolean => payout.status === 'paid';

export const sumOfPayouts = (payouts: readonly Payout[]): number =>
  payouts.reduce((sum, payout) => sum + payout.amountCents, 0);

interface DayOfJobs {
  readonly day: string;
  readonly jobs: readonly FinishedJob[];
}

/** Jobs by their day, in the order in which they come. */
export function byDay(jobs: readonly FinishedJob[]): readonly DayOfJobs[] {
  const days = new Map<string, FinishedJob[]>();
  for (const job of jobs) {
    const day = job.finishedAt.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), job]);
  }
  return [...days].map(([day, jobsOfDay]) => ({ day, jobs: jobsOfDay }));
}
