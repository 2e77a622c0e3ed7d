/**
 * Statuses of a transfer, and in which order they come (documented: created -> [flagged ->] pending -> completed, failed
 * or canceled; completed -> reversed).
 */
const RANKS: Readonly<Record<string, number>> = {
  created: 0,
  pending: 1,
  flagged: 2,
  completed: 3,
  failed: 3,
  canceled: 3,
  reversed: 4,
};

/** Statuses that prove that the money is not with the user and never will be. */
export const DEAD_STATUSES: readonly string[] = ['failed', 'canceled'];

/** A transfer that counts: it moved the money, or still may. */
export const isLiveStatus = (status: string): boolean => !DEAD_STATUSES.includes(status) && status !== 'reversed';

/** What comes of a status we have and one that was read. */
export interface MergedStatus {
  readonly status: string;
  /** Both are final and differ: Dots has said two things that cannot both be true. */
  readonly contradicts: boolean;
}

/**
 * Merges a status that was read into the one we have: forward only, because reads arrive late and out of order. A word
 * that is not known counts as on its way.
 */
export function mergeStatusForward(known: string | null, read: string): MergedStatus {
  const next = Object.hasOwn(RANKS, read) ? read : 'pending';
  if (known === null || known === next) return { status: next, contradicts: false };
  const knownRank = RANKS[known] ?? 0;
  const nextRank = RANKS[next] ?? 0;
  // A review ends, and the transfer goes on its way.
  if (known === 'flagged' && next === 'pending') return { status: next, contradicts: false };
  if (nextRank > knownRank) return { status: next, contradicts: false };
  return { status: known, contradicts: nextRank === knownRank && knownRank === 3 };
}
