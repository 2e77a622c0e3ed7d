import { foreignNamespace, storeTooNew } from './store-errors.ts';
import type { SqliteDriver } from './sqlite-driver.ts';

/**
 * The schema, as an ordered list of steps. A step is never edited once it was released: a change is a new step at the
 * end. Each is a list of single statements, because drivers run one at a time.
 *
 * What must hold is held by the database where it can be: references, keys, transfer ids and both sides of a binding
 * are unique, a transfer id is written once, and the audit is append-only.
 */
const STEPS: readonly (readonly string[])[] = [
  [
    `create table dots_session (
      session_id text primary key,
      reference text not null unique,
      account_id text not null,
      amount_cents integer not null check (amount_cents > 0),
      phase text not null,
      reason text,
      version integer not null,
      fence integer not null,
      lease_until_ms integer,
      next_at_ms integer,
      hints integer not null,
      hints_seen integer not null,
      polls integer not null,
      refused_since_ms integer,
      dots_user_id text,
      trust text,
      onboarding_steps text not null,
      payout_steps text not null,
      metadata text not null,
      created_at_ms integer not null,
      phase_since_ms integer not null,
      updated_at_ms integer not null
    ) strict, without rowid`,
    `create index dots_session_due on dots_session (next_at_ms) where next_at_ms is not null`,
    `create index dots_session_user on dots_session (dots_user_id) where dots_user_id is not null`,
    `create index dots_session_phase on dots_session (phase, updated_at_ms)`,
    `create table dots_attempt (
      session_id text not null references dots_session,
      ordinal integer not null,
      key text not null unique,
      dots_user_id text not null,
      amount_cents integer not null check (amount_cents > 0),
      first_intent_at_ms integer,
      last_intent_at_ms integer,
      post_count integer not null default 0,
      answer text,
      empty_looks integer not null default 0,
      transfer_id text unique,
      status text,
      evidence text,
      primary key (session_id, ordinal)
    ) strict, without rowid`,
    `create trigger dots_attempt_transfer_once before update of transfer_id on dots_attempt
      when old.transfer_id is not null and new.transfer_id is not old.transfer_id
      begin select raise(abort, 'a transfer id is written once'); end`,
    `create table dots_flow (
      flow_id text primary key,
      session_id text,
      account_id text not null,
      kind text not null,
      steps text not null,
      completed_steps text not null,
      dots_user_id text,
      require_auth integer not null,
      signed_in_until_ms integer,
      created_at_ms integer not null
    ) strict`,
    `create index dots_flow_session on dots_flow (session_id) where session_id is not null`,
    `create index dots_flow_account on dots_flow (account_id, created_at_ms)`,
    `create table dots_binding (
      account_id text primary key,
      dots_user_id text not null unique,
      bound_at_ms integer not null,
      confirmed_at_ms integer,
      completed_steps text not null,
      former_user_ids text not null
    ) strict, without rowid`,
    `create table dots_event (
      id integer primary key autoincrement,
      session_id text not null,
      version integer not null,
      name text not null,
      from_phase text not null,
      to_phase text not null,
      reason text,
      at_ms integer not null
    ) strict`,
    `create index dots_event_session on dots_event (session_id, id)`,
    `create trigger dots_event_append_only before update on dots_event
      begin select raise(abort, 'the audit is append-only'); end`,
    `create trigger dots_event_kept before delete on dots_event
      begin select raise(abort, 'the audit is append-only'); end`,
    `create table dots_inbox (
      message_id text primary key,
      body text not null,
      received_at_ms integer not null,
      tries integer not null,
      due_at_ms integer not null,
      processed_at_ms integer
    ) strict, without rowid`,
    `create index dots_inbox_due on dots_inbox (due_at_ms) where processed_at_ms is null`,
    `create table dots_outbox (
      notice_id text primary key,
      session_id text not null,
      body text not null,
      tries integer not null,
      due_at_ms integer not null,
      delivered_at_ms integer
    ) strict, without rowid`,
    `create index dots_outbox_due on dots_outbox (due_at_ms) where delivered_at_ms is null`,
    `create table dots_store (
      only_row integer primary key check (only_row = 1),
      namespace text not null,
      epoch text not null,
      epoch_since_ms integer
    ) strict`,
  ],
];

/** Brings the tables up to date, inside a transaction of the caller that holds the write lock. */
export function migrate(driver: SqliteDriver): void {
  const row = driver.prepare('pragma user_version').get() as { user_version: number | bigint };
  const found = Number(row.user_version);
  if (found > STEPS.length) throw storeTooNew(found, STEPS.length);
  for (const statement of STEPS.slice(found).flat()) driver.prepare(statement).run();
  // A pragma takes no parameters; the value is a number of ours.
  if (found < STEPS.length) driver.prepare(`pragma user_version = ${STEPS.length}`).run();
}

/** Ties the store to its namespace, and notes a new epoch. Inside the same transaction as {@link migrate}. */
export function recordEpoch(
  driver: SqliteDriver,
  request: { readonly namespace: string; readonly epoch?: string | undefined },
  nowMs: number,
): { readonly epoch: string; readonly epochSinceMs: number | null } {
  const row = driver.prepare('select namespace, epoch, epoch_since_ms from dots_store').get() as
    { namespace: string; epoch: string; epoch_since_ms: number | null } | undefined;
  if (row === undefined) {
    const epoch = request.epoch ?? crypto.randomUUID();
    driver.prepare('insert into dots_store values (1, ?, ?, null)').run(request.namespace, epoch);
    return { epoch, epochSinceMs: null };
  }
  if (row.namespace !== request.namespace) throw foreignNamespace();
  if (request.epoch === undefined || request.epoch === row.epoch)
    return { epoch: row.epoch, epochSinceMs: row.epoch_since_ms };
  driver.prepare('update dots_store set epoch = ?, epoch_since_ms = ?').run(request.epoch, nowMs);
  return { epoch: request.epoch, epochSinceMs: nowMs };
}
