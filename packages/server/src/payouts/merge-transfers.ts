import type { RemoteTransfer } from '../dots-api/remote-records.ts';
import { applyChange } from '../store/apply-change.ts';
import type { AttemptRecord, SessionBundle } from '../store/records.ts';
import type { AttemptChange } from '../store/store.ts';
import type { PayoutMove } from './payout-move.ts';
import { readTransferMark } from './payout-metadata.ts';
import type { Rules } from './rules.ts';
import { KNOWS_TRANSFERS, transition } from './states.ts';
import type { PayoutEventName } from './states.ts';
import { isLiveStatus } from './transfer-status.ts';

/** Why a payout waits for a person; facts are still written down, but lead no further by themselves. */
const STICKY_REASONS: readonly string[] = [
  'two-transfers',
  'transfer-differs',
  'status-contradicts',
  'sent-though-cancelled',
];

/** A transfer that Dots has shown, and the attempt it was made for when that is known from the call itself. */
export interface SeenTransfer {
  readonly transfer: RemoteTransfer;
  readonly ordinal?: number | undefined;
}

/**
 * What facts about transfers make of a payout: merged, never overwritten. `null` when they are not news. Whoever saw them
 * may write them, lease or not, however late: a true sentence does not become false by being late.
 */
export function mergeTransfers(bundle: SessionBundle, seen: readonly SeenTransfer[], rules: Rules): PayoutMove | null {
  const { session } = bundle;
  // A transfer of this reference before anything was sent: the store is older than the transfer. The look before the
  // first POST adopts it, when it is known whose money it is.
  if (!KNOWS_TRANSFERS.includes(session.phase) || session.dotsUserId === null) return null;

  let alarm: string | null = null;
  let next = bundle;
  const changes: AttemptChange[] = [];
  const put = (change: AttemptChange) => {
    changes.push(change);
    next = withAttempt(next, change);
  };

  for (const { transfer, ordinal: knownOrdinal } of seen) {
    const mark = readTransferMark(transfer.metadata);
    const byKey = next.attempts.find(({ key, transferId }) => key === mark.key || transferId === transfer.transferId);
    const ordinal = knownOrdinal ?? byKey?.ordinal ?? mark.ordinal;
    if (ordinal === null || (mark.key === null && knownOrdinal === undefined && byKey === undefined)) {
      alarm ??= 'transfer-differs';
      continue;
    }
    if (!next.attempts.some((attempt) => attempt.ordinal === ordinal))
      put({
        type: 'add',
        ordinal,
        key: mark.key ?? '',
        dotsUserId: session.dotsUserId,
        amountCents: session.amountCents,
      });
    const attempt = next.attempts.find((one) => one.ordinal === ordinal);
    if (attempt === undefined) continue;
    if (attempt.transferId !== null && attempt.transferId !== transfer.transferId) {
      alarm ??= 'two-transfers';
      continue;
    }
    const merged = rules.mergeStatus(attempt.status, transfer.status);
    if (merged.contradicts) alarm ??= 'status-contradicts';
    if (differs(transfer, attempt, bundle)) alarm ??= 'transfer-differs';
    if (attempt.transferId === null || attempt.status !== merged.status)
      put({ type: 'fact', ordinal, transferId: transfer.transferId, status: merged.status, evidence: null });
  }
  if (next.attempts.filter(isLive).length > 1) alarm ??= 'two-transfers';
  if (session.phase === 'CANCELLED' && changes.length > 0) alarm ??= 'sent-though-cancelled';

  const event = alarm === null ? eventOf(next.attempts) : ({ name: 'needs-operator', reason: alarm } as const);
  const isNews = event !== null && leadsOn(bundle, event);
  if (changes.length === 0 && !isNews) return null;
  return {
    attempts: changes,
    events: isNews ? [event] : [],
    notes: isNews ? [] : [{ name: 'fact-noted', reason: null }],
  };
}

function withAttempt(bundle: SessionBundle, change: AttemptChange): SessionBundle {
  const { phase, reason, version, hints, sessionId } = bundle.session;
  return applyChange(
    bundle,
    { sessionId, expectedVersion: version, phase, reason, events: [], attempts: [change] },
    { nowMs: bundle.nowMs, hints },
  );
}

const isLive = ({ transferId, status }: AttemptRecord): boolean =>
  transferId !== null && status !== null && isLiveStatus(status);

/** Sizes are compared without their sign, which differs between Dots' own samples (documented, contradictory). */
function differs(transfer: RemoteTransfer, attempt: AttemptRecord, { session, binding }: SessionBundle): boolean {
  const { amountCents, userId } = transfer;
  const expected = [session.dotsUserId, attempt.dotsUserId, binding?.dotsUserId, ...(binding?.formerUserIds ?? [])];
  if (userId !== null && !expected.includes(userId)) return true;
  return amountCents !== null && Math.abs(amountCents) !== session.amountCents;
}

export interface NamedEvent {
  readonly name: PayoutEventName;
  readonly reason: string | null;
}

/** What the newest attempt says about the whole payout. */
export function eventOf(attempts: readonly AttemptRecord[]): NamedEvent | null {
  const newest = attempts.at(-1);
  if (newest === undefined || newest.transferId === null) return null;
  switch (newest.status) {
    case 'completed':
      return { name: 'transfer-completed', reason: null };
    case 'flagged':
      return { name: 'transfer-flagged', reason: 'transfer-flagged' };
    case 'failed':
      return { name: 'transfer-dead', reason: 'transfer-failed' };
    case 'canceled':
      return { name: 'transfer-dead', reason: 'transfer-canceled' };
    case 'reversed':
      return { name: 'transfer-reversed', reason: 'transfer-reversed' };
    default:
      return { name: 'transfer-moving', reason: null };
  }
}

function leadsOn({ session }: SessionBundle, event: NamedEvent): boolean {
  if (session.phase === 'ATTENTION' && session.reason !== null && STICKY_REASONS.includes(session.reason)) return false;
  const phase = transition(session.phase, event.name);
  return phase !== null && (phase !== session.phase || event.reason !== session.reason);
}
