import type { CrashPointName } from '../../src/payouts/crash-points.ts';
import type { ScaledClockSettings } from './scaled-clock.ts';

/** What a worker process is told when it starts, as JSON in its first argument. */
export interface WorkerSettings {
  readonly connectionString: string;
  readonly poolSize: number;
  readonly schema: string;
  readonly notify: boolean;
  /** `database`: the database's clock, as in production. `worker`: the scaled one, so that leases end faster. */
  readonly storeClock: 'database' | 'worker';
  readonly clock: ScaledClockSettings;
  readonly apiUrl: string;
  readonly clientId: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
  /** Whether it works in the background at all. */
  readonly sweeps: boolean;
  /** The points at which this process kills itself, each when it is first reached. */
  readonly crashAt: readonly CrashPointName[];
  /** Where it writes down at which point it died. */
  readonly crashLog: string;
}

/** What a worker says to its parent. */
export type WorkerMessage =
  { readonly type: 'ready'; readonly port: number } | { readonly type: 'event'; readonly event: unknown };

export const AMOUNT_CENTS = 24_850;
export const PAGE_ORIGIN = 'https://app.example.com';
