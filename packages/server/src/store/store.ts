import type {
  AttemptAnswer,
  BindingRecord,
  EventRecord,
  FlowKind,
  FlowRecord,
  InboxRecord,
  NoticeRecord,
  Phase,
  SessionBundle,
  SessionRecord,
} from './records.ts';

/**
 * Where payout sessions live.
 *
 * Contract of every method:
 * - It is one guarded statement (or one short transaction without any wait inside): after a crash either all of it
 *   happened or none, and when it resolved, all of it survives a power loss.
 * - Every decision is a compare-and-set. Nothing is read first and written later; losing a race is an answer
 *   (`stale`, `lease-lost`, `taken`, `null`), never an exception.
 * - Times are by the store's own clock, one clock for all instances. Callers pass durations and get `nowMs` back.
 * - When the store cannot answer, it throws `DotsFlowsError` `store-unavailable`; the effect is then unknown, and every
 *   method may simply be called again.
 *
 * @public
 */
export interface Store {
  /**
   * Creates or migrates the tables under a lock, and ties the store to one namespace. Called once, before all else;
   * safe to call from many processes at the same time.
   *
   * @param request.namespace - Which App in which environment this is for.
   * @param request.epoch - Word of the host for "this copy of the data". When it differs from the recorded one, the data
   *   came from a backup: the new word is recorded and `epochSinceMs` starts now.
   * @throws `store-too-new` when newer code wrote it; `not-configured` when it belongs to another namespace.
   */
  open(request: { readonly namespace: string; readonly epoch?: string | undefined }): Promise<StoreInfo>;

  /**
   * Inserts the session, or finds the one that has this reference. Two callers at once get the same one. A session that is
   * new with `leaseMs` is its maker's from the start, as if claimed at once; one that was found stays as it is.
   *
   * @returns The bundle as it is now; `isNew` for exactly one caller.
   */
  createSession(session: NewSession): Promise<{ readonly isNew: boolean; readonly bundle: SessionBundle }>;

  /** Reads a session with its attempts, Flows and binding, as of one moment. `null` when there is none. */
  readSession(by: SessionKey): Promise<SessionBundle | null>;

  /**
   * Takes the lease of sessions: of the one named, or of up to `limit` that are due (`nextAtMs` reached, oldest first).
   * Only sessions whose lease is over are taken, each by exactly one caller, and only phases in `PHASES`. Raises `fence`.
   */
  claim(request: ClaimRequest): Promise<readonly SessionBundle[]>;

  /**
   * Moves a session on: all parts of the change, or none. See {@link SessionChange} for the guards.
   *
   * - `done`: written; `version` grew by one.
   * - `stale`: another commit came first; read again and decide again.
   * - `lease-lost`: the fence is not ours any more, or too little of the lease is left; give up.
   * - `taken`: a unique value belongs to somebody else (`payee`: the Dots user or the account is bound otherwise;
   *   `transfer`: the transfer id is another attempt's, or the attempt has another one; `key`; `flow`).
   * - `too-soon`: an intent is younger than the quiet period; write nothing.
   */
  commit(change: SessionChange): Promise<CommitOutcome>;

  /**
   * Gives the lease back if the fence is still ours, and plans the next look. A hint that came after the session was
   * read makes it due at once. Does not change the version.
   */
  release(request: ReleaseRequest): Promise<void>;

  /** Says of sessions that something may have changed at Dots: raises `hints`, makes them due now. Answers their ids. */
  hint(by: SessionKey | { readonly dotsUserId: string }): Promise<readonly string[]>;

  /** Stores a verified webhook, once per message id. When this resolved, the message is not lost any more. */
  receiveMessage(message: { readonly messageId: string; readonly body: string }): Promise<'stored' | 'duplicate'>;

  /** Takes up to `limit` messages that are not processed and not being processed; each for `leaseMs`. Counts a try. */
  claimMessages(request: { readonly limit: number; readonly leaseMs: number }): Promise<readonly InboxRecord[]>;

  /** Marks a message as processed for good, or puts it back for a later try. Processed ones stay for de-duplication. */
  finishMessage(request: { readonly messageId: string; readonly retryInMs: number | null }): Promise<void>;

