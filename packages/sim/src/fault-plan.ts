import type { CrashPointName } from './internals.ts';
import { CRASH_POINTS } from './internals.ts';
import type { Random } from './random.ts';

/** What can go wrong with one call to Dots. */
export const CALL_FAULTS = [
  /** Nobody listens: not a byte left. */
  'not-sent',
  /** The connection breaks before Dots has read the request. */
  'lost-request',
  /** Dots has carried it out, and the answer is lost. */
  'lost-answer',
  /** The same, but the caller only finds out by its own time limit. */
  'silence',
  /** The request hangs somewhere and is carried out after the caller gave up. */
  'late',
  /** 5xx or 429 without an effect. */
  'error-before',
  /** 5xx with the effect. */
  'error-after',
  /** 200, and the body is cut off. */
  'truncated',
  /** Carried out at once, and the answer takes its time: other ways tell the news first. */
  'slow-answer',
] as const;

export type CallFault = (typeof CALL_FAULTS)[number];

/** Where an instance dies or sleeps, and at which passing of that point. */
export interface PlannedCrash {
  readonly point: CrashPointName;
  readonly passing: number;
  /** A stall stands for a long pause of the process (a full disk, a frozen machine). */
  readonly kind: 'crash' | 'stall';
}

/** Everything that a seed decides about a run, before it begins. */
export interface FaultPlan {
  readonly instances: number;
  readonly payouts: number;
  readonly accounts: number;
  readonly callFaults: readonly CallFault[];
  readonly callFaultChance: number;
  readonly crashes: readonly PlannedCrash[];
  readonly listLagMs: number;
  /** Dots looks at a key when the request arrives and writes it down when it is carried out. */
  readonly hasRacyKeys: boolean;
  readonly webhooks: 'reliable' | 'flaky' | 'never';
  /** What becomes of the first transfers. */
  readonly outcomes: readonly ('flagged' | 'pending' | 'failed' | 'canceled')[];
  /** Puts the store back to an earlier copy of itself. */
  readonly restore: { readonly snapshotAtMs: number; readonly atMs: number; readonly tellsEpoch: boolean } | null;
  /** The host changes its mind about the amount. */
  readonly amendsAmountAtMs: number | null;
  /** Nothing happens for so long, and Dots cannot be read meanwhile. */
  readonly blackout: { readonly atMs: number; readonly forMs: number } | null;
  /** Somebody else goes through this account's onboarding link. */
  readonly hasFixation: boolean;
  readonly hasStranger: boolean;
  readonly clockSkewMs: number;
  readonly chaosMs: number;
}

export const CRASH_POINT_NAMES = Object.keys(CRASH_POINTS) as CrashPointName[];

const HOUR_MS = 3_600_000;

export function planFaults(random: Random): FaultPlan {
  const someFaults = CALL_FAULTS.filter(() => random.chance(0.35));
  const chaosMs = random.between(60_000, 900_000);
  const crashCount = random.pick([0, 0, 1, 1, 2, 3] as const);
  const hasBlackout = random.chance(0.12);
  const hasRestore = random.chance(0.15);
  const plan: FaultPlan = {
    instances: random.between(1, 3),
    payouts: random.between(1, 3),
    accounts: random.between(1, 2),
    callFaults: someFaults,
    callFaultChance: random.pick([0.05, 0.15, 0.4] as const),
    crashes: Array.from({ length: crashCount }, () => ({
      point: CRASH_POINT_NAMES[random.between(0, CRASH_POINT_NAMES.length - 1)] ?? 'CP1',
      passing: random.between(1, 3),
      kind: random.chance(0.8) ? ('crash' as const) : ('stall' as const),
    })),
    listLagMs: random.pick([0, 0, 5_000, 30_000] as const),
    hasRacyKeys: random.chance(0.5),
    webhooks: random.pick(['reliable', 'flaky', 'flaky', 'never'] as const),
    outcomes: Array.from({ length: random.pick([0, 0, 0, 1, 2] as const) }, () =>
      random.pick(['flagged', 'pending', 'failed', 'canceled'] as const),
    ),
    restore: hasRestore
      ? {
          snapshotAtMs: random.between(0, chaosMs / 2),
          atMs: random.between(chaosMs / 2, chaosMs),
          tellsEpoch: random.chance(0.7),
        }
      : null,
    amendsAmountAtMs: random.chance(0.15) ? random.between(0, chaosMs) : null,
    blackout: hasBlackout
      ? { atMs: random.between(5_000, 120_000), forMs: random.pick([HOUR_MS, 13 * HOUR_MS, 25 * HOUR_MS] as const) }
      : null,
    hasFixation: random.chance(0.15),
    hasStranger: random.chance(0.2),
    clockSkewMs: random.pick([0, 0, 2_000, -45_000] as const),
    chaosMs,
  };
  return isBeyondAnyLook(plan) ? { ...plan, hasFixation: false } : plan;
}

/**
 * The store forgets who an account was bound to (a backup), Dots forgets the keys (after 24 hours), and somebody else
 * finishes the account's onboarding: lists are by user, so that nothing shows what the first user was paid. The guide on
 * the server says so.
 */
function isBeyondAnyLook({ restore, blackout, hasFixation }: FaultPlan): boolean {
  return hasFixation && restore !== null && (blackout?.forMs ?? 0) >= 24 * HOUR_MS;
}

/** A run in which just these go wrong: for trying all pairs of crash points against every fault. */
export function planPair(random: Random, points: readonly CrashPointName[], fault: CallFault | null): FaultPlan {
  return {
    ...planFaults(random),
    instances: 2,
    payouts: 1,
    accounts: 1,
    callFaults: fault === null ? [] : [fault],
    callFaultChance: 0.3,
    crashes: points.map((point) => ({ point, passing: 1, kind: 'crash' as const })),
    // A key is rejected only where its transfer is still not to be found when the quiet period is over.
    ...(points.includes('CP16') ? { listLagMs: 600_000, webhooks: 'never' as const } : {}),
    blackout: null,
    hasFixation: false,
    hasStranger: false,
    chaosMs: 240_000,
  };
}
