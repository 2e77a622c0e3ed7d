import type { FlowStep } from '@dots-flows/core';

/**
 * The phases of a payout session. What is true in each of them stands in `payouts/states.ts`; stores keep them as text
 * and touch only the ones listed here, so that rows of newer code are left alone.
 */
export const PHASES = [
  'CREATED',
  'ONBOARDING',
  'VERIFYING',
  'READY',
  'SENDING',
  'ACCEPTED',
  'HELD',
  'ATTENTION',
  'FUNDED',
  'PRESENTING',
  'DONE',
  'FAILED',
  'REVERSED',
  'CANCELLED',
] as const;

/** One of {@link PHASES}. */
export type Phase = (typeof PHASES)[number];

/** One payout: one row, which is the lock and the queue entry in one. All times are by the store's clock. */
export interface SessionRecord {
  /** 128 random bits. */
  readonly sessionId: string;
  /** The host's payout id, unique within the store. */
  readonly reference: string;
  readonly accountId: string;
  readonly amountCents: number;
  readonly phase: Phase;
  /** Why the payout is held, failed or needs a person; `null` elsewhere. */
  readonly reason: string | null;
  /** Grows by one with every commit; never by a claim or a hint. */
  readonly version: number;
  /** Grows by one with every claim. */
  readonly fence: number;
  readonly leaseUntilMs: number | null;
  /** When the sweeper looks at it next; `null` = when somebody asks or a hint comes. */
  readonly nextAtMs: number | null;
  /** How many hints (webhooks) came, and how many of them a finished look at Dots has covered. Dirty = they differ. */
  readonly hints: number;
  readonly hintsSeen: number;
  /** Looks since the last change or hint: the exponent of the backoff. */
  readonly polls: number;
  /** Since when Dots has refused our credentials; `null` when it does not. */
  readonly refusedSinceMs: number | null;
  readonly dotsUserId: string | null;
  /** What `reviewPayee` said at last: `trusted`, `pay`, or `null` when it was not asked yet. */
  readonly trust: 'trusted' | 'pay' | null;
  readonly onboardingSteps: readonly FlowStep[];
  readonly payoutSteps: readonly FlowStep[];
  /** The host's own words for Flows and the transfer. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
  readonly phaseSinceMs: number;
  readonly updatedAtMs: number;
}

/** What the answer to the last POST of an attempt was; `null` before there was one, or while it is on its way. */
export type AttemptAnswer = 'unknown' | 'not-sent' | 'duplicate-key' | 'refused' | 'credentials';

/** One idempotency key of a session. A second row exists only on proof that the transfer of the first is dead. */
export interface AttemptRecord {
  readonly ordinal: number;
  readonly key: string;
  readonly dotsUserId: string;
  readonly amountCents: number;
  /** Start of the trust window; `null` before the first intent, and after Dots has provably refused. */
  readonly firstIntentAtMs: number | null;
  /** Start of the quiet period. */
  readonly lastIntentAtMs: number | null;
  readonly postCount: number;
  readonly answer: AttemptAnswer | null;
  /** Empty look-ups since the quiet period of the last intent ended. */
  readonly emptyLooks: number;
  /** Written once. */
  readonly transferId: string | null;
  /** Dots' word, only ever moved forward. */
  readonly status: string | null;
  /** Dots' error code or our own word for what was seen; no personal data. */
  readonly evidence: string | null;
}

/** What a Flow is for. A `standalone` one belongs to an account, not to a payout. */
export type FlowKind = 'onboarding' | 'payout' | 'standalone';

/** A Flow that was created and committed. Its link is stored nowhere: it is a bearer secret, and Dots tells it again. */
export interface FlowRecord {
  readonly flowId: string;
  readonly kind: FlowKind;
  readonly steps: readonly string[];
  readonly completedSteps: readonly string[];
  /** Whom it was made for, or who signed in; `null` while nobody did. */
  readonly dotsUserId: string | null;
  readonly requireAuth: boolean;
  /** By the host's clock, for the browser; `null` when the user signs in first. */
  readonly signedInUntilMs: number | null;
  readonly createdAtMs: number;
}

/** A session with all that hangs on it, read at one moment. */
export interface SessionBundle {
  readonly session: SessionRecord;
  /** By ordinal. */
  readonly attempts: readonly AttemptRecord[];
  /** Oldest first. */
  readonly flows: readonly FlowRecord[];
  /** The binding of the session's account. */
  readonly binding: BindingRecord | null;
  /** How many Flows the account had lately: for a session that was made just now, where that was asked for. */
  readonly accountFlows?: number | undefined;
  /** The store's clock at the moment of reading. */
  readonly nowMs: number;
}

/** Which Dots user an account is: unique both ways. */
export interface BindingRecord {
  readonly accountId: string;
  readonly dotsUserId: string;
  readonly boundAtMs: number;
  /** When this user first finished a payout Flow after proving the phone; until then every payout Flow asks for it. */
  readonly confirmedAtMs: number | null;
  /** Steps that this user finished in Flows of ours. */
  readonly completedSteps: readonly string[];
  /** Ids of this person that Dots has merged into the present one. */
  readonly formerUserIds: readonly string[];
}

/** A verified webhook on its way through the inbox. */
export interface InboxRecord {
  readonly messageId: string;
  /** JSON text of the ids it names, never its other content. */
  readonly body: string;
  readonly tries: number;
  readonly receivedAtMs: number;
}

/** A line of the audit: what happened to a session, in order. No links, no personal data. */
export interface EventRecord {
  readonly sessionId: string;
  readonly version: number;
  readonly name: string;
  readonly fromPhase: Phase;
  readonly toPhase: Phase;
  readonly reason: string | null;
  readonly atMs: number;
}

/** A notice to the host: delivered at least once, with the same id and text every time. */
export interface NoticeRecord {
  readonly noticeId: string;
  readonly sessionId: string;
  /** JSON text. */
  readonly body: string;
  readonly tries: number;
}
