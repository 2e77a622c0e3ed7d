import { describe, expect, it } from 'vitest';
import { DEMO_WORKERS } from './demo-workers.ts';
import { createEarningsBook } from './earnings-book.ts';

// A Wednesday in the middle of the day.
const NOW = new Date('2026-03-18T12:30:00Z');
const book = createEarningsBook(DEMO_WORKERS, () => NOW);

describe('createEarningsBook', () => {
  it('pays a week from Monday to Sunday, and exactly what its jobs add up to', () => {
    const [payout] = book.payoutsOf('maya');
    expect(payout).toMatchObject({
      payoutId: 'maya-2026-03-09',
      firstDay: '2026-03-09',
      lastDay: '2026-03-15',
      amountCents: 24_850,
    });
    const sum = payout?.jobs.reduce((cents, job) => cents + job.payCents + job.tipCents, 0);
    expect(sum).toBe(payout?.amountCents);
    expect(payout?.jobs.every(({ finishedAt }) => finishedAt >= '2026-03-09' && finishedAt < '2026-03-16')).toBe(true);
  });

  it("does not find somebody else's payout", () => {
    expect(book.findPayout('maya-2026-03-09', 'maya')).not.toBeNull();
    expect(book.findPayout('maya-2026-03-09', 'leo')).toBeNull();
    expect(book.findPayout('maya-1999-01-04', 'maya')).toBeNull();
  });

  it('keeps jobs of the current week that are still to come out of the list', () => {
    expect(book.currentWeekOf('maya').map(({ finishedAt }) => finishedAt)).toEqual([
      '2026-03-17T10:45:00.000Z',
      '2026-03-16T19:05:00.000Z',
      '2026-03-16T12:10:00.000Z',
    ]);
    expect(book.nextPayoutDay()).toBe('2026-03-23');
  });

  it('gives payouts the same ids when the week turns while it runs', () => {
    let now = NOW;
    const long = createEarningsBook(DEMO_WORKERS, () => now);
    const before = long.payoutsOf('leo').map(({ payoutId }) => payoutId);
    now = new Date('2026-03-24T09:00:00Z');
    expect(long.payoutsOf('leo').map(({ payoutId }) => payoutId)).toEqual(before);
  });

  it('counts a Sunday to the week that began on the Monday before', () => {
    const sunday = createEarningsBook(DEMO_WORKERS, () => new Date('2026-03-22T23:59:00Z'));
    expect(sunday.payoutsOf('maya')[0]?.payoutId).toBe('maya-2026-03-09');
  });
});
