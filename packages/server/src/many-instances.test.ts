import { afterEach, describe, expect, it } from 'vitest';
import { bePaid, newPerson, wrongsOf } from '../test/instances/browsers.ts';
import { startFleet } from '../test/instances/fleet.ts';
import type { Fleet } from '../test/instances/fleet.ts';
import { startWeather } from '../test/instances/weather.ts';
import { isLong } from '../test/is-long.ts';
import { CRASH_POINTS } from './payouts/crash-points.ts';
import type { CrashPointName } from './payouts/crash-points.ts';

let fleet: Fleet;
afterEach(async () => fleet.close());

/** The points around the money; at full length all of them. */
const DEATHS: readonly CrashPointName[] = isLong
  ? (Object.keys(CRASH_POINTS) as CrashPointName[])
  : ['CP9', 'CP10b', 'CP11', 'CP12', 'CP13', 'CP14', 'CP15', 'CP22'];

describe('four processes on one Postgres', { timeout: 900_000 }, () => {
  it('pay everybody once while they are killed at the crash points and Dots has bad days', async () => {
    fleet = await startFleet({ size: 4, speed: 20, deaths: DEATHS });
    const stopWeather = startWeather(fleet.emulator, 150);
    const persons = Array.from({ length: 24 }, () => newPerson());
    await Promise.all(persons.map((person) => bePaid(fleet, person, { giveUpAfterMs: 600_000 })));
    stopWeather();
    expect(wrongsOf(fleet.emulator, persons)).toEqual([]);
    expect(new Set(fleet.deaths())).toEqual(new Set(DEATHS));
  });
});