  /** Takes up to `limit` notices that are due; each for `leaseMs`. Counts a try. */
  claimNotices(request: { readonly limit: number; readonly leaseMs: number }): Promise<readonly NoticeRecord[]>;

  /** Marks a notice as delivered, or puts it back for a later try. */
  finishNotice(request: { readonly noticeId: string; readonly retryInMs: number | null }): Promise<void>;

  /** Reads who an account or a Dots user (former ids included) is bound to. */
  readBinding(by: { readonly accountId: string } | { readonly dotsUserId: string }): Promise<BindingRecord | null>;

  /**
   * Follows a merge of two Dots users: the binding of `oldUserId` points to `newUserId` from now on and remembers the
   * old id; so do the sessions of that user. `taken` when the new user belongs to another account.
   */
  mergeUser(request: {
    readonly oldUserId: string;
    readonly newUserId: string;
  }): Promise<'merged' | 'absent' | 'taken'>;

  /** Records a Flow that belongs to an account only. */
  saveFlow(flow: NewFlowRecord & { readonly accountId: string }): Promise<void>;

  /** Reads a standalone Flow of this account. Another account's, and a payout's own, are not found. */
  readFlow(by: { readonly flowId: string; readonly accountId: string }): Promise<FlowRecord | null>;

  /** Counts Flows created within the last `withinMs`: of one session and kind, or of one account. */
  countFlows(request: FlowCount): Promise<number>;

  /** The audit of a session, oldest first. */
  readEvents(sessionId: string): Promise<readonly EventRecord[]>;

  /** Sessions in a phase, oldest change first. Made for `ATTENTION`, what an operator has to look at; others may be slow. */
  listSessions(request: { readonly phase: Phase; readonly limit: number }): Promise<readonly SessionRecord[]>;

  /** Removes processed messages and delivered notices older than `olderThanMs`. Answers how many rows went. */
  purge(request: { readonly olderThanMs: number }): Promise<number>;

  /** Calls back when a session changed in another process. Left out when the store cannot tell; then it is polled. */
  onChange?: ((listener: (sessionId: string) => void) => () => void) | undefined;

  close(): Promise<void>;
}

/** What a store says about itself when it is opened. @public */
export interface StoreInfo {
  readonly epoch: string;
  /** When this epoch began, by the store's clock; `null` for the first one. */
  readonly epochSinceMs: number | null;
  readonly nowMs: number;
}

/** @public */
export type SessionKey =
  | { readonly sessionId: string }
  | { readonly reference: string }
  | { readonly flowId: string }
  | { readonly transferId: string };

/** @public */
export type NewSession = Pick<
  SessionRecord,
  'sessionId' | 'reference' | 'accountId' | 'amountCents' | 'onboardingSteps' | 'payoutSteps' | 'metadata'
> & {
  /** How long the maker of a new session holds its lease; the fence is 1 then. Left out: nobody holds it, fence 0. */
  readonly leaseMs?: number | undefined;
  /** Counts the account's Flows of this long, as `countFlows` does, for `accountFlows` of the bundle of a new session. */
  readonly countFlowsWithinMs?: number | undefined;
};

/** @public */
export type ClaimRequest =
  { readonly sessionId: string; readonly leaseMs: number } | { readonly limit: number; readonly leaseMs: number };

/** @public */
export interface ReleaseRequest {
  readonly sessionId: string;
  readonly fence: number;
  /** `null`: nobody looks again until asked or hinted. */
  readonly dueInMs: number | null;
  /** The value of `hints` that was read before Dots was asked: everything up to it is covered now. */
  readonly hintsSeen?: number | undefined;
  /** Counts one more look without a change. */
  readonly isIdlePoll?: boolean | undefined;
  /** `true`: Dots refused our credentials (the time of the first refusal stays); `false`: it took them. */
  readonly refused?: boolean | undefined;
}

