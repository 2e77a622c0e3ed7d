import type { DemoWorkerPlan } from '../../src/server/demo-workers.ts';

/** Amounts that no payout may have, by the week in which they come up. */
export const ODD_AMOUNTS = [0, -5, 1.5, Number.NaN, 2 ** 53] as const;

/** Somebody whose books are broken: every week adds up to an amount that must never reach Dots. */
export const ODD_WORKER: DemoWorkerPlan = {
  workerId: 'odd',
  firstName: 'Odd',
  lastName: 'Demo',
  phoneNumber: '4155550199',
  situation: 'The books are broken.',
  past: 'none',
  openWeeks: ODD_AMOUNTS.map((amountCents, index) => ({
    weeksAgo: index + 1,
    jobs: [{ day: 0, time: '12:00', title: 'Broken job', place: 'Nowhere', payCents: amountCents, tipCents: 0 }],
  })),
  paidWeeks: [],
  currentWeek: [],
};
