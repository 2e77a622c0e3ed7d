import type { FinishedJob } from '../wire/earnings.ts';

/** A job as it recurs in a demo week: which day (0 is Monday), when, what, where, for how much. */
export interface JobPattern {
  readonly day: number;
  readonly time: string;
  readonly title: string;
  readonly place: string;
  readonly payCents: number;
  readonly tipCents: number;
}

const job = (day: number, time: string, title: string, place: string, payCents: number, tipCents = 0): JobPattern => ({
  day,
  time,
  title,
  place,
  payCents,
  tipCents,
});

/** Weeks of work that a demo worker may have had. Their sums are the amounts of the payouts. */
export const DEMO_WEEKS = {
  /** 248.50 */
  courier: [
    job(0, '11:40', 'Grocery run', 'Mill Road to Harbour Street', 1480, 300),
    job(0, '18:15', 'Dinner delivery', 'Lantern Kitchen', 1125, 250),
    job(1, '12:05', 'Pharmacy pick-up', 'Elm Pharmacy', 940, 160),
    job(1, '19:30', 'Dinner delivery', 'Noodle House', 1210, 350),
    job(2, '10:20', 'Parcel round', '14 stops in Northgate', 5610),
    job(3, '12:45', 'Lunch delivery', 'Corner Deli', 890, 200),
    job(3, '17:50', 'Grocery run', 'Mill Road to Quay Lane', 1555, 400),
    job(4, '18:30', 'Dinner delivery', 'Lantern Kitchen', 1180, 300),
    job(4, '20:10', 'Dinner delivery', 'Saffron Table', 1340, 420),
    job(5, '09:30', 'Parcel round', '9 stops in Old Town', 3190),
    job(5, '13:00', 'Flower delivery', 'Petal & Stem', 1465, 500),
    job(6, '16:20', 'Grocery run', 'Mill Road to Castle View', 1585, 400),
  ],
  /** 312.75 */
  handywork: [
    job(0, '15:00', 'Shelf assembly', 'Bridge Street', 4200, 500),
    job(1, '11:30', 'Curtain rails', 'Orchard Close', 3850),
    job(2, '14:10', 'Desk assembly', 'Station Yard', 5600, 1000),
    job(4, '10:00', 'Wall mounting', 'Harbour Street', 4475),
    job(5, '12:40', 'Wardrobe assembly', 'Hill Rise', 9650, 2000),
  ],
  /** 186.20 */
  pets: [
    job(0, '08:30', 'Dog walk', 'Riverside Park', 1800, 200),
    job(1, '08:30', 'Dog walk', 'Riverside Park', 1800),
    job(2, '18:00', 'Cat visit', 'Linden Court', 2250, 300),
    job(3, '08:30', 'Dog walk', 'Riverside Park', 1800, 200),
    job(5, '10:00', 'Day sitting', 'Meadow Lane', 8470, 1800),
  ],
  /** 94.60 */
  short: [
    job(0, '12:10', 'Lunch delivery', 'Corner Deli', 890, 200),
    job(0, '19:05', 'Dinner delivery', 'Noodle House', 1210, 300),
    job(1, '10:45', 'Parcel round', '11 stops in Westfield', 3760),
    job(2, '17:35', 'Grocery run', 'Mill Road to Quay Lane', 1550, 350),
    job(3, '13:20', 'Pharmacy pick-up', 'Elm Pharmacy', 1100, 100),
  ],
} satisfies Record<string, readonly JobPattern[]>;

/** The jobs of one week of a worker, newest first. */
export function jobsOfWeek(workerId: string, monday: Date, week: readonly JobPattern[]): FinishedJob[] {
  return week
    .map((pattern, index) => {
      const finishedAt = new Date(monday);
      finishedAt.setUTCDate(finishedAt.getUTCDate() + pattern.day);
      const [hours = 0, minutes = 0] = pattern.time.split(':').map(Number);
      finishedAt.setUTCHours(hours, minutes);
      return {
        jobId: `${workerId}-${isoDay(monday)}-${index}`,
        title: pattern.title,
        place: pattern.place,
        finishedAt: finishedAt.toISOString(),
        payCents: pattern.payCents,
        tipCents: pattern.tipCents,
      };
    })
    .reverse();
}

/** Midnight UTC of the Monday of the week that a moment lies in, moved by a number of weeks. */
export function mondayOf(now: Date, weeks: number): Date {
  const monday = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const sinceMonday = (monday.getUTCDay() + 6) % 7;
  monday.setUTCDate(monday.getUTCDate() - sinceMonday + weeks * 7);
  return monday;
}

/** `2026-03-09` */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
