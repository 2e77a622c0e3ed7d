import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { bePaid, newPerson, wrongsOf } from '../instances/browsers.ts';
import { startFleet } from '../instances/fleet.ts';
import type { Fleet } from '../instances/fleet.ts';
import { startWeather } from '../instances/weather.ts';
import { inTurns } from './in-turns.ts';

let fleet: Fleet;
afterEach(async () => fleet.close());

const PAYOUTS = 500;
/** How many people are at it at the same time. */
const AT_ONCE = 40;

describe('four processes on one Postgres', { timeout: 3_600_000 }, () => {
  it(`pay ${PAYOUTS} people once while Postgres is cut off every 5 to 10 seconds`, async () => {
    fleet = await startFleet({ size: 4, speed: 10, durable: true });
    const stopWeather = startWeather(fleet.emulator, 500);
    let cuts = 0;
    let isOver = false;
    const cutting = (async () => {
      for (;;) {
        await wait(5_000 + Math.random() * 5_000);
        if (isOver) return;
        await fleet.postgres.restart();
        cuts += 1;
      }
    })();
    const persons = Array.from({ length: PAYOUTS }, () => newPerson());
    const startedAtMs = Date.now();
    await inTurns(persons, AT_ONCE, (person) => bePaid(fleet, person, { giveUpAfterMs: 1_200_000 }));
    isOver = true;
    await cutting;
    stopWeather();
    process.stdout.write(
      `${PAYOUTS} payouts in ${Math.round((Date.now() - startedAtMs) / 1_000)} s, ${cuts} restarts of Postgres\n`,
    );
    expect(wrongsOf(fleet.emulator, persons)).toEqual([]);
    expect(fleet.workers()).toHaveLength(4);
    expect(cuts).toBeGreaterThan(1);
  });
});
