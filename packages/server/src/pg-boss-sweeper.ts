import type { DotsFlows } from './create-dots-flows.ts';

/**
 * What is needed of pg-boss (version 12): a running instance is one as it is.
 *
 * @public
 */
export interface PgBossLike {
  createQueue(name: string, options: PgBossQueueOptions): Promise<void>;
  schedule(name: string, cron: string, data?: object | null, options?: { readonly tz?: string }): Promise<void>;
  send(name: string, data: object | null, options: { readonly startAfter: number }): Promise<string | null>;
  work(
    name: string,
    options: { readonly pollingIntervalSeconds: number },
    handler: () => Promise<void>,
  ): Promise<string>;
  offWork(name: string, options: { readonly wait: boolean }): Promise<void>;
}

/** @public */
export interface PgBossQueueOptions {
  readonly policy: 'stately';
  readonly retryLimit: number;
  readonly expireInSeconds: number;
  readonly deleteAfterSeconds: number;
}

/** @public */
export interface PgBossSweeperOptions {
  /** Name of the queue. Default `dots-flows-sweep`. */
  readonly queue?: string | undefined;
  /** Pause between two sweeps of the whole fleet, in seconds. Default 5. */
  readonly everySeconds?: number | undefined;
}

/** @public */
export interface PgBossSweeper {
  /** Makes queue and schedule when they are not there, and takes part. Safe to call on every instance. */
  start(): Promise<void>;
  /** Takes no new sweep, and resolves when the one under way has ended. The schedule stays: other instances go on. */
  stop(): Promise<void>;
}

/** Longer than any sweep that makes progress; after a crash in the middle of one, the next begins this much later. */
const SWEEP_EXPIRES_SECONDS = 120;
/** A sweep every few seconds would leave thousands of finished jobs behind. */
const FINISHED_JOBS_KEPT_SECONDS = 3_600;
/** pg-boss' cron has a grain of a minute. It only starts the chain anew when it was torn. */
const EVERY_MINUTE = '* * * * *';
const SHORTEST_POLL_SECONDS = 0.5;

/**
 * Runs the sweeps of a fleet on pg-boss instead of one timer in every instance: for fleets that have pg-boss already and
 * want to see all background work in one place. One job at a time, whichever instance takes it, calls `dots.sweep()` and
 * plans its successor; a schedule of pg-boss starts the chain anew should it ever be torn. Use it instead of
 * `dots.start()`, not beside it.
 *
 * What is safe does not depend on it: leases, not jobs, keep two instances from working on one payout.
 *
 * @param dots - What `createDotsFlows` gave.
 * @param boss - A started `PgBoss` (12 or newer), with schedules not switched off.
 * @throws From `start`, what pg-boss throws.
 * @example
 * ```ts
 * import { PgBoss } from 'pg-boss';
 * import { pgBossSweeper } from '@dots-flows/server/pg-boss';
 * import type { DotsFlows } from '@dots-flows/server';
 *
 * declare const dots: DotsFlows;
 * const boss = await new PgBoss(process.env.DATABASE_URL ?? '').start();
 * const sweeper = pgBossSweeper(dots, boss);
 * await sweeper.start();
 * process.once('SIGTERM', async () => {
 *   await sweeper.stop();
 *   await dots.stop();
 *   await boss.stop();
 * });
 * ```
 * @public
 */
export function pgBossSweeper(
  dots: Pick<DotsFlows, 'sweep'>,
  boss: PgBossLike,
  options: PgBossSweeperOptions = {},
): PgBossSweeper {
  const { queue = 'dots-flows-sweep', everySeconds = 5 } = options;
  let isStopping = false;

  async function sweep(): Promise<void> {
    try {
      while ((await dots.sweep()).more && !isStopping);
    } finally {
      // A failed sweep (the store is away) must not end the chain; where this fails too, the schedule begins a new one.
      await boss.send(queue, null, { startAfter: everySeconds });
    }
  }

  return {
    async start() {
      isStopping = false;
      await boss.createQueue(queue, {
        // One job waits and one runs, at the most, in the whole fleet.
        policy: 'stately',
        retryLimit: 0,
        expireInSeconds: SWEEP_EXPIRES_SECONDS,
        deleteAfterSeconds: FINISHED_JOBS_KEPT_SECONDS,
      });
      await boss.schedule(queue, EVERY_MINUTE, null, { tz: 'UTC' });
      const pollingIntervalSeconds = Math.max(SHORTEST_POLL_SECONDS, everySeconds / 2);
      await boss.work(queue, { pollingIntervalSeconds }, sweep);
      await boss.send(queue, null, { startAfter: 0 });
    },
    async stop() {
      isStopping = true;
      await boss.offWork(queue, { wait: true });
    },
  };
}
