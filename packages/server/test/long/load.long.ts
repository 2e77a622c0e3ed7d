import { setTimeout as wait } from 'node:timers/promises';
import type { PayoutSession } from '@dots-flows/core';
import { afterEach, describe, expect, it } from 'vitest';
import { advance, finishOnboarding, finishPayout, newPerson, transfersOf, wrongsOf } from '../instances/browsers.ts';
import type { Person } from '../instances/browsers.ts';
import { startFleet } from '../instances/fleet.ts';
import type { Fleet } from '../instances/fleet.ts';
import { startBadLuck } from './bad-luck.ts';

let fleet: Fleet;
afterEach(async () => fleet.close());

const PER_SECOND = 50;
const SECONDS = 60;
const INSTANCES = 4;
const LATENCY_MS = 100;
const FAULT_SHARE = 0.01;
/** After the last payout began: what a fault holds up waits for a quiet period of 90 s, and maybe for another one. */
const PATIENCE_MS = 600_000;

describe(`${INSTANCES} instances on one Postgres`, { timeout: 1_800_000 }, () => {
  it(`make exactly ${PER_SECOND * SECONDS} transfers for ${PER_SECOND} payouts a second over ${SECONDS} s`, async () => {
    fleet = await startFleet({ size: INSTANCES, settings: { poolSize: 12 } });
    const { emulator } = fleet;
    emulator.faults.add({ path: '/v2/**', count: null, effect: { kind: 'latency', ms: LATENCY_MS } });
    const luck = startBadLuck(emulator.faults, FAULT_SHARE);

    const persons: Person[] = [];
    const trips: Trip[] = [];
    const startedAtMs = performance.now();
    for (let second = 0; second < SECONDS; second++)
      for (let place = 0; place < PER_SECOND; place++) {
        await wait(Math.max(0, startedAtMs + (second + place / PER_SECOND) * 1_000 - performance.now()));
        const person = newPerson();
        persons.push(person);
        trips.push(beginTrip(person));
      }
    const beganAllMs = performance.now() - startedAtMs;
    await Promise.all(trips.map(({ end }) => end));
    const endedAllMs = performance.now() - startedAtMs;
    luck.stop();

    report(trips, { beganAllMs, endedAllMs, faults: luck.count() });
    expect(wrongsOf(emulator, persons)).toEqual([]);
    const transfers = persons.flatMap((person) => transfersOf(emulator, person));
    expect(transfers).toHaveLength(PER_SECOND * SECONDS);
  });
});

interface Trip {
  readonly end: Promise<void>;
  /** From the end of the onboarding to the link of the payout Flow; `null` while it is not there. */
  handOverMs: number | null;
  advances: number;
}

/** One person's way, with the next browser trip as soon as there is something to do. */
function beginTrip(person: Person): Trip {
  const trip: { -readonly [Name in keyof Trip]: Trip[Name] } = {
    end: Promise.resolve(),
    handOverMs: null,
    advances: 0,
  };
  trip.end = (async () => {
    const untilMs = performance.now() + SECONDS * 1_000 + PATIENCE_MS;
    let onboardedAtMs = 0;
    for (let pauseMs = 250; performance.now() < untilMs;) {
      const session = await ask(person);
      trip.advances += 1;
      if (session?.stage === 'onboarding') {
        finishOnboarding(fleet.emulator, person, session.flow.flowId);
        onboardedAtMs = performance.now();
      } else if (session?.stage === 'withdrawing') {
        trip.handOverMs = performance.now() - onboardedAtMs;
        finishPayout(fleet.emulator, person, session.flow.flowId);
        return;
      } else {
        await wait(pauseMs);
        pauseMs = Math.min(pauseMs * 2, 4_000);
      }
    }
    throw new Error(`${person.payoutId} did not come to its payout link.`);
  })();
  return trip;
}

async function ask(person: Person): Promise<PayoutSession | null> {
  const workers = fleet.workers();
  const worker = workers[Math.floor(Math.random() * workers.length)];
  return worker === undefined ? null : advance(worker, person);
}

function report(
  trips: readonly Trip[],
  { beganAllMs, endedAllMs, faults }: { beganAllMs: number; endedAllMs: number; faults: number },
): void {
  const times = trips.map(({ handOverMs }) => handOverMs ?? Infinity).toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const lines = [
    `${trips.length} payouts over ${INSTANCES} instances, each answer of Dots after ${LATENCY_MS} ms, ${faults} faults`,
    `began within ${(beganAllMs / 1_000).toFixed(1)} s (${(trips.length / (beganAllMs / 1_000)).toFixed(1)}/s), all funded after ${(endedAllMs / 1_000).toFixed(1)} s`,
    `onboarding done to payout link: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, 99 % ${at(0.99)} ms, longest ${at(1)} ms`,
    `browser trips: ${trips.reduce((sum, { advances }) => sum + advances, 0)}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
