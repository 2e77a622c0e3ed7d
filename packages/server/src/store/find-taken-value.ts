import type { MemoryDatabase } from './memory-database.ts';
import type { SessionBundle } from './records.ts';
import type { CommitOutcome, SessionChange } from './store.ts';

type TakenWhat = Extract<CommitOutcome, { readonly outcome: 'taken' }>['what'];

/** The unique indexes of the memory store: what in this change belongs to somebody else. */
export function findTakenValue(
  database: MemoryDatabase,
  bundle: SessionBundle,
  change: SessionChange,
): TakenWhat | null {
  const { bind, newFlow } = change;
  if (bind !== undefined) {
    const mine = bundle.binding;
    const theirs = [...database.bindings.values()].find(({ dotsUserId }) => dotsUserId === bind.dotsUserId);
    if (mine !== null && mine.dotsUserId !== bind.dotsUserId) return 'payee';
    if (theirs !== undefined && theirs.accountId !== bundle.session.accountId) return 'payee';
  }
  if (newFlow !== undefined && database.flows.has(newFlow.flowId)) return 'flow';
  const everyAttempt = [...database.sessions.values()].flatMap(({ session, attempts }) =>
    attempts.map((attempt) => ({ ...attempt, sessionId: session.sessionId })),
  );
  for (const one of change.attempts ?? []) {
    if (one.type === 'add') {
      const isOrdinalTaken = bundle.attempts.some(({ ordinal }) => ordinal === one.ordinal);
      if (isOrdinalTaken || everyAttempt.some(({ key }) => key === one.key)) return 'key';
    }
    if (one.type !== 'fact') continue;
    const own = bundle.attempts.find(({ ordinal }) => ordinal === one.ordinal);
    if (own !== undefined && own.transferId !== null && own.transferId !== one.transferId) return 'transfer';
    const isElsewhere = everyAttempt.some(
      ({ transferId, sessionId, ordinal }) =>
        transferId === one.transferId && (sessionId !== bundle.session.sessionId || ordinal !== one.ordinal),
    );
    if (isElsewhere) return 'transfer';
  }
  return null;
}
