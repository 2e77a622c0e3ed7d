import { rowsOf } from './postgres-client.ts';
import type { PostgresQueryable } from './postgres-client.ts';
import { foreignNamespace, storeTooNew } from './store-errors.ts';

/** SQLSTATEs of our own triggers: class `DF` is nobody's (Postgres and the standard use neither). */
export const TRANSFER_WRITTEN_ONCE = 'DF001';
export const PAYEE_BOUND_OTHERWISE = 'DF002';

/**
 * The schema, as an ordered list of steps. A step is never edited once it was released: a change is a new step at the
 * end.
 *
 * What must hold is held by the database where it can be: references, keys, transfer ids and both sides of a binding
 * are unique, a transfer id is written once, a binding changes its user only by a merge, and the audit is append-only.
 *
 * Every index is written with every row, and most of them again with every commit, which is most of what a commit costs:
 * there is one for each question that is asked while somebody waits, and none to spare.
 */
const STEPS: readonly ((schema: string) => string)[] = [
  (s) => `
    create table ${s}.session (
      session_id text primary key,
      reference text not null constraint session_reference unique,
      account_id text not null,
      amount_cents bigint not null check (amount_cents > 0),
      phase text not null,
      reason text,
      version bigint not null,
      fence bigint not null,
      lease_until_ms bigint,
      next_at_ms bigint,
      hints bigint not null,
      hints_seen bigint not null,
      polls bigint not null,
      refused_since_ms bigint,
      dots_user_id text,
      trust text,
      onboarding_steps jsonb not null,
      payout_steps jsonb not null,
      metadata jsonb not null,
      created_at_ms bigint not null,
      phase_since_ms bigint not null,
      updated_at_ms bigint not null
    ) with (fillfactor = 70);
    create index session_due on ${s}.session (next_at_ms) where next_at_ms is not null;
    create index session_user_id on ${s}.session (dots_user_id) where dots_user_id is not null;
    create index session_attention on ${s}.session (updated_at_ms) where phase = 'ATTENTION';

    create table ${s}.attempt (
      session_id text not null references ${s}.session,
      ordinal int not null,
      key text not null constraint attempt_key unique,
      dots_user_id text not null,
      amount_cents bigint not null check (amount_cents > 0),
      first_intent_at_ms bigint,
      last_intent_at_ms bigint,
      post_count int not null,
      answer text,
      empty_looks int not null,
      transfer_id text constraint attempt_transfer unique,
      status text,
      evidence text,
      constraint attempt_ordinal primary key (session_id, ordinal)
    );
    create function ${s}.keep_transfer() returns trigger language plpgsql as $$
      begin raise exception 'a transfer id is written once' using errcode = '${TRANSFER_WRITTEN_ONCE}'; end $$;
    create trigger attempt_transfer_once before update of transfer_id on ${s}.attempt for each row
      when (old.transfer_id is not null and new.transfer_id is distinct from old.transfer_id)
      execute function ${s}.keep_transfer();

    create table ${s}.flow (
      flow_id text constraint flow_id primary key,
      session_id text,
      account_id text not null,
      kind text not null,
      steps jsonb not null,
      completed_steps jsonb not null,
      dots_user_id text,
      require_auth boolean not null,
      signed_in_until_ms bigint,
      created_at_ms bigint not null,
      sequence bigint generated always as identity
    );
    create index flow_session on ${s}.flow (session_id) where session_id is not null;
    create index flow_account on ${s}.flow (account_id, created_at_ms);

    create table ${s}.binding (
      account_id text constraint binding_account primary key,
      dots_user_id text not null constraint binding_user unique,
      bound_at_ms bigint not null,
      confirmed_at_ms bigint,
      completed_steps jsonb not null,
      former_user_ids jsonb not null
    );
    create function ${s}.keep_payee() returns trigger language plpgsql as $$
      begin raise exception 'an account stays with its payee' using errcode = '${PAYEE_BOUND_OTHERWISE}'; end $$;
    create trigger binding_payee before update on ${s}.binding for each row
      when (new.dots_user_id <> old.dots_user_id and not new.former_user_ids @> to_jsonb(old.dots_user_id))
      execute function ${s}.keep_payee();
    create index binding_former on ${s}.binding using gin (former_user_ids);

    create table ${s}.event (
      id bigint generated always as identity,
      session_id text not null,
      version bigint not null,
      name text not null,
      from_phase text not null,
      to_phase text not null,
      reason text,
      at_ms bigint not null,
      primary key (session_id, id)
    );
    create function ${s}.keep_event() returns trigger language plpgsql as $$
      begin raise exception 'the audit is append-only'; end $$;
    create trigger event_append_only before update or delete on ${s}.event for each row execute function ${s}.keep_event();

    create table ${s}.inbox (
      message_id text primary key,
      body text not null,
      received_at_ms bigint not null,
      tries int not null,
      due_at_ms bigint not null,
      processed_at_ms bigint
    );
    create index inbox_due on ${s}.inbox (due_at_ms) where processed_at_ms is null;

    create table ${s}.outbox (
      notice_id text primary key,
      session_id text not null,
      body text not null,
      tries int not null,
      due_at_ms bigint not null,
      delivered_at_ms bigint
    );
    create index outbox_due on ${s}.outbox (due_at_ms) where delivered_at_ms is null;

    create table ${s}.store (
      only_row int primary key check (only_row = 1),
      namespace text not null,
      epoch text not null,
      epoch_since_ms bigint
    );`,
];