/** One move of one session. @public */
export interface SessionChange {
  readonly sessionId: string;
  /** Guard: nobody committed since it was read. */
  readonly expectedVersion: number;
  /** Guard of orders: the lease with this fence is ours for at least `minLeaseLeftMs` more. Facts go without. */
  readonly lease?: { readonly fence: number; readonly minLeaseLeftMs: number } | undefined;

  readonly phase: Phase;
  readonly reason: string | null;
  /** For the session and for attempts that were never sent. */
  readonly amountCents?: number | undefined;
  readonly dotsUserId?: string | undefined;
  readonly trust?: 'trusted' | 'pay' | undefined;
  readonly onboardingSteps?: SessionRecord['onboardingSteps'] | undefined;
  readonly payoutSteps?: SessionRecord['payoutSteps'] | undefined;

  /**
   * Guard and write: this account is this Dots user. Written when neither side is bound, fine when they are bound to
   * each other, `taken` otherwise; a former id of a merged user stays with the account of that user.
   */
  readonly bind?: { readonly dotsUserId: string; readonly completedSteps: readonly string[] } | undefined;
  /** Marks the account's binding as confirmed; needs one. */
  readonly confirmBinding?: boolean | undefined;

  readonly attempts?: readonly AttemptChange[] | undefined;
  readonly newFlow?: NewFlowRecord | undefined;
  readonly flows?: readonly FlowChange[] | undefined;

  /** Appended to the audit, in order. */
  readonly events: readonly Pick<EventRecord, 'name' | 'fromPhase' | 'toPhase' | 'reason'>[];
  /** Appended to the outbox. */
  readonly notices?: readonly { readonly noticeId: string; readonly body: string }[] | undefined;

  /** `undefined` leaves the plan as it is; `null`: when asked or hinted. A hint not yet seen makes it due now. */
  readonly dueInMs?: number | null | undefined;
  readonly hintsSeen?: number | undefined;
  /** Gives the lease back with the same statement; needs `lease`. */
  readonly release?: boolean | undefined;
}

/** @public */
export type AttemptChange =
  | {
      readonly type: 'add';
      readonly ordinal: number;
      readonly key: string;
      readonly dotsUserId: string;
      readonly amountCents: number;
    }
  /** Commits the intent to POST for this user. Guard: no intent of this session is younger than `quietMs`. */
  | { readonly type: 'intent'; readonly ordinal: number; readonly dotsUserId: string; readonly quietMs: number }
  /** What the POST came to. */
  | {
      readonly type: 'answer';
      readonly ordinal: number;
      readonly answer: AttemptAnswer;
      readonly evidence: string | null;
    }
  /** A look-up that found nothing, after the quiet period. */
  | { readonly type: 'empty-look'; readonly ordinal: number }
  /** A fact. The transfer id is written once; the caller has merged the status forward. */
  | {
      readonly type: 'fact';
      readonly ordinal: number;
      readonly transferId: string;
      readonly status: string;
      readonly evidence: string | null;
    }
  /** Dots has provably refused: the same key may be sent again as if for the first time. */
  | { readonly type: 'reopen'; readonly ordinal: number };

/** @public */
export interface NewFlowRecord {
  readonly flowId: string;
  readonly kind: FlowKind;
  readonly steps: readonly string[];
  readonly completedSteps: readonly string[];
  readonly dotsUserId: string | null;
  readonly requireAuth: boolean;
  readonly signedInUntilMs: number | null;
}

/** @public */
export interface FlowChange {
  readonly flowId: string;
  readonly completedSteps: readonly string[];
  readonly dotsUserId: string | null;
}

/** @public */
export type FlowCount = { readonly withinMs: number } & (
  { readonly sessionId: string; readonly kind: FlowKind } | { readonly accountId: string }
);

/** @public */
export type CommitOutcome =
  | {
      readonly outcome: 'done';
      /** The time of the commit. `applyChange` with it gives the session as it is now, without another read. */
      readonly nowMs: number;
      /** How many hints there are now. */
      readonly hints: number;
    }
  | { readonly outcome: 'stale' | 'lease-lost' | 'too-soon' }
  | { readonly outcome: 'taken'; readonly what: 'payee' | 'transfer' | 'key' | 'flow' };
