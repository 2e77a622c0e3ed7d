import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator } from '@dots-flows/emulator';
import type { Emulator, EmulatorOptions, TransferRecord } from '@dots-flows/emulator';
import { assembleDotsFlows } from '../../src/create-dots-flows.ts';
import type { DotsFlows, InternalPorts } from '../../src/create-dots-flows.ts';
import { createDotsApi } from '../../src/dots-api/create-dots-api.ts';
import type { DotsFlowsEvent, DotsFlowsOptions } from '../../src/options.ts';
import type { CrashPointName } from '../../src/payouts/crash-points.ts';
import { createMemoryDatabase } from '../../src/store/memory-database.ts';
import type { MemoryDatabase } from '../../src/store/memory-database.ts';
import { memoryStore } from '../../src/store/memory-store.ts';
import type { SessionBundle } from '../../src/store/records.ts';
import { sqliteStore } from '../../src/store/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';

export const ACCOUNT = 'acc_ana';
export const PAYOUT = 'inv_2041';
export const AMOUNT_CENTS = 24_850;
export const START = '2026-08-03T09:00:00Z';

/** The fault of a list of transfers that always has a next page. */
export const ENDLESS_LIST = {
  method: 'GET',
  path: '/v2/transfers',
  count: null,
  effect: {
    kind: 'error',
    status: 200,
    body: JSON.stringify({
      has_more: true,
      data: [{ id: 'not-ours', status: 'completed', user_id: null, amount: '-1' }],
    }),
  },
} as const;

/** Thrown at a crash point: what follows must do without any clean-up by the one who died. */
export class Crash extends Error {
  constructor(name: CrashPointName) {
    super(`crash at ${name}`);
  }
}

export interface HarnessOptions {
  readonly store?: 'memory' | 'sqlite' | undefined;
  readonly emulator?: EmulatorOptions | undefined;
  readonly flows?: Partial<DotsFlowsOptions> | undefined;
}

/** A process of the host: its own connection to the store, its own crash points, the same Dots and the same clock. */
export interface Instance extends DotsFlows {
  readonly store: Store;
  advance(options?: {
    renewLink?: boolean;
    retry?: boolean;
    payoutId?: string;
    accountId?: string;
  }): ReturnType<DotsFlows['payouts']['advance']>;
  /** The session's rows. */
  rows(payoutId?: string): Promise<SessionBundle>;
  /** The next time the point is reached, this instance dies there. */
  crashAt(name: CrashPointName, skip?: number): void;
  readonly crashed: readonly CrashPointName[];
}

export interface Harness {
  readonly emulator: Emulator;
  readonly events: DotsFlowsEvent[];
  /** Every call to Dots, in order: a log without an end. */
  readonly calls: { readonly method: string; readonly path: string; readonly atMs: number }[];
  /** What every store of this harness works on; replaced by `restore`. */
  database: MemoryDatabase;
  instance(ports?: InternalPorts, options?: Partial<DotsFlowsOptions>): Instance;
  /** Moves the one clock. */
  pass(ms: number): Promise<void>;
  /** Moves the clock in steps and sweeps in between, as a started instance would. */
  live(instance: Instance, ms: number, stepMs?: number): Promise<void>;
  /** Does what a person would do on the pages of the onboarding Flow. */
  finishOnboarding(flowId: string, userId?: string): string;
  /** Opens the payout and does the onboarding; nothing is sent yet. Answers the Dots user's id. */
  onboard(instance: Instance, options?: { payoutId?: string; accountId?: string }): Promise<string>;
  /** Withdraws on the page of the payout Flow. */
  finishPayout(flowId: string): void;
  /** Balance transfers from the App, as Dots has them. */
  paid(): readonly TransferRecord[];
  close(): Promise<void>;
}

