import type { DemoWorker } from '../wire/earnings.ts';
import { DEMO_WEEKS } from './demo-jobs.ts';
import type { JobPattern } from './demo-jobs.ts';

/** How far a demo worker got before the playground started. */
export type DemoPast =
  /** Never heard of Dots. */
  | 'none'
  /** Verified, and paid before. */
  | 'paid-before'
  /** Verified and paid before; now Dots looks at the account. */
  | 'in-review'
  /** Verified and paid before; the transfer of the newest payout failed. */
  | 'transfer-failed';

export interface DemoWorkerPlan extends DemoWorker {
  readonly lastName: string;
  readonly past: DemoPast;
  /** Weeks that can be collected, the newest first, as weeks before the current one. */
  readonly openWeeks: readonly DemoWeekPlan[];
  /** Weeks that were paid before the playground started. */
  readonly paidWeeks: readonly DemoWeekPlan[];
  readonly currentWeek: readonly JobPattern[];
}

export interface DemoWeekPlan {
  readonly weeksAgo: number;
  readonly jobs: readonly JobPattern[];
}

/** The people somebody who tries the playground can be. All of them are made up. */
export const DEMO_WORKERS: readonly DemoWorkerPlan[] = [
  {
    workerId: 'maya',
    firstName: 'Maya',
    lastName: 'Demo',
    phoneNumber: '4155550134',
    situation: 'Her first payout: verifies once, then withdraws.',
    past: 'none',
    openWeeks: [{ weeksAgo: 1, jobs: DEMO_WEEKS.courier }],
    paidWeeks: [],
    currentWeek: DEMO_WEEKS.short,
  },
  {
    workerId: 'leo',
    firstName: 'Leo',
    lastName: 'Demo',
    phoneNumber: '4155550161',
    situation: 'Was paid before: goes straight to his money.',
    past: 'paid-before',
    openWeeks: [
      { weeksAgo: 1, jobs: DEMO_WEEKS.handywork },
      { weeksAgo: 2, jobs: DEMO_WEEKS.short },
    ],
    paidWeeks: [{ weeksAgo: 3, jobs: DEMO_WEEKS.courier }],
    currentWeek: DEMO_WEEKS.short,
  },
  {
    workerId: 'ines',
    firstName: 'Ines',
    lastName: 'Demo',
    phoneNumber: '4155550187',
    situation: 'Her payout is under review at Dots.',
    past: 'in-review',
    openWeeks: [{ weeksAgo: 1, jobs: DEMO_WEEKS.pets }],
    paidWeeks: [{ weeksAgo: 2, jobs: DEMO_WEEKS.short }],
    currentWeek: DEMO_WEEKS.pets,
  },
  {
    workerId: 'sam',
    firstName: 'Sam',
    lastName: 'Demo',
    phoneNumber: '4155550152',
    situation: 'His transfer did not go through: tries again.',
    past: 'transfer-failed',
    openWeeks: [{ weeksAgo: 1, jobs: DEMO_WEEKS.courier }],
    paidWeeks: [{ weeksAgo: 2, jobs: DEMO_WEEKS.short }],
    currentWeek: DEMO_WEEKS.short,
  },
];
