import { createClock } from './clock.ts';
import type { ClockOptions, WorldClock } from './clock.ts';
import { createFlows } from './flows.ts';
import type { Flows } from './flows.ts';
import { createIdempotencyKeys } from './idempotency-keys.ts';
import type { IdempotencyKeys } from './idempotency-keys.ts';
import { createIdSource } from './ids.ts';
import { createLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { seedUser } from './seed-user.ts';
import type { SeedUser } from './seed-user.ts';
import { createTransfers } from './transfers.ts';
import type { Transfers } from './transfers.ts';
import { createTransferScript } from './transfer-script.ts';
import type { TransferScript } from './transfer-script.ts';
import { createUserChanges } from './user-changes.ts';
import type { UserChanges } from './user-changes.ts';
import { createUsers } from './users.ts';
import type { Users } from './users.ts';
import { createFlowPages } from './page/flow-pages.ts';
import type { FlowPages } from './page/flow-pages.ts';
import { wireFlow } from './wire/wire-flow.ts';
import type { WireFlow } from './wire/wire-flow.ts';
import { wireTransfer } from './wire/wire-transfer.ts';
import type { WireTransfer } from './wire/wire-transfer.ts';
import { wireUser } from './wire/wire-user.ts';
import type { FlowRecord, TransferRecord, UserRecord } from './records.ts';
import type { WorldContext } from './world-context.ts';
import type { WorldEvent } from './world-events.ts';
import { defaultSettings } from './world-settings.ts';
import type { WorldSettings } from './world-settings.ts';

/** Options of {@link createDotsWorld}. Every one may be left out. */
export interface DotsWorldOptions {
  /** People who are there from the start, and again after `reset`. */
  readonly users?: readonly SeedUser[] | undefined;
  /** Differences from the {@link WorldSettings} defaults. */
  readonly settings?: Partial<WorldSettings> | undefined;
  /** The same seed gives the same ids. Default: random ids. */
  readonly seed?: string | number | undefined;
  readonly clock?: ClockOptions | undefined;
  /** Origin of `link` in Flows, without a slash at its end. Default `http://127.0.0.1:4002`. */
  readonly flowPageOrigin?: string | (() => string) | undefined;
}

/** A whole Dots in memory: people, Flows, money, time. No network, no Node: it runs in a browser too. */
export interface DotsWorld {
  readonly clock: WorldClock;
  readonly settings: WorldSettings;
  readonly users: Users;
  /** What an App may do to a user through the API. */
  readonly userChanges: UserChanges;
  readonly flows: Flows;
  readonly transfers: Transfers;
  readonly ledger: Ledger;
  /** Decides what the next transfers become. */
  readonly transferScript: TransferScript;
  readonly idempotencyKeys: IdempotencyKeys;
  /** What the Flow pages do. */
  readonly pages: FlowPages;
  walletCents(userId: string): number;
  /** Adds a person as the option `users` does. @throws DotsRefusal when they could not exist. */
  addUser(seed: SeedUser): UserRecord;
  /** Retires one person for another: Flows, transfers and wallet go over. */
  mergeUsers(oldId: string, newId: string): void;
  /** Hears every event until the answer is called. */
  onEvent(listener: (event: WorldEvent) => void): () => void;
  readonly wire: {
    flow(flow: FlowRecord): WireFlow;
    transfer(transfer: TransferRecord): WireTransfer;
    user(user: UserRecord): ReturnType<typeof wireUser>;
  };
  /** Back to the start: seeded people, first balance, first settings, first clock. Listeners stay. */
  reset(): void;
}

/**
 * Makes a world.
 *
 * @throws RangeError when the clock's `now` is no date.
 * @throws DotsRefusal when a seeded person breaks the rules, a bad phone number for example.
 * @example
 * ```ts
 * import { createDotsWorld } from '@dots-flows/emulator';
 *
 * const world = createDotsWorld({ users: [{ phone: '+1 415 555 0134', firstName: 'Ana', lastName: 'Sousa' }] });
 * ```
 */
export function createDotsWorld(options: DotsWorldOptions = {}): DotsWorld {
  const clock = createClock(options.clock);
  const ids = createIdSource(options.seed);
  const firstSettings: WorldSettings = { ...defaultSettings, ...options.settings };
  const settings: WorldSettings = { ...firstSettings };
  const listeners = new Set<(event: WorldEvent) => void>();
  // What is there from the start did not happen: nobody is told of it.
  let isSeeding = false;

  const context: WorldContext = {
    clock,
    ids,
    settings,
    emit(event) {
      if (isSeeding) return;
      for (const listener of listeners) listener(event);
    },
  };

  const users = createUsers(context);
  const ledger = createLedger();
  const flows = createFlows(context, users);
  const idempotencyKeys = createIdempotencyKeys(context);
  const transferScript = createTransferScript();
  const transfers = createTransfers(context, { users, ledger, keys: idempotencyKeys, script: transferScript });
  const userChanges = createUserChanges(context, users, transfers);
  const walletCents = (userId: string) => ledger.balanceCents(`wallet:${userId}`);
  const pages = createFlowPages(context, { users, flows, transfers, walletCents });
  const { flowPageOrigin = 'http://127.0.0.1:4002' } = options;

  function begin() {
    isSeeding = true;
    try {
      ledger.fund(settings.appBalanceCents);
      for (const seed of options.users ?? []) seedUser(seed, { context, users, transfers });
    } finally {
      isSeeding = false;
    }
  }
  begin();

  return {
    clock,
    settings,
    users,
    userChanges,
    flows,
    transfers,
    ledger,
    transferScript,
    idempotencyKeys,
    pages,
    walletCents,
    addUser: (seed) => seedUser(seed, { context, users, transfers }),
    mergeUsers(oldId, newId) {
      users.require(oldId);
      users.require(newId);
      flows.replaceUser(oldId, newId);
      transfers.replaceUser(oldId, newId);
      users.retire(oldId, newId);
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wire: {
      flow: (flow) => wireFlow(flow, settings, typeof flowPageOrigin === 'string' ? flowPageOrigin : flowPageOrigin()),
      transfer: (transfer) =>
        wireTransfer(transfer, ledger.entriesOf(transfer.id), users.find(transfer.userId), settings),
      user: (user) => wireUser(user, walletCents(user.id)),
    },
    reset() {
      for (const part of [users, flows, transfers, ledger, pages, clock, ids]) part.reset();
      idempotencyKeys.forget();
      transferScript.clear();
      Object.assign(settings, firstSettings);
      begin();
    },
  };
}
