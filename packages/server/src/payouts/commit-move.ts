import { DotsFlowsError } from '@dots-flows/core';
import { applyChange } from '../store/apply-change.ts';
import type { EventRecord, SessionBundle } from '../store/records.ts';
import type { CommitOutcome, SessionChange } from '../store/store.ts';
import type { PayoutContext } from './payout-context.ts';
import type { PayoutAlarm } from './payout-event.ts';
import type { PayoutMove } from './payout-move.ts';
import { noticeOf } from './payout-notice.ts';
import { transition } from './states.ts';

export type MoveOutcome =
  { readonly outcome: 'done'; readonly bundle: SessionBundle } | Exclude<CommitOutcome, { readonly outcome: 'done' }>;

/** Commits a move on the session as it was read, then tells everybody. The one way into `store.commit`. */
export async function commitMove(
  context: PayoutContext,
  base: SessionBundle,
  move: PayoutMove,
  lease?: SessionChange['lease'],
): Promise<MoveOutcome> {
  const change = toChange(context, base, move, lease);
  const committed = await context.store.commit(change);
  if (committed.outcome !== 'done') return committed;
  const bundle = applyChange(base, change, committed);
  tell(context, bundle, change.events.slice(0, move.events.length));
  if (bundle.session.phase === 'READY') await context.crashPoint('CP9');
  return { outcome: 'done', bundle };
}

/**
 * Commits facts, lease or not: on a lost race they are merged into what is there now, until they are written or no news.
 */
export async function commitFacts(
  context: PayoutContext,
  sessionId: string,
  decide: (bundle: SessionBundle) => PayoutMove | null,
): Promise<SessionBundle | null> {
  for (;;) {
    const bundle = await context.store.readSession({ sessionId });
    const move = bundle === null ? null : decide(bundle);
    if (bundle === null || move === null) return bundle;
    const result = await commitMove(context, bundle, move);
    if (result.outcome === 'done') return result.bundle;
    if (result.outcome === 'taken') {
      // The transfer is another payout's: nothing of it may be written here, and a person has to see it.
      const alarmed = await commitMove(context, bundle, attention('transfer-differs'));
      if (alarmed.outcome === 'done') return alarmed.bundle;
    }
  }
}

/** The move to where only a person leads on. */
export function attention(reason: PayoutAlarm): PayoutMove {
  return { events: [{ name: 'needs-operator', reason }] };
}

function toChange(
  { host }: PayoutContext,
  { session }: SessionBundle,
  { events, notes, ...parts }: PayoutMove,
  lease: SessionChange['lease'],
): SessionChange {
  let { phase, reason } = session;
  const version = session.version + 1;
  const told: Omit<EventRecord, 'sessionId' | 'version' | 'atMs'>[] = [];
  for (const event of events) {
    const next = transition(phase, event.name);
    if (next === null)
      throw new DotsFlowsError('internal-error', {
        message: `A payout in ${phase} was to take "${event.name}", which the state table does not know. Nothing was written or sent. This is a fault of this package: report it.`,
      });
    told.push({ name: event.name, fromPhase: phase, toPhase: next, reason: event.reason });
    ({ phase, reason } = { phase: next, reason: event.reason });
  }
  for (const note of notes ?? []) told.push({ name: note.name, fromPhase: phase, toPhase: phase, reason: note.reason });
  const notices = host.onNotice === null ? [] : events.map((event, index) => noticeOf(session, event, version, index));
  return {
    ...parts,
    sessionId: session.sessionId,
    expectedVersion: session.version,
    lease,
    phase,
    reason,
    events: told,
    notices: notices.filter((notice) => notice !== null),
  };
}

function tell(
  { emit, notifier }: PayoutContext,
  { session }: SessionBundle,
  events: readonly Pick<EventRecord, 'name' | 'fromPhase' | 'toPhase' | 'reason'>[],
): void {
  const { sessionId, reference: payoutId, version } = session;
  for (const { name, fromPhase, toPhase, reason } of events) {
    emit({
      type: 'payout-moved',
      payoutId,
      sessionId,
      event: name as PayoutMove['events'][number]['name'],
      from: fromPhase,
      to: toPhase,
      reason,
      version,
    });
    if (name === 'needs-operator') emit({ type: 'alarm', alarm: reason as PayoutAlarm, payoutId, sessionId });
  }
  notifier.changed(sessionId);
}