export async function createHarness(options: HarnessOptions = {}): Promise<Harness> {
  const emulator = await createEmulator({
    seed: 'payouts',
    clock: { now: START, paused: true },
    ...options.emulator,
  });
  const folder = mkdtempSync(join(tmpdir(), 'dots-flows-'));
  const stores: Store[] = [];
  const harness: Harness = {
    emulator,
    events: [],
    calls: [],
    database: createMemoryDatabase(),
    instance(ports = {}, extra = {}) {
      const store =
        options.store === 'sqlite'
          ? sqliteStore(join(folder, 'payouts.db'), { clock: emulator.clock })
          : memoryStore({ clock: emulator.clock, database: harness.database });
      stores.push(store);
      return createInstance(harness, store, ports, { ...options.flows, ...extra });
    },
    pass: (ms) => emulator.clock.advance(ms),
    async live(instance, ms, stepMs = 5_000) {
      for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
        await emulator.clock.advance(Math.min(stepMs, ms - passedMs));
        await instance.sweep();
      }
    },
    finishOnboarding(flowId, userId) {
      const { world } = emulator;
      const flow = world.flows.require(flowId);
      const person =
        userId ??
        flow.userId ??
        world.addUser({
          phone: `+1 415 555 ${String(1000 + world.users.list().length)}`,
          firstName: 'Ana',
          lastName: 'Sousa',
          compliance: 'w9',
          payoutMethods: [{ rail: 'paypal', email: 'ana@example.com' }],
        }).id;
      world.flows.claim(flow, person);
      for (const step of flow.steps) world.flows.completeStep(flow, step.name);
      return person;
    },
    async onboard(instance, advance) {
      const session = await instance.advance(advance);
      if (session.stage !== 'onboarding') throw new Error(`The payout is in ${session.stage} already.`);
      return harness.finishOnboarding(session.flow.flowId);
    },
    finishPayout(flowId) {
      const { world } = emulator;
      const flow = world.flows.require(flowId);
      const user = world.users.require(flow.userId ?? '');
      const [method] = user.payoutMethods;
      const amountCents = world.walletCents(user.id);
      if (method !== undefined && amountCents > 0) world.transfers.payOut({ user, method, amountCents });
      world.flows.completeStep(flow, 'payout');
    },
    paid: () =>
      emulator.world.transfers.list().filter(({ type, amountCents }) => type === 'balance' && amountCents < 0),
    async close() {
      for (const store of stores) await store.close();
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return harness;
}

function createInstance(
  harness: Harness,
  store: Store,
  ports: InternalPorts,
  options: Partial<DotsFlowsOptions>,
): Instance {
  const { emulator } = harness;
  const planned: { name: CrashPointName; skip: number }[] = [];
  const crashed: CrashPointName[] = [];
  const api = createDotsApi({
    environment: { baseUrl: emulator.apiUrl },
    clientId: emulator.clientId,
    apiKey: emulator.apiKey,
    clock: emulator.clock,
    fetch: (input, init) => {
      const request = new Request(input, init);
      const path = new URL(request.url).pathname.replace('/api/v2', '');
      harness.calls.push({ method: request.method, path, atMs: emulator.clock.nowMs() });
      return emulator.fetch(request);
    },
  });
  const dots = assembleDotsFlows(
    {
      api,
      store,
      clock: emulator.clock,
      allowedOrigins: ['https://app.example.com'],
      authenticate: () => ({ accountId: ACCOUNT }),
      resolvePayout: () => ({ amountCents: AMOUNT_CENTS }),
      onEvent: (event) => void harness.events.push(event),
      ...options,
    },
    {
      crashPoint(name) {
        const index = planned.findIndex((one) => one.name === name);
        const plan = planned[index];
        if (plan === undefined) return;
        if (plan.skip > 0) {
          plan.skip -= 1;
          return;
        }
        planned.splice(index, 1);
        crashed.push(name);
        throw new Crash(name);
      },
      piggyBack: false,
      randomness: { fraction: () => 0.5, id: () => crypto.randomUUID() },
      ...ports,
    },
  );
  return {
    ...dots,
    store,
    crashed,
    advance: ({ renewLink = false, retry = false, payoutId = PAYOUT, accountId = ACCOUNT } = {}) =>
      dots.payouts.advance({ payoutId, accountId, renewLink, retry }),
    async rows(payoutId = PAYOUT) {
      const bundle = await store.readSession({ reference: payoutId });
      if (bundle === null) throw new Error(`No session of ${payoutId}.`);
      return bundle;
    },
    crashAt: (name, skip = 0) => void planned.push({ name, skip }),
  };
}
