import { postgresStore } from '@dots-flows/server/postgres';
import type { DotsFlows, Store } from '@dots-flows/server';
import { SectionBuilder } from '../measurement.ts';
import type { Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import { median } from '../statistics.ts';
import { withPostgres } from './bench-postgres.ts';
import type { BenchPostgres } from './bench-postgres.ts';
import { timesPerSecond } from './callers.ts';
import { instantDots } from './instant-dots.ts';
import { runPayout, startPayouts } from './payout-work.ts';

const SIZES = [1, 2, 4, 8, 16, 32];
const CALLERS = 8;
const PAYOUTS = 160;
const ROUNDS = 3;
const IDLE_MS = 6_000;

interface Fleet {
  readonly instances: readonly DotsFlows[];
  /** Statements and transactions that the instances began so far. */
  readonly trips: () => number;
  stop(): Promise<void>;
}

/** Instances that share nothing but the database: pools, sweepers and listeners of their own. */
async function startFleet(postgres: BenchPostgres, size: number): Promise<Fleet> {
  let trips = 0;
  const api = instantDots();
  const stores: Store[] = [];
  const instances = Array.from({ length: size }, () => {
    // The callers' share, one for the listener, one for the sweeper: the fleet as a whole has about as many at any size.
    const pool = postgres.newPool(Math.ceil(CALLERS / size) + 2);
    pool.on('acquire', () => (trips += 1));
    const store = postgresStore(pool);
    stores.push(store);
    return startPayouts(store, api);
  });
  for (const instance of instances) {
    instance.start();
    await runPayout(instance);
  }
  return {
    instances,
    trips: () => trips,
    async stop() {
      await Promise.all(instances.map((instance) => instance.stop()));
      await Promise.all(stores.map((store) => store.close()));
    },
  };
}

/** How the cost of a payout grows with the number of server instances that share one Postgres. */
export async function measureInstanceGrowth(): Promise<Section> {
  const columns = ['instances', 'ms/payout', 'against 1', 'trips/payout', 'idle trips/s', 'per instance'];
  const section = new SectionBuilder('Cost by the number of instances on one Postgres', columns)
    .note(`Payouts up to the link, ${CALLERS} callers, spread over the instances; all in one process on one database.`)
    .note('"trips": statements and transactions that went to the database; idle: sweepers and nothing else.');
  await withPostgres(async (postgres) => {
    let single = Number.NaN;
    for (const size of SIZES) {
      const fleet = await startFleet(postgres, size);
      const { msPerPayout, tripsPerPayout } = await runFleet(fleet);
      const before = fleet.trips();
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      const idlePerSecond = (fleet.trips() - before) / (IDLE_MS / 1000);
      await fleet.stop();
      if (size === 1) single = msPerPayout;
      section
        .row(
          String(size),
          formatNumber(msPerPayout),
          `${formatNumber(msPerPayout / single)}x`,
          formatNumber(tripsPerPayout),
          formatNumber(idlePerSecond),
          formatNumber(idlePerSecond / size),
        )
        .measure(`server/instances/${size}/time`, msPerPayout / single, 'x')
        .measure(`server/instances/${size}/idle`, idlePerSecond / size, 'trips/s/instance');
    }
  });
  return section.build();
}

async function runFleet({ instances, trips }: Fleet): Promise<{ msPerPayout: number; tripsPerPayout: number }> {
  const times: number[] = [];
  const before = trips();
  let turn = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const perSecond = await timesPerSecond({
      callers: CALLERS,
      times: PAYOUTS,
      work: () => {
        const instance = instances[(turn += 1) % instances.length];
        return instance ? runPayout(instance) : Promise.resolve();
      },
    });
    times.push(1000 / perSecond);
  }
  return { msPerPayout: median(times), tripsPerPayout: (trips() - before) / (ROUNDS * PAYOUTS) };
}
