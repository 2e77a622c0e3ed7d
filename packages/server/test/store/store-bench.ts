import { expect } from 'vitest';
import { applyChange } from '../../src/store/apply-change.ts';
import type { SessionBundle } from '../../src/store/records.ts';
import type { NewFlowRecord, NewSession, SessionChange, Store } from '../../src/store/store.ts';

/** A store under test, on rows that other stores can be connected to as well. */
export interface StoreUnderTest {
  /** Another connection to the same rows: what another process is. */
  connect(): Store;
  /** Moves the clock that all connections share. */
  passMs(ms: number): void | Promise<void>;
  nowMs(): number;
  /** A database of its own, closed and removed. */
  dispose(): void | Promise<void>;
}

export const NAMESPACE = '00000000-0000-5000-8000-000000000001';
export const LEASE_MS = 60_000;

let made = 0;
export const aSession = (fields: Partial<NewSession> = {}): NewSession => {
  made += 1;
  return {
    sessionId: `session-${made}`,
    reference: `payout-${made}`,
    accountId: `account-${made}`,
    amountCents: 2_500,
    onboardingSteps: ['compliance', { name: 'manage-payouts', autoPayoutEnabled: false }],
    payoutSteps: ['payout'],
    metadata: { order: 'o-1' },
    ...fields,
  };
};

export const aFlow = (fields: Partial<NewFlowRecord> = {}): NewFlowRecord => {
  made += 1;
  return {
    flowId: `flow-${made}`,
    kind: 'onboarding',
    steps: ['compliance'],
    completedSteps: [],
    dotsUserId: null,
    requireAuth: false,
    signedInUntilMs: null,
    ...fields,
  };
};

export function change(bundle: SessionBundle, fields: Partial<SessionChange> = {}): SessionChange {
  const { sessionId, version, phase, reason } = bundle.session;
  return { sessionId, expectedVersion: version, phase, reason, events: [], ...fields };
}

/** What the parts of the contract work with: a store of its own for every test, and the short ways to use it. */
export interface StoreBench {
  readonly store: Store;
  under(): StoreUnderTest;
  /** Another empty database. */
  create(): StoreUnderTest | Promise<StoreUnderTest>;
  readonly create1: (fields?: Partial<NewSession>) => Promise<SessionBundle>;
  readonly claim1: (sessionId: string) => Promise<SessionBundle>;
  readonly read1: (sessionId: string) => Promise<SessionBundle>;
  /** Commits, and holds the store to what `applyChange` says. */
  readonly commit1: (bundle: SessionBundle, fields?: Partial<SessionChange>) => Promise<SessionBundle>;
  /** A session with one attempt. */
  readonly withAttempt: (fields?: Partial<NewSession>) => Promise<SessionBundle>;
}

export function createStoreBench(
  parts: Pick<StoreBench, 'under' | 'create'> & { readonly store: () => Store },
): StoreBench {
  const { store } = parts;
  const bench: StoreBench = {
    get store() {
      return store();
    },
    under: parts.under,
    create: parts.create,
    create1: async (fields = {}) => (await store().createSession(aSession(fields))).bundle,
    async claim1(sessionId) {
      const [claimed] = await store().claim({ sessionId, leaseMs: LEASE_MS });
      if (claimed === undefined) throw new Error('not claimed');
      return claimed;
    },
    async read1(sessionId) {
      const bundle = await store().readSession({ sessionId });
      if (bundle === null) throw new Error('not found');
      return bundle;
    },
    async commit1(bundle, fields = {}) {
      const one = change(bundle, fields);
      const result = await store().commit(one);
      if (result.outcome !== 'done') throw new Error(result.outcome);
      const read = await bench.read1(bundle.session.sessionId);
      expect({ ...read, nowMs: 0 }).toEqual({ ...applyChange(bundle, one, result), nowMs: 0 });
      return read;
    },
    async withAttempt(fields = {}) {
      const bundle = await bench.create1(fields);
      const { sessionId: key, amountCents } = bundle.session;
      return bench.commit1(bundle, {
        attempts: [{ type: 'add', ordinal: 1, key: `key-${key}`, dotsUserId: 'user-1', amountCents }],
      });
    },
  };
  return bench;
}
