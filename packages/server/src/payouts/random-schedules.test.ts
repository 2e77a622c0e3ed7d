import { describe, expect, it } from 'vitest';
import { AMOUNT_CENTS } from '../../test/payouts/payout-harness.ts';
import { runSchedule } from '../../test/payouts/random-schedules.ts';

const FIRST_SEED = Number(process.env['SCHEDULE_SEED'] ?? 1);
const SCHEDULES = Number(process.env['SCHEDULES'] ?? 150);

/** What is wrong with the end of a schedule. That at most one transfer counts is checked at every step of it. */
async function judge(seed: number): Promise<string | null> {
  const { person, harness } = await runSchedule(seed);
  const live = harness.paid().filter(({ status }) => !['failed', 'canceled', 'reversed'].includes(status));
  await harness.close();
  const paidCents = live.reduce((sum, { amountCents }) => sum - amountCents, 0);
  switch (person.last.stage) {
    case 'completed':
      return paidCents === AMOUNT_CENTS ? null : `paid ${paidCents}`;
    case 'failed':
      return paidCents === 0 ? null : `failed, and paid ${paidCents}`;
    case 'held':
      return person.last.reason === 'needs-operator' ? null : 'held for ever';
    default:
      return `never ended: ${person.stages.join(', ')}`;
  }
}

describe('random schedules', () => {
  it(`pay once or not at all, and end (seeds ${FIRST_SEED} to ${FIRST_SEED + SCHEDULES - 1})`, async () => {
    const bad: string[] = [];
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
      const verdict = await judge(seed).catch((error: unknown) => String(error));
      if (verdict !== null) bad.push(`seed ${seed}: ${verdict}`);
    }
    expect(bad).toEqual([]);
  }, 600_000);
});
