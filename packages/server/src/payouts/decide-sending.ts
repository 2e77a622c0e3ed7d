import type { AttemptRecord } from '../store/records.ts';
import type { Times } from './times.ts';

/** What is known when a look-up has found no transfer of this payout. */
export interface SendingView {
  readonly attempt: AttemptRecord;
  /** By the store's clock. */
  readonly nowMs: number;
  readonly times: Times;
}

/**
 * - `wait`: look again; `isCounted` when this empty look-up counts as evidence.
 * - `post`: the same key may go out (again).
 * - `refused`: Dots has provably refused; nothing was sent.
 * - `attention`: only a person can tell.
 */
export type SendingDecision =
  | {
      readonly kind: 'wait';
      readonly isCounted: boolean;
      /** When to look next; `null` = as the backoff says. */
      readonly nextInMs: number | null;
    }
  | { readonly kind: 'post' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'attention'; readonly reason: 'key-too-old' | 'rejection-invisible' };

/** Lists may lag, so one empty look is no look: two of them, after the quiet period, before anything follows from it. */
const LOOKS_NEEDED = 2;

/**
 * Decides what follows from "no transfer found". Absence proves nothing by itself: it never leads to a new key, and to the
 * same key only after the quiet period, after two looks, and while Dots still knows the key for sure.
 */
export function decideSending({ attempt, nowMs, times }: SendingView): SendingDecision {
  const { firstIntentAtMs, lastIntentAtMs, answer } = attempt;
  if (lastIntentAtMs !== null) {
    const quietLeftMs = lastIntentAtMs + times.quietMs - nowMs;
    if (quietLeftMs > 0) return { kind: 'wait', isCounted: false, nextInMs: null };
  }
  // Nothing was sent under this key by this row, or what was sent was provably refused.
  if (firstIntentAtMs === null) return { kind: 'post' };

  // A refusal after an earlier POST of the same key whose end is unknown may well be the refusal of a used key: what that
  // one looks like is unknown too.
  const isRejection = answer === 'duplicate-key' || (answer === 'refused' && firstIntentAtMs !== lastIntentAtMs);
  if (isRejection) {
    if (nowMs - (lastIntentAtMs ?? nowMs) >= times.invisiblePatienceMs)
      return { kind: 'attention', reason: 'rejection-invisible' };
    return { kind: 'wait', isCounted: false, nextInMs: null };
  }
  if (attempt.emptyLooks + 1 < LOOKS_NEEDED) return { kind: 'wait', isCounted: true, nextInMs: times.firstBackoffMs };
  if (answer === 'refused') return { kind: 'refused' };
  if (nowMs - firstIntentAtMs >= times.trustMs) return { kind: 'attention', reason: 'key-too-old' };
  return { kind: 'post' };
}
