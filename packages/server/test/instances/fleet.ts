import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEmulator, createWebhookSecret } from '@dots-flows/emulator';
import type { Emulator } from '@dots-flows/emulator';
import { startPostgres } from '@dots-flows/testkit/postgres';
import type { TestPostgres } from '@dots-flows/testkit/postgres';
import pg from 'pg';
import type { CrashPointName } from '../../src/payouts/crash-points.ts';
import { keepPace } from './keep-pace.ts';
import { createScaledClock } from './scaled-clock.ts';
import { startWebhookGate } from './webhook-gate.ts';
import type { WorkerMessage, WorkerSettings } from './worker-settings.ts';

const SCRIPT = path.join(import.meta.dirname, 'worker.ts');

/** A running server instance. */
export interface Worker {
  readonly origin: string;
  readonly process: ChildProcess;
  /** Everything it told `onEvent`. */
  readonly events: readonly unknown[];
  isAlive(): boolean;
}

export interface FleetOptions {
  readonly size: number;
  /** How much faster than the machine's clock everything runs, the store included. Default 1: and the store by its own. */
  readonly speed?: number | undefined;
  /** Keeps the emulator beside the machine's clock, whatever the workers have. */
  readonly durable?: boolean | undefined;
  readonly settings?: Partial<WorkerSettings> | undefined;
  /** Every worker is given one of these to die at, and the one who replaces it the next. */
  readonly deaths?: readonly CrashPointName[] | undefined;
}

/** Server instances on one Postgres, before one Dots. */
export interface Fleet {
  readonly emulator: Emulator;
  readonly postgres: TestPostgres;
  readonly pool: pg.Pool;
  readonly schema: string;
  /** Those that answer now. */
  workers(): readonly Worker[];
  start(settings?: Partial<WorkerSettings>): Promise<Worker>;
  /** SIGTERM; resolves with the exit code when it is gone. */
  drain(worker: Worker): Promise<number | null>;
  /** Points of `deaths` at which nobody has died yet. */
  living(): readonly CrashPointName[];
  close(): Promise<void>;
}

export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { size, speed = 1 } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'dots-flows-fleet-'));
  const crashLog = path.join(folder, 'crashes');
  const clock = { startMs: Date.now(), speed };
  const webhookSecret = createWebhookSecret();
  const [postgres, gate] = await Promise.all([
    startPostgres({ durable: options.durable ?? false }),
    startWebhookGate(() => alive()),
  ]);
  const emulator = await createEmulator({
    seed: 'fleet',
    clock: speed === 1 ? {} : { now: clock.startMs, paused: true },
    webhooks: [{ url: `${gate.origin}/api/dots/webhooks`, secret: webhookSecret }],
    webhookDelivery: { timestamps: speed === 1 ? 'wall' : 'emulator' },
  });
  const stopPace = speed === 1 ? () => undefined : keepPace(emulator.clock, createScaledClock(clock));
  const pool = new pg.Pool({ connectionString: postgres.connectionString, max: 2 });
  pool.on('error', () => undefined);
  const schema = 'dots_flows';
  const fleet: Worker[] = [];
  const alive = () => fleet.filter((worker) => worker.isAlive());
  const waiting = [...(options.deaths ?? [])];
  let isClosing = false;
  const died = () => (existsSync(crashLog) ? readFileSync(crashLog, 'utf8').trim().split('\n') : []);
  const living = () => (options.deaths ?? []).filter((point) => !died().includes(point));

  const base: WorkerSettings = {
    connectionString: postgres.connectionString,
    poolSize: 8,
    schema,
    notify: true,
    storeClock: speed === 1 ? 'database' : 'worker',
    clock,
    apiUrl: emulator.apiUrl,
    clientId: emulator.clientId,
    apiKey: emulator.apiKey,
    webhookSecret,
    sweeps: true,
    crashAt: [],
    crashLog,
    ...options.settings,
  };

  async function start(settings: Partial<WorkerSettings> = {}): Promise<Worker> {
    // Each its own point first; who comes later waits for all that nobody has come to yet.
    const crashAt = settings.crashAt ?? (waiting.length > 0 ? waiting.splice(0, 1) : living());
    const child = fork(SCRIPT, [JSON.stringify({ ...base, ...settings, crashAt })], {
      execArgv: ['--conditions=@dots-flows/source'],
      env: { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), 'dots-flows-compile-cache') },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const events: unknown[] = [];
    const ready = Promise.withResolvers<number>();
    child.on('message', (message) => {
      const said = message as WorkerMessage;
      if (said.type === 'ready') ready.resolve(said.port);
      else events.push(said.event);
    });
    child.once('exit', (code, signal) => {
      ready.reject(new Error(`A worker ended with ${String(code ?? signal)} before it was ready.`));
      // Killed, not drained: somebody has to take its place, as an orchestrator would see to.
      if (signal === 'SIGKILL' && !isClosing && settings.crashAt === undefined) void start().catch(() => undefined);
    });
    const port = await ready.promise;
    const worker: Worker = {
      origin: `http://127.0.0.1:${port}`,
      process: child,
      events,
      isAlive: () => child.exitCode === null && child.signalCode === null && child.connected,
    };
    fleet.push(worker);
    return worker;
  }

  async function drain({ process: child }: Worker): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exit = once(child, 'exit') as Promise<[number | null]>;
    child.kill('SIGTERM');
    return (await exit)[0];
  }

  await Promise.all(Array.from({ length: size }, () => start()));
  return {
    emulator,
    postgres,
    pool,
    schema,
    workers: alive,
    start,
    drain,
    living,
    async close() {
      isClosing = true;
      stopPace();
      for (const { process: child } of fleet) child.kill('SIGKILL');
      await Promise.all([gate.close(), pool.end(), emulator.close()]);
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
