import type { Fault } from '@dots-flows/emulator';
import { CRASH_POINTS } from '../../src/payouts/crash-points.ts';
import type { CrashPointName } from '../../src/payouts/crash-points.ts';
import { copyMemoryDatabase } from '../../src/store/memory-database.ts';
import { bePatient } from './patient-person.ts';
import type { PersonReport } from './patient-person.ts';
import { createHarness } from './payout-harness.ts';
import type { Harness } from './payout-harness.ts';

const POINTS = Object.keys(CRASH_POINTS) as CrashPointName[];
const PATHS = ['/v2/transfers', '/v2/transfers/*', '/v2/flows', '/v2/flows/*', '/v2/users/*'];

/** mulberry32: small, even enough, and the same everywhere. */
export function seededFractions(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface ScheduleReport {
  readonly person: PersonReport;
  readonly harness: Harness;
}

/** One payout under a random mixture of crashes, faults, lags and restores; the same seed gives the same run. */
export async function runSchedule(seed: number): Promise<ScheduleReport> {
  const fraction = seededFractions(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(fraction() * items.length)] as T;
  const chance = (share: number) => fraction() < share;
  let ids = 0;
  const randomness = {
    fraction,
    id: () => `session-${seed}-${(ids += 1)}`,
  };
  const harness = await createHarness({
    emulator: { seed },
    flows: { allowNewAttempt: () => true, onNotice: () => undefined },
  });
  const { world, faults, clock } = harness.emulator;
  if (chance(0.3)) world.settings.listLagMs = Math.floor(fraction() * 300_000);
  if (chance(0.3)) world.settings.usedKeyStatus = pick([400, 409, 422]);
  if (chance(0.3))
    world.transferScript.plan({
      status: pick(['pending', 'created', 'flagged', 'failed', 'canceled']),
      type: 'balance',
    });
  const settle = () => {
    clock.after(90_000, settle);
    for (const { id, status } of harness.paid())
      if (['pending', 'created', 'flagged'].includes(status))
        world.transfers.moveTo(id, chance(0.8) ? 'completed' : 'failed');
  };
  clock.after(90_000, settle);
  for (let count = Math.floor(fraction() * 6); count > 0; count--) faults.add(randomFault(pick, fraction));

  const instance = () => {
    const one = harness.instance({ randomness });
    for (let count = Math.floor(fraction() * 2.2); count > 0; count--)
      one.crashAt(pick(POINTS), Math.floor(fraction() * 3));
    return one;
  };
  // One person, however often the Flow is made anew: the same phone is the same Dots user.
  const finish = harness.finishOnboarding.bind(harness);
  let userId: string | undefined;
  harness.finishOnboarding = (flowId) => {
    userId = finish(flowId, userId);
    return userId;
  };
  let backup = copyMemoryDatabase(harness.database);
  let lives = 0;
  const person = await bePatient(harness, {
    first: instance(),
    replace() {
      lives += 1;
      // Sometimes what dies takes the newest rows with it: the store comes back from a copy made a moment ago.
      if (chance(0.15) && lives < 4) harness.database = backup;
      return lives < 6 ? instance() : harness.instance({ randomness });
    },
    patienceMs: 3 * 60 * 60_000,
    stepMs: pick([1_000, 5_000, 20_000]),
    retries: true,
    webhooks: chance(0.6),
    onStep() {
      if (chance(0.1)) backup = copyMemoryDatabase(harness.database);
    },
  });
  return { person, harness };
}

function randomFault(pick: <T>(items: readonly T[]) => T, fraction: () => number): Fault {
  const path = pick(PATHS);
  const method = path.includes('*') ? 'GET' : pick(['GET', 'POST', 'POST']);
  const effect = pick<Fault['effect']>([
    { kind: 'lost-response' },
    { kind: 'late', delayMs: Math.floor(fraction() * 85_000) },
    { kind: 'refused' },
    { kind: 'truncated' },
    { kind: 'error', status: 500 },
    { kind: 'error', status: 503, headers: { 'retry-after': '20' } },
    { kind: 'error', status: 429 },
    { kind: 'error', status: 400, errorCode: 'invalid-input' },
    { kind: 'error', status: 401 },
    { kind: 'error', status: 200, body: 'nonsense' },
  ]);
  return { method, path, effect, count: pick([1, 1, 2, 5]), skip: Math.floor(fraction() * 4) };
}
