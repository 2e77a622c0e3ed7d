import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/store/memory-store.ts';
import type { SessionBundle } from '../../src/store/records.ts';
import type { SessionKey, Store } from '../../src/store/store.ts';
import { isLong } from '../is-long.ts';
import { storeCommands } from './random-commands.ts';
import type { StoreCommand } from './random-commands.ts';
import { LEASE_MS, NAMESPACE } from './store-bench.ts';
import type { StoreBench, StoreUnderTest } from './store-bench.ts';

/** Fixed, so that a failure is the same everywhere; fast-check prints it with the path to the smallest case. */
const SEED = 20_260_803;
const NAMES = [0, 1, 2, 3] as const;

/**
 * Any store does what the memory store does, call by call: same outcomes, same rows. The memory store writes by
 * `applyChange`, so that this holds the SQL of the others to that one pure function.
 */
export function describeRandomChanges(bench: StoreBench): void {
  describe('random calls', () => {
    it(
      'do what they do to the memory store',
      async () => {
        const agrees = fc.asyncProperty(storeCommands, async (commands) => {
          const under = await bench.create();
          try {
            await compare(under, commands);
          } finally {
            await under.dispose();
          }
        });
        const run = fc.assert(agrees, { seed: SEED, numRuns: isLong ? 1_000 : 25 });
        await expect(run).resolves.toBeUndefined();
      },
      isLong ? 1_800_000 : 60_000,
    );
  });
}

async function compare(under: StoreUnderTest, commands: readonly StoreCommand[]): Promise<void> {
  const stores = [under.connect(), memoryStore({ clock: { nowMs: () => under.nowMs() } })] as const;
  for (const store of stores) await store.open({ namespace: NAMESPACE });
  try {
    for (const [index, command] of commands.entries()) {
      if (command.type === 'pass') {
        await under.passMs(command.ms);
        continue;
      }
      const [outcome, expected] = await bothOf(stores, (store) => call(store, command, index));
      expect({ command, outcome }).toEqual({ command, outcome: expected });
      if (!('session' in command)) continue;
      const [bundle, expectedBundle] = await bothOf(stores, (store) => read(store, command.session));
      expect({ command, bundle }).toEqual({ command, bundle: expectedBundle });
    }
    const [rows, expectedRows] = await bothOf(stores, rowsOf);
    expect(rows).toEqual(expectedRows);
  } finally {
    for (const store of stores) await store.close();
  }
}

async function bothOf<T>([one, other]: readonly [Store, Store], work: (store: Store) => Promise<T>): Promise<[T, T]> {
  return [await work(one), await work(other)];
}

const session = (name: number) => ({ sessionId: `session-${name}` });
const read = (store: Store, name: number) => store.readSession(session(name));

async function call(store: Store, command: Exclude<StoreCommand, { type: 'pass' }>, index: number): Promise<unknown> {
  switch (command.type) {
    case 'create':
      return store.createSession({
        sessionId: `session-${command.session}`,
        reference: `payout-${command.session}`,
        accountId: `account-${command.account}`,
        amountCents: command.amountCents,
        leaseMs: command.leaseMs,
        countFlowsWithinMs: command.countFlowsWithinMs,
        onboardingSteps: ['compliance', { name: 'manage-payouts', autoPayoutEnabled: false }],
        payoutSteps: ['payout'],
        metadata: { order: `o-${command.session}` },
      });
    case 'commit': {
      const bundle = await read(store, command.session);
      const result = await store.commit({
        ...command.parts,
        ...session(command.session),
        expectedVersion: (bundle?.session.version ?? 1) - command.behind,
        lease: leaseOf(bundle, command),
        notices: command.parts.events.map((_, place) => ({ noticeId: `notice-${index}-${place}`, body: '{"n":1}' })),
      });
      // Where several things are taken, which of them is named is not promised.
      return result.outcome === 'taken' ? 'taken' : result;
    }
    case 'claim':
      return store.claim({ ...session(command.session), leaseMs: LEASE_MS });
    case 'claim-due':
      return sorted(await store.claim({ limit: 50, leaseMs: LEASE_MS }), (bundle) => bundle.session.sessionId);
    case 'release': {
      const { type: _, session: name, lease, ...rest } = command;
      const fence = ((await read(store, name))?.session.fence ?? 0) - (lease === 'ours' ? 0 : 1);
      return store.release({ ...session(name), fence, ...rest });
    }
    case 'hint':
      return [...(await store.hint(hintKey(command)))].toSorted();
    case 'merge':
      return store.mergeUser({ oldUserId: `user-${command.from}`, newUserId: `user-${command.to}` });
    case 'receive':
      return store.receiveMessage({ messageId: `message-${command.message}`, body: '{}' });
    case 'claim-messages':
      return sorted(await store.claimMessages({ limit: 50, leaseMs: 1_000 }), ({ messageId }) => messageId);
    case 'claim-notices':
      return sorted(await store.claimNotices({ limit: 50, leaseMs: 1_000 }), ({ noticeId }) => noticeId);
    case 'finish-message':
      return store.finishMessage({ messageId: `message-${command.name}`, retryInMs: command.retryInMs });
    case 'finish-notice':
      return store.finishNotice({ noticeId: `notice-${command.name}-0`, retryInMs: command.retryInMs });
    case 'save-flow':
      return store.saveFlow({
        flowId: `own-flow-${command.flow}-${index}`,
        accountId: `account-${command.account}`,
        kind: 'standalone',
        steps: ['compliance'],
        completedSteps: [],
        dotsUserId: null,
        requireAuth: true,
        signedInUntilMs: null,
      });
    case 'purge':
      return store.purge({ olderThanMs: command.olderThanMs });
  }
}

function leaseOf(bundle: SessionBundle | null, command: Extract<StoreCommand, { type: 'commit' }>) {
  if (command.lease === 'none') return undefined;
  const fence = (bundle?.session.fence ?? 0) - (command.lease === 'ours' ? 0 : 1);
  return { fence, minLeaseLeftMs: command.minLeaseLeftMs };
}

function hintKey({ by, name }: Extract<StoreCommand, { type: 'hint' }>): SessionKey | { readonly dotsUserId: string } {
  switch (by) {
    case 'session':
      return session(name);
    case 'reference':
      return { reference: `payout-${name}` };
    case 'flow':
      return { flowId: `flow-${name}` };
    case 'transfer':
      return { transferId: `transfer-${name}` };
    case 'user':
      return { dotsUserId: `user-${name}` };
  }
}

/** Everything that can be read. */
async function rowsOf(store: Store): Promise<unknown> {
  const named = NAMES.map((name) =>
    Promise.all([
      read(store, name),
      store.readEvents(`session-${name}`),
      store.readBinding({ accountId: `account-${name}` }),
      store.readBinding({ dotsUserId: `user-${name}` }),
      store.readSession({ transferId: `transfer-${name}` }),
      store.readSession({ flowId: `flow-${name}` }),
      store.countFlows({ accountId: `account-${name}`, withinMs: 60_000 }),
    ]),
  );
  const listed = (['READY', 'ATTENTION'] as const).map(async (phase) =>
    sorted(await store.listSessions({ phase, limit: 50 }), ({ sessionId }) => sessionId),
  );
  return Promise.all([...named, ...listed]);
}

const sorted = <T>(items: readonly T[], name: (item: T) => string): readonly T[] =>
  items.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
