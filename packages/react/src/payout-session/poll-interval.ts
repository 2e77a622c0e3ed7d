import { isFinalSession } from '@dots-flows/core';
import type { DotsFlowsError, PayoutSession } from '@dots-flows/core';

/** What decides when the server is asked next. @internal */
export interface PollState {
  readonly session: PayoutSession | undefined;
  readonly error: DotsFlowsError | null;
  /** The frame said that everything is done, the server has not confirmed it. */
  readonly isCatchingUp: boolean;
  /** Changes are also reported live, so asking is only the safety net. */
  readonly isWatched: boolean;
  /** How often the server was asked since the last change. */
  readonly polls: number;
}

const GROWTH = 1.6;
const WATCHED_FACTOR = 6;

const growing = (firstMs: number, maxMs: number, polls: number): number =>
  Math.min(Math.round(firstMs * GROWTH ** polls), maxMs);

/** Milliseconds until the server is asked again, or `false` for never. @internal */
export function pollIntervalMs({ session, error, isCatchingUp, isWatched, polls }: PollState): number | false {
  // Signed out, not found, not allowed: only the user, or a return to the page, changes that.
  if (error?.retry === 'never') return false;
  if (!session) return error ? growing(5_000, 60_000, polls) : false;
  if (isFinalSession(session)) return false;
  // The advance itself makes the server look at Dots, so a live watch does not stand in for it.
  if (isCatchingUp) return growing(1_000, 10_000, polls);
  const factor = isWatched ? WATCHED_FACTOR : 1;
  switch (session.stage) {
    case 'transferring':
      return growing(1_500, 15_000, polls) * factor;
    case 'held':
      return 30_000 * factor;
    case 'onboarding':
    case 'withdrawing':
      return 20_000 * factor;
    default:
      return false;
  }
}
