import { applyChange } from '../store/apply-change.ts';
import type { SessionBundle } from '../store/records.ts';
import type { ReleaseRequest } from '../store/store.ts';
import { attention, commitMove } from './commit-move.ts';
import type { PayoutContext } from './payout-context.ts';
import { joinMoves } from './payout-move.ts';
import type { PayoutMove } from './payout-move.ts';
import { transition } from './states.ts';

/** What asked for this step, and how far it may go. */
export interface StepMode {
  /** A browser waits for the answer: Flows may be created. */
  readonly isBrowser: boolean;
  readonly renewLink: boolean;
  readonly retry: boolean;
}

export const SWEEP_MODE: StepMode = { isBrowser: false, renewLink: false, retry: false };

/** How a step ended: `again` under the same lease, or `rested` (the lease is given back, or was lost). */
export type StepResult = 'again' | 'rested';

/**
 * A session under our lease. Moves may be staged, so that several steps of the table that need no waiting between them
 * become one commit; `bundle` is the session as it will be then.
 */
export interface Work {
  readonly bundle: SessionBundle;
  /** The store's clock, as far as it can be told without asking. */
  nowMs(): number;
  /** Adds to the next commit. */
  stage(move: PayoutMove): void;
  /**
   * Commits what is staged and this move. `done`; `again` when somebody else committed first (the session is read anew
   * and what was staged is forgotten: decide again); `lost` when the lease is gone.
   */
  commit(move: PayoutMove, minLeaseLeftMs?: number): Promise<'done' | 'again' | 'lost' | 'too-soon'>;
  /** Commits what is staged and this move, and gives the lease back with the same statement. Says whether it did. */
  finish(move: PayoutMove, dueInMs: number | null): Promise<'done' | 'again' | 'lost'>;
  /** The same, as the end of a step. */
  settle(move: PayoutMove, dueInMs: number | null): Promise<StepResult>;
  /** Commits what is staged, if anything is, and gives the lease back. */
  rest(plan: RestPlan): Promise<StepResult>;
  /** Reads the session anew, after facts were written without the lease. */
  reload(): Promise<void>;
}

export type RestPlan = Pick<ReleaseRequest, 'dueInMs' | 'isIdlePoll' | 'refused'>;

export function createWork(context: PayoutContext, claimed: SessionBundle): Work {
  const { store, clock, rules } = context;
  const { sessionId, fence } = claimed.session;
  const claimedAtMs = clock.nowMs();
  const hintsAtClaim = claimed.session.hints;
  let base = claimed;
  let staged: PayoutMove | null = null;
  let view = claimed;

  const work: Work = {
    get bundle() {
      return view;
    },
    // Durations of our own clock added to the store's: only a difference of speed, not of time, could mislead.
    nowMs: () => claimed.nowMs + (clock.nowMs() - claimedAtMs),
    stage(move) {
      staged = staged === null ? move : joinMoves(staged, move);
      view = preview(base, staged);
    },
    async commit(move, minLeaseLeftMs = 0) {
      const whole = staged === null ? move : joinMoves(staged, move);
      const result = await commitMove(context, base, whole, { fence, minLeaseLeftMs });
      if (result.outcome === 'done') {
        base = result.bundle;
        view = base;
        staged = null;
        return 'done';
      }
      if (result.outcome === 'lease-lost') return 'lost';
      if (result.outcome === 'too-soon') return 'too-soon';
      staged = null;
      if (result.outcome === 'taken') return result.what === 'payee' ? conflict() : notOurs();
      await work.reload();
      return 'again';
    },
    async finish(move, dueInMs) {
      const hintsSeen = rules.hintsCovered(hintsAtClaim);
      const outcome = await work.commit({ ...move, dueInMs, hintsSeen, release: true });
      return outcome === 'too-soon' ? 'lost' : outcome;
    },
    async settle(move, dueInMs) {
      return (await work.finish(move, dueInMs)) === 'again' ? 'again' : 'rested';
    },
    async rest({ dueInMs, isIdlePoll, refused }) {
      const hintsSeen = rules.hintsCovered(hintsAtClaim);
      if (staged !== null) {
        const outcome = await work.commit({ events: [] });
        if (outcome === 'again') return 'again';
        if (outcome === 'lost') return 'rested';
      }
      await store.release({ sessionId, fence, dueInMs, hintsSeen, isIdlePoll, refused });
      return 'rested';
    },
    async reload() {
      const read = await store.readSession({ sessionId });
      if (read !== null) base = read;
      staged = null;
      view = base;
    },
  };

  /** The Dots user belongs to another account, or the account to another user: a person has to look. */
  async function conflict(): Promise<'again' | 'lost'> {
    await work.reload();
    const { phase } = base.session;
    const path: PayoutMove['events'] =
      phase === 'VERIFYING' || transition(phase, 'needs-operator') !== null
        ? []
        : [{ name: 'payee-known', reason: null }];
    const move = { ...attention('payee-conflict'), dueInMs: rules.times.attentionPollMs };
    const result = await commitMove(
      context,
      base,
      { ...move, events: [...path, ...move.events] },
      { fence, minLeaseLeftMs: 0 },
    );
    if (result.outcome === 'lease-lost') return 'lost';
    await work.reload();
    return 'again';
  }

  /** A transfer, key or Flow of another payout: Dots has given one id twice, or two payouts share one. Nothing goes on. */
  async function notOurs(): Promise<'lost'> {
    await work.reload();
    const dueInMs = rules.times.attentionPollMs;
    if (transition(base.session.phase, 'needs-operator') !== null)
      await commitMove(context, base, attention('transfer-differs'), { fence, minLeaseLeftMs: 0 });
    await store.release({ sessionId, fence, dueInMs });
    return 'lost';
  }

  return work;
}

/** The session as it will be when the staged moves are committed, version and times aside. */
function preview(base: SessionBundle, move: PayoutMove): SessionBundle {
  let { phase, reason } = base.session;
  for (const event of move.events)
    ({ phase, reason } = { phase: transition(phase, event.name) ?? phase, reason: event.reason });
  const { events: _, notes: __, ...parts } = move;
  const change = {
    ...parts,
    sessionId: base.session.sessionId,
    expectedVersion: base.session.version,
    phase,
    reason,
    events: [],
  };
  return applyChange(base, change, { nowMs: base.nowMs, hints: base.session.hints });
}
