import type { SessionBundle } from '../store/records.ts';
import type { PayoutContext } from './payout-context.ts';

/**
 * When the sweeper looks at a session next, in milliseconds from now; `null` = when somebody asks or a hint comes.
 * Backoffs double with every idle look, with full jitter, so that a thousand payouts do not ask in step.
 */
export function planNextLook(context: PayoutContext, { session, attempts, nowMs }: SessionBundle): number | null {
  const { times } = context.rules;
  const { phase, polls, phaseSinceMs } = session;
  const ageMs = nowMs - phaseSinceMs;
  switch (phase) {
    case 'CREATED':
      return null;
    case 'ONBOARDING':
      if (ageMs > times.onboardingPatienceMs) return null;
      return backoff(context, polls, times.onboardingPollMs, times.onboardingLongestPollMs);
    case 'VERIFYING':
    case 'READY':
      return backoff(context, polls, times.firstBackoffMs, times.longestBackoffMs);
    case 'SENDING': {
      const waitMs = backoff(context, polls, times.firstBackoffMs, times.longestBackoffMs);
      const quietUntilMs = (attempts.at(-1)?.lastIntentAtMs ?? 0) + times.quietMs;
      // The end of the quiet period is when something can be decided: never sleep past it.
      return quietUntilMs > nowMs ? Math.min(waitMs, quietUntilMs - nowMs) : waitMs;
    }
    case 'ACCEPTED':
      return backoff(context, polls, times.transferPollMs, times.transferLongestPollMs);
    case 'HELD':
      return around(context, times.heldPollMs);
    case 'ATTENTION':
      return around(context, times.attentionPollMs);
    case 'PRESENTING':
      if (ageMs <= times.presentingPatienceMs) return around(context, times.presentingPollMs);
      return ageMs <= times.reversalPatienceMs ? around(context, times.reversalPollMs) : null;
    case 'FUNDED':
    case 'DONE':
      return ageMs <= times.reversalPatienceMs ? around(context, times.reversalPollMs) : null;
    case 'FAILED':
    case 'REVERSED':
    case 'CANCELLED':
      return null;
  }
}

function backoff({ randomness }: PayoutContext, polls: number, firstMs: number, longestMs: number): number {
  const ceilingMs = Math.min(longestMs, firstMs * 2 ** Math.min(polls, 30));
  const floorMs = firstMs / 4;
  return Math.round(floorMs + randomness.fraction() * (ceilingMs - floorMs));
}

/** Plus or minus a tenth. */
function around({ randomness }: PayoutContext, ms: number): number {
  return Math.round(ms * (0.9 + randomness.fraction() * 0.2));
}
