import type { AttemptRecord, BindingRecord, EventRecord, FlowRecord, SessionRecord } from './records.ts';

/**
 * Rows as records. The only place that knows column names, and that a driver may give BigInt for integers.
 * What comes out of our own tables is trusted; a word of newer code passes through as text.
 */
export type Row = Readonly<Record<string, string | number | bigint | null>>;

const number = (value: Row[string] | undefined): number => Number(value);
const numberOrNull = (value: Row[string] | undefined): number | null => (value == null ? null : Number(value));
const text = (value: Row[string] | undefined): string => String(value);
const textOrNull = (value: Row[string] | undefined): string | null => (value == null ? null : String(value));

/** SQLite keeps JSON as text; a row that came as JSON from Postgres has it parsed already. */
function json<T>(value: unknown): T {
  return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}

export function sessionOf(row: Row): SessionRecord {
  return {
    sessionId: text(row['session_id']),
    reference: text(row['reference']),
    accountId: text(row['account_id']),
    amountCents: number(row['amount_cents']),
    phase: text(row['phase']) as SessionRecord['phase'],
    reason: textOrNull(row['reason']),
    version: number(row['version']),
    fence: number(row['fence']),
    leaseUntilMs: numberOrNull(row['lease_until_ms']),
    nextAtMs: numberOrNull(row['next_at_ms']),
    hints: number(row['hints']),
    hintsSeen: number(row['hints_seen']),
    polls: number(row['polls']),
    refusedSinceMs: numberOrNull(row['refused_since_ms']),
    dotsUserId: textOrNull(row['dots_user_id']),
    trust: textOrNull(row['trust']) as SessionRecord['trust'],
    onboardingSteps: json(row['onboarding_steps']),
    payoutSteps: json(row['payout_steps']),
    metadata: json(row['metadata']),
    createdAtMs: number(row['created_at_ms']),
    phaseSinceMs: number(row['phase_since_ms']),
    updatedAtMs: number(row['updated_at_ms']),
  };
}

export function attemptOf(row: Row): AttemptRecord {
  return {
    ordinal: number(row['ordinal']),
    key: text(row['key']),
    dotsUserId: text(row['dots_user_id']),
    amountCents: number(row['amount_cents']),
    firstIntentAtMs: numberOrNull(row['first_intent_at_ms']),
    lastIntentAtMs: numberOrNull(row['last_intent_at_ms']),
    postCount: number(row['post_count']),
    answer: textOrNull(row['answer']) as AttemptRecord['answer'],
    emptyLooks: number(row['empty_looks']),
    transferId: textOrNull(row['transfer_id']),
    status: textOrNull(row['status']),
    evidence: textOrNull(row['evidence']),
  };
}

export function flowOf(row: Row): FlowRecord {
  return {
    flowId: text(row['flow_id']),
    kind: text(row['kind']) as FlowRecord['kind'],
    steps: json(row['steps']),
    completedSteps: json(row['completed_steps']),
    dotsUserId: textOrNull(row['dots_user_id']),
    requireAuth: number(row['require_auth']) === 1,
    signedInUntilMs: numberOrNull(row['signed_in_until_ms']),
    createdAtMs: number(row['created_at_ms']),
  };
}

export function bindingOf(row: Row): BindingRecord {
  return {
    accountId: text(row['account_id']),
    dotsUserId: text(row['dots_user_id']),
    boundAtMs: number(row['bound_at_ms']),
    confirmedAtMs: numberOrNull(row['confirmed_at_ms']),
    completedSteps: json(row['completed_steps']),
    formerUserIds: json(row['former_user_ids']),
  };
}

export function eventOf(row: Row): EventRecord {
  return {
    sessionId: text(row['session_id']),
    version: number(row['version']),
    name: text(row['name']),
    fromPhase: text(row['from_phase']) as EventRecord['fromPhase'],
    toPhase: text(row['to_phase']) as EventRecord['toPhase'],
    reason: textOrNull(row['reason']),
    atMs: number(row['at_ms']),
  };
}