/** One lock for everybody who migrates any schema of ours; held until the transaction ends. */
export const MIGRATION_LOCK = 7_310_580_223;

/**
 * Brings the tables up to date, inside a transaction of the caller. Everybody else waits, then finds nothing to do. Where
 * nothing is to be done from the start, nothing is locked, and no right to create anything is needed.
 */
export async function migrate(client: PostgresQueryable, schema: string): Promise<void> {
  if (await isUpToDate(client, schema)) return;
  await rowsOf(client, 'select pg_advisory_xact_lock($1::bigint)', [MIGRATION_LOCK]);
  // Reading the catalog comes first: `if not exists` alone goes by what this connection remembers, and the look above has
  // it remember that there is no schema. Waiting for the lock does not tell it otherwise; locking a table does.
  const [known] = await rowsOf(client, 'select 1 from pg_namespace where nspname = $1', [schema]);
  if (known === undefined) await rowsOf(client, `create schema ${schema}`);
  await rowsOf(
    client,
    `create table if not exists ${schema}.migration (step int primary key, at timestamptz not null)`,
  );
  const [row] = await rowsOf(client, `select coalesce(max(step), 0) as step from ${schema}.migration`);
  const found = Number(row?.['step']);
  if (found > STEPS.length) throw storeTooNew(found, STEPS.length);
  for (const [index, step] of STEPS.entries()) {
    if (index < found) continue;
    await rowsOf(client, step(schema));
    await rowsOf(client, `insert into ${schema}.migration values ($1, now())`, [index + 1]);
  }
}

async function isUpToDate(client: PostgresQueryable, schema: string): Promise<boolean> {
  const [table] = await rowsOf(client, 'select to_regclass($1) is not null as is_there', [`${schema}.migration`]);
  if ((table?.['is_there'] as unknown) !== true) return false;
  const [row] = await rowsOf(client, `select max(step) as step from ${schema}.migration`);
  return Number(row?.['step']) === STEPS.length;
}

/** Ties the store to its namespace, and notes a new epoch. Inside the same transaction as {@link migrate}. */
export async function recordEpoch(
  client: PostgresQueryable,
  schema: string,
  request: { readonly namespace: string; readonly epoch?: string | undefined },
  nowMs: number,
): Promise<{ readonly epoch: string; readonly epochSinceMs: number | null }> {
  const epoch = request.epoch ?? crypto.randomUUID();
  await rowsOf(client, `insert into ${schema}.store values (1, $1, $2, null) on conflict do nothing`, [
    request.namespace,
    epoch,
  ]);
  const [row] = await rowsOf(client, `select namespace, epoch, epoch_since_ms from ${schema}.store`);
  if (row === undefined || row['namespace'] !== request.namespace) throw foreignNamespace();
  if (request.epoch === undefined || request.epoch === row['epoch']) {
    const since = row['epoch_since_ms'];
    return { epoch: String(row['epoch']), epochSinceMs: since == null ? null : Number(since) };
  }
  await rowsOf(client, `update ${schema}.store set epoch = $1, epoch_since_ms = $2::bigint`, [request.epoch, nowMs]);
  return { epoch: request.epoch, epochSinceMs: nowMs };
}
