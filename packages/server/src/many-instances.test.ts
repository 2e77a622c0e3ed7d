import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { advance, bePaid, finishOnboarding, newPerson, wrongsOf } from '../test/instances/browsers.ts';
import type { Person } from '../test/instances/browsers.ts';
import { newerSession, waitForNewer } from '../test/instances/listeners.ts';
import { startFleet } from '../test/instances/fleet.ts';
import type { Fleet, Worker } from '../test/instances/fleet.ts';
import { startWeather } from '../test/instances/weather.ts';
import { isLong } from '../test/is-long.ts';
import { change } from '../test/store/store-bench.ts';
import { CRASH_POINTS } from './payouts/crash-points.ts';
import type { CrashPointName } from './payouts/crash-points.ts';
import { postgresStore } from './store/postgres-store.ts';

const HANGS_MS = 120_000;

/** The points around the money; at full length all of them. */
const DEATHS: readonly CrashPointName[] = isLong
  ? (Object.keys(CRASH_POINTS) as CrashPointName[])
  : ['CP11', 'CP12', 'CP13', 'CP14', 'CP15'];

const MOST_PEOPLE = isLong ? 2_000 : 120;

describe('four processes on one Postgres', () => {
  it(
    'pay everybody once while they are killed at the crash points and Dots has bad days',
    async () => {
      const fleet = await startFleet({ size: 4, speed: 20, deaths: DEATHS });
      try {
        const stopWeather = startWeather(fleet.emulator, 150);
        const persons: Person[] = [];
        // Some points are only come to when something else went wrong: people come until somebody died at each of them.
        const queues = Array.from({ length: 12 }, async () => {
          do {
            const person = newPerson();
            persons.push(person);
            await bePaid(fleet, person, { giveUpAfterMs: 600_000 });
          } while (fleet.living().length > 0 && persons.length < MOST_PEOPLE);
        });
        await Promise.all(queues);
        stopWeather();
        expect(fleet.living()).toEqual([]);
        expect(wrongsOf(fleet.emulator, persons)).toEqual([]);
      } finally {
        await fleet.close();
      }
    },
    isLong ? 1_800_000 : 600_000,
  );
});

describe('several processes on one Postgres', { timeout: HANGS_MS }, () => {
  let fleet: Fleet;
  beforeAll(async () => {
    fleet = await startFleet({ size: 0 });
  }, HANGS_MS);
  afterEach(async () => {
    fleet.emulator.faults.clear();
    for (const worker of fleet.workers()) await fleet.drain(worker);
  });
  afterAll(async () => fleet.close());

  it('hear on one instance at once what another one did', async () => {
    const actor = await fleet.start({ crashAt: [] });
    // Its own clock all but stands still, so that nothing but a word from Postgres can wake it.
    const listener = await fleet.start({ crashAt: [], clock: { startMs: Date.now(), speed: 0.0001 }, sweeps: false });
    expect(await newestHeardBy(listener, actor)).toBe('newer');
  });

  it('find by polling what nobody told them', async () => {
    const actor = await fleet.start({ crashAt: [], notify: false });
    const listener = await fleet.start({ crashAt: [], notify: false, sweeps: false });
    expect(await newestHeardBy(listener, actor)).toBe('newer');
  });

  /** What a long poll and an event stream of this worker come to, when another one brings the payout on. */
  async function newestHeardBy(listener: Worker, actor: Worker) {
    const person = newPerson();
    const opened = await advance(actor, person);
    if (opened?.stage !== 'onboarding') throw new Error('The payout did not open.');
    const heard = Promise.all([
      waitForNewer(listener, person, opened.version),
      newerSession(listener, person, opened.version),
    ]);
    let isHeard = false;
    void heard.finally(() => (isHeard = true));
    finishOnboarding(fleet.emulator, person, opened.flow.flowId);
    expect((await advance(actor, person))?.stage).toBe('withdrawing');
    // Whoever was not listening yet hears of one of the next changes.
    while (!isHeard) await Promise.race([heard, commitNote(person).then(() => wait(500))]);
    return (await heard).every(({ version }) => version > opened.version) ? 'newer' : 'older';
  }

  async function commitNote({ payoutId }: Person) {
    const store = postgresStore(fleet.pool, { schema: fleet.schema });
    const bundle = await store.readSession({ reference: payoutId });
    if (bundle !== null) await store.commit(change(bundle));
  }

  describe('when one is told to end', () => {
    /** People whose money can be sent, and Dots so slow that the end comes in the middle of it. */
    async function readyToPay(count: number) {
      const opener = await fleet.start({ crashAt: [], sweeps: false });
      const persons = Array.from({ length: count }, () => newPerson());
      for (const person of persons) {
        const opened = await advance(opener, person);
        if (opened?.stage === 'onboarding') finishOnboarding(fleet.emulator, person, opened.flow.flowId);
      }
      fleet.emulator.requests.clear();
      fleet.emulator.faults.add({ path: '/v2/**', count: null, effect: { kind: 'latency', ms: 400 } });
      return persons;
    }
    const reads = () => new Set(fleet.emulator.requests.list().map(({ path }) => path)).size;
    async function leases() {
      const { rows } = await fleet.pool.query(
        `select reference, phase from ${fleet.schema}.session
          where lease_until_ms > extract(epoch from clock_timestamp()) * 1000`,
      );
      return rows as unknown[];
    }

    it('answers the requests it has begun, lets listeners go, and leaves no lease behind', async () => {
      const persons = await readyToPay(12);
      const leaving = await fleet.start({ crashAt: [], sweeps: false });
      const [first = newPerson()] = persons;
      const stream = newerSession(leaving, first, 1_000).catch(() => 'cut');
      const poll = waitForNewer(leaving, first, 1_000).catch(() => 'cut');
      const answers = persons.map((person) => advance(leaving, person));
      await expect.poll(reads, { timeout: 60_000 }).toBeGreaterThanOrEqual(persons.length);
      expect(await fleet.drain(leaving)).toBe(0);
      expect(await leases()).toEqual([]);
      expect((await Promise.all(answers)).map((answer) => answer?.stage)).toEqual(persons.map(() => 'withdrawing'));
      expect(await stream).toBe('cut');
      expect(await poll).toMatchObject({ payoutId: first.payoutId });
      expect(wrongsOf(fleet.emulator, persons)).toEqual([]);
    });

    it('ends the steps of its sweep and gives back what it has not begun', async () => {
      const persons = await readyToPay(12);
      await fleet.pool.query(`update ${fleet.schema}.session set next_at_ms = 0 where phase = 'ONBOARDING'`);
      const leaving = await fleet.start({ crashAt: [] });
      await expect.poll(reads, { timeout: 60_000 }).toBeGreaterThan(0);
      expect(await fleet.drain(leaving)).toBe(0);
      expect(await leases()).toEqual([]);
      fleet.emulator.faults.clear();
      await fleet.start({ crashAt: [] });
      await Promise.all(persons.map((person) => bePaid(fleet, person, { giveUpAfterMs: 120_000 })));
      expect(wrongsOf(fleet.emulator, persons)).toEqual([]);
    });
  });
});
