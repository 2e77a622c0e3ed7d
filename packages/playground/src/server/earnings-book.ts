import type { DemoWorker, FinishedJob } from '../wire/earnings.ts';
import { isoDay, jobsOfWeek, mondayOf } from './demo-jobs.ts';
import type { DemoWeekPlan, DemoWorkerPlan } from './demo-workers.ts';

/** A week of work that is paid out as one. */
export interface BookedPayout {
  readonly payoutId: string;
  readonly workerId: string;
  readonly firstDay: string;
  readonly lastDay: string;
  /** The sum of its jobs. The only place where an amount comes from. */
  readonly amountCents: number;
  readonly jobs: readonly FinishedJob[];
}

/** The platform's own books: who worked when, and what is owed for it. */
export interface EarningsBook {
  readonly workers: readonly DemoWorker[];
  findWorker(workerId: string): DemoWorker | null;
  /** Newest first. */
  payoutsOf(workerId: string): readonly BookedPayout[];
  /** `null` for an unknown payout and for somebody else's alike. */
  findPayout(payoutId: string, workerId: string): BookedPayout | null;
  /** Finished jobs of the current week, newest first. */
  currentWeekOf(workerId: string): readonly FinishedJob[];
  /** The day on which the current week becomes a payout. */
  nextPayoutDay(): string;
}

/** Writes the books for some workers. Weeks are counted back from the given moment, so the demo never looks stale. */
export function createEarningsBook(plans: readonly DemoWorkerPlan[], now: () => Date): EarningsBook {
  // Fixed at the start: a payout must not change its id when the week turns while the playground runs.
  const startedAt = now();

  const bookWeek = (plan: DemoWorkerPlan, { weeksAgo, jobs: pattern }: DemoWeekPlan): BookedPayout => {
    const monday = mondayOf(startedAt, -weeksAgo);
    const sunday = new Date(monday);
    sunday.setUTCDate(sunday.getUTCDate() + 6);
    const jobs = jobsOfWeek(plan.workerId, monday, pattern);
    return {
      payoutId: `${plan.workerId}-${isoDay(monday)}`,
      workerId: plan.workerId,
      firstDay: isoDay(monday),
      lastDay: isoDay(sunday),
      amountCents: jobs.reduce((sum, job) => sum + job.payCents + job.tipCents, 0),
      jobs,
    };
  };

  const payouts = new Map(
    plans.map((plan) => [plan.workerId, [...plan.openWeeks, ...plan.paidWeeks].map((week) => bookWeek(plan, week))]),
  );
  const workers = plans.map(({ workerId, firstName, situation, phoneNumber }) => ({
    workerId,
    firstName,
    situation,
    phoneNumber,
  }));

  return {
    workers,
    findWorker: (workerId) => workers.find((worker) => worker.workerId === workerId) ?? null,
    payoutsOf: (workerId) => payouts.get(workerId) ?? [],
    findPayout: (payoutId, workerId) => payouts.get(workerId)?.find((payout) => payout.payoutId === payoutId) ?? null,
    currentWeekOf(workerId) {
      const plan = plans.find((candidate) => candidate.workerId === workerId);
      if (!plan) return [];
      const nowIso = now().toISOString();
      return jobsOfWeek(workerId, mondayOf(startedAt, 0), plan.currentWeek).filter((job) => job.finishedAt <= nowIso);
    },
    nextPayoutDay: () => isoDay(mondayOf(startedAt, 1)),
  };
}
