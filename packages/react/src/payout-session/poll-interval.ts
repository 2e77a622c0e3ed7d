import type { DotsFlowsError, PayoutSession, PayoutStageName } from '@dots-flows/core';

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

/** First and longest pause, in milliseconds; the pauses between grow while nothing changes. One alone stays. */
const PACE: { readonly [Name in PayoutStageName | 'catchingUp' | 'failing']?: readonly [number, number?] } = {
  onboarding: [20_000],
  transferring: [1_500, 15_000],
  held: [30_000],
  withdrawing: [20_000],
  // The advance itself makes the server look at Dots, so a live watch does not stand in for it.
  catchingUp: [1_000, 10_000],
  failing: [5_000, 60_000],
};
const GROWTH = 1.6;
const WATCHED_FACTOR = 6;

/** Milliseconds until the server is asked again, or `false` for never. @internal */
export function pollIntervalMs({ session, error, isCatchingUp, isWatched, polls }: PollState): number | false {
  // Signed out, not found, not allowed: only the user, or a return to the page, changes that.
  if (error?.retry === 'never') return false;
  // What is over, one way or the other, has no pace; neither has a first call that is under way.
  const pace = PACE[isCatchingUp ? 'catchingUp' : (session?.stage ?? 'failing')];
  if (!pace || (!session && !error)) return false;
  const [firstMs, longestMs = firstMs] = pace;
  const pauseMs = Math.max(
    Math.min(Math.round(firstMs * GROWTH ** polls), longestMs),
    (error?.retryAfterSeconds ?? 0) * 1000,
  );
  return isWatched && session && !isCatchingUp ? pauseMs * WATCHED_FACTOR : pauseMs;
}
