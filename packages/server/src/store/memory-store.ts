import { DotsFlowsError } from '@dots-flows/core';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { applyChange, planned } from './apply-change.ts';
import { findTakenValue } from './find-taken-value.ts';
import { createMemoryDatabase } from './memory-database.ts';
import type { MemoryDatabase } from './memory-database.ts';
import { memoryQueues } from './memory-queues.ts';
import { newSession } from './new-session.ts';
import { PHASES } from './records.ts';
import type { BindingRecord, SessionBundle, SessionRecord } from './records.ts';
import { foreignNamespace } from './store-errors.ts';
import type { ClaimRequest, CommitOutcome, FlowCount, SessionChange, SessionKey, Store } from './store.ts';

/** @public */
export interface MemoryStoreOptions {
  /** For tests. Default: the machine's clock. */
  readonly clock?: Pick<Clock, 'nowMs'> | undefined;
  /** Rows to work on, shared with other memory stores. Default: new and empty. */
  readonly database?: MemoryDatabase | undefined;
}

/**
 * A store in memory, for tests and first steps: it forgets everything when the process ends, and with it which payouts
 * were sent. Money is still safe then (every POST is preceded by a look at Dots), but use SQLite or Postgres for real.
 *
 * @public
 */
export function memoryStore(options: MemoryStoreOptions = {}): Store {
  const database = options.database ?? createMemoryDatabase();
  const clock = options.clock ?? systemClock;
  const nowMs = () => clock.nowMs();
  const bundleOf = (sessionId: string): SessionBundle | null => {
    const stored = database.sessions.get(sessionId);
    if (stored === undefined) return null;
    return { ...stored, binding: database.bindings.get(stored.session.accountId) ?? null, nowMs: nowMs() };
  };

  function findSessionId(by: SessionKey): string | null {
    if ('sessionId' in by) return by.sessionId;
    if ('flowId' in by) return database.flows.get(by.flowId)?.sessionId ?? null;
    if ('reference' in by) return database.references.get(by.reference) ?? null;
    return database.transfers.get(by.transferId)?.sessionId ?? null;
  }

  function putSession(sessionId: string, change: (session: SessionRecord) => SessionRecord) {
    const stored = database.sessions.get(sessionId);
    if (stored !== undefined) database.sessions.set(sessionId, { ...stored, session: change(stored.session) });
  }

  function claimable(request: ClaimRequest): string[] {
    const isFree = ({ leaseUntilMs, phase }: SessionRecord) =>
      (leaseUntilMs === null || leaseUntilMs <= nowMs()) && PHASES.includes(phase);
    const sessions = [...database.sessions.values()].map(({ session }) => session).filter(isFree);
    if ('sessionId' in request)
      return sessions.filter(({ sessionId }) => sessionId === request.sessionId).map(({ sessionId }) => sessionId);
    return sessions
      .filter(({ nextAtMs }) => nextAtMs !== null && nextAtMs <= nowMs())
      .toSorted((a, b) => (a.nextAtMs ?? 0) - (b.nextAtMs ?? 0))
      .slice(0, request.limit)
      .map(({ sessionId }) => sessionId);
  }

  function write(change: SessionChange): CommitOutcome {
    const bundle = bundleOf(change.sessionId);
    if (bundle === null || bundle.session.version !== change.expectedVersion) return { outcome: 'stale' };
    const now = nowMs();
    const { session } = bundle;
    if (change.lease !== undefined) {
      const leftMs = (session.leaseUntilMs ?? 0) - now;
      if (session.fence !== change.lease.fence || leftMs < change.lease.minLeaseLeftMs)
        return { outcome: 'lease-lost' };
    }
    for (const one of change.attempts ?? [])
      if (
        one.type === 'intent' &&
        bundle.attempts.some(({ lastIntentAtMs }) => lastIntentAtMs !== null && now - lastIntentAtMs < one.quietMs)
      )
        return { outcome: 'too-soon' };
    const what = findTakenValue(database, bundle, change);
    if (what !== null) return { outcome: 'taken', what };

    const { nowMs: _, binding, ...stored } = applyChange(bundle, change, { nowMs: now, hints: session.hints });
    database.sessions.set(session.sessionId, stored);
    if (binding !== null) database.bindings.set(binding.accountId, binding);
    for (const { ordinal, key, transferId } of stored.attempts) {
      const address = { sessionId: session.sessionId, ordinal };
      database.keys.set(key, address);
      if (transferId !== null) database.transfers.set(transferId, address);
    }
    for (const flow of stored.flows)
      database.flows.set(flow.flowId, { accountId: session.accountId, sessionId: session.sessionId, flow });
    for (const event of change.events)
      database.events.push({ ...event, sessionId: session.sessionId, version: stored.session.version, atMs: now });
    for (const { noticeId, body } of change.notices ?? [])
      database.notices.set(noticeId, {
        noticeId,
        sessionId: session.sessionId,
        body,
        tries: 0,
        dueAtMs: now,
        deliveredAtMs: null,
      });
    return { outcome: 'done', nowMs: now, hints: session.hints };
  }

  function mergeUser(oldUserId: string, newUserId: string): 'merged' | 'absent' | 'taken' {
    const bindings = [...database.bindings.values()];
    const holder = bindings.find(({ dotsUserId }) => dotsUserId === newUserId);
    const binding = bindings.find(({ dotsUserId }) => dotsUserId === oldUserId);
    if (binding === undefined) return 'absent';
    if (holder !== undefined) return 'taken';
    const formerUserIds = [...binding.formerUserIds, oldUserId];
    database.bindings.set(binding.accountId, { ...binding, dotsUserId: newUserId, formerUserIds });
    for (const { session } of database.sessions.values()) {
      if (session.dotsUserId === oldUserId)
        putSession(session.sessionId, (one) => ({ ...one, dotsUserId: newUserId, version: one.version + 1 }));
    }
    return 'merged';
  }

  const findBinding = (by: { readonly accountId: string } | { readonly dotsUserId: string }): BindingRecord | null =>
    'accountId' in by
      ? (database.bindings.get(by.accountId) ?? null)
      : ([...database.bindings.values()].find(
          ({ dotsUserId, formerUserIds }) => dotsUserId === by.dotsUserId || formerUserIds.includes(by.dotsUserId),
        ) ?? null);

  return {
    async open({ namespace, epoch }) {
      const { info } = database;
      if (info !== null && info.namespace !== namespace) throw foreignNamespace();
      database.info ??= { namespace, epoch: epoch ?? crypto.randomUUID(), epochSinceMs: null };
      if (epoch !== undefined && database.info.epoch !== epoch)
        database.info = { namespace, epoch, epochSinceMs: nowMs() };
      return { epoch: database.info.epoch, epochSinceMs: database.info.epochSinceMs, nowMs: nowMs() };
    },
    async createSession(session) {
      const existing = findSessionId({ reference: session.reference });
      if (existing === null) {
        database.sessions.set(session.sessionId, {
          session: newSession(session, nowMs()),
          attempts: [],
          flows: [],
        });
        database.references.set(session.reference, session.sessionId);
      }
      const bundle = bundleOf(existing ?? session.sessionId);
      if (bundle === null)
        throw new DotsFlowsError('internal-error', { message: 'A session vanished while it was made.' });
      const { accountId, countFlowsWithinMs: withinMs } = session;
      if (existing !== null || withinMs === undefined) return { isNew: existing === null, bundle };
      return {
        isNew: true,
        bundle: { ...bundle, accountFlows: countFlows(database, { accountId, withinMs }, nowMs()) },
      };
    },
    async readSession(by) {
      const sessionId = findSessionId(by);
      return sessionId === null ? null : bundleOf(sessionId);
    },
    async claim(request) {
      const ids = claimable(request);
      for (const id of ids)
        putSession(id, (one) => ({ ...one, fence: one.fence + 1, leaseUntilMs: nowMs() + request.leaseMs }));
      return ids.map(bundleOf).filter((bundle) => bundle !== null);
    },
    commit: async (change) => write(change),
    async release({ sessionId, fence, dueInMs, hintsSeen, isIdlePoll, refused }) {
      putSession(sessionId, (one) => {
        if (one.fence !== fence) return one;
        const seen = Math.max(one.hintsSeen, Math.min(hintsSeen ?? 0, one.hints));
        return {
          ...one,
          leaseUntilMs: null,
          hintsSeen: seen,
          nextAtMs: planned(one.nextAtMs, dueInMs, one.hints > seen, nowMs()),
          polls: isIdlePoll === true ? one.polls + 1 : one.polls,
          refusedSinceMs: refused === undefined ? one.refusedSinceMs : refused ? (one.refusedSinceMs ?? nowMs()) : null,
        };
      });
    },
    async hint(by) {
      const isMeant = ({ sessionId, dotsUserId }: SessionRecord) =>
        'dotsUserId' in by ? dotsUserId === by.dotsUserId : sessionId === findSessionId(by);
      const ids = [...database.sessions.values()]
        .filter(({ session }) => isMeant(session))
        .map(({ session }) => session.sessionId);
      for (const id of ids) putSession(id, (one) => ({ ...one, hints: one.hints + 1, polls: 0, nextAtMs: nowMs() }));
      return ids;
    },
    ...memoryQueues(database, nowMs),
    readBinding: async (by) => findBinding(by),
    mergeUser: async ({ oldUserId, newUserId }) => mergeUser(oldUserId, newUserId),
    async saveFlow({ accountId, ...flow }) {
      database.flows.set(flow.flowId, { accountId, sessionId: null, flow: { ...flow, createdAtMs: nowMs() } });
    },
    async readFlow({ flowId, accountId }) {
      const found = database.flows.get(flowId);
      return found !== undefined && found.sessionId === null && found.accountId === accountId ? found.flow : null;
    },
    countFlows: async (request) => countFlows(database, request, nowMs()),
    readEvents: async (sessionId) => database.events.filter((event) => event.sessionId === sessionId),
    listSessions: async ({ phase, limit }) =>
      [...database.sessions.values()]
        .map(({ session }) => session)
        .filter((session) => session.phase === phase)
        .toSorted((a, b) => a.updatedAtMs - b.updatedAtMs)
        .slice(0, limit),
    async close() {
      // Nothing is held open.
    },
  };
}

function countFlows({ flows }: MemoryDatabase, request: FlowCount, now: number): number {
  return [...flows.values()].filter(({ flow, sessionId, accountId }) => {
    if (now - flow.createdAtMs >= request.withinMs) return false;
    if ('sessionId' in request) return sessionId === request.sessionId && flow.kind === request.kind;
    return accountId === request.accountId;
  }).length;
}
