import type { MemoryDatabase } from './memory-database.ts';
import type { SessionBundle } from './records.ts';
import type { CommitOutcome, SessionChange } from './store.ts';

type TakenWhat = Extract<CommitOutcome, { readonly outcome: 'taken' }>['what'];

/** The unique indexes of the memory store: what in this change belongs to somebody else. */
export function findTakenValue(
  { bindings, flows, keys, transfers }: MemoryDatabase,
  { session, attempts, binding }: SessionBundle,
  change: SessionChange,
): TakenWhat | null {
  const { bind, newFlow } = change;
  if (bind !== undefined) {
    if (binding !== null && binding.dotsUserId !== bind.dotsUserId) return 'payee';
    const isHeld = [...bindings.values()].some(
      ({ accountId, dotsUserId, formerUserIds }) =>
        accountId !== session.accountId && (dotsUserId === bind.dotsUserId || formerUserIds.includes(bind.dotsUserId)),
    );
    if (isHeld) return 'payee';
  }
  if (newFlow !== undefined && flows.has(newFlow.flowId)) return 'flow';
  for (const one of change.attempts ?? []) {
    const own = attempts.find(({ ordinal }) => ordinal === one.ordinal);
    if (one.type === 'add' && (own !== undefined || keys.has(one.key))) return 'key';
    if (one.type !== 'fact') continue;
    if (own !== undefined && own.transferId !== null && own.transferId !== one.transferId) return 'transfer';
    const holder = transfers.get(one.transferId);
    if (holder !== undefined && (holder.sessionId !== session.sessionId || holder.ordinal !== one.ordinal))
      return 'transfer';
  }
  return null;
}
