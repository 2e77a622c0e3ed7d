import { parameters, refusalOf } from './postgres-client.ts';
import type { Parameters, PostgresQueryable } from './postgres-client.ts';
import { PAYEE_BOUND_OTHERWISE, TRANSFER_WRITTEN_ONCE } from './postgres-schema.ts';
import type { Row } from './sqlite-rows.ts';
import { storeUnavailable } from './store-errors.ts';
import type { AttemptChange, CommitOutcome, SessionChange } from './store.ts';

/** Where the tables are, and how to tell the time. */
export interface PostgresDialect {
  readonly schema: string;
  /** An SQL expression: the store's clock in milliseconds, evaluated where it stands. */
  nowMs(p: Parameters): string;
}

/**
 * Writes one change as ONE statement, which is its own transaction: one round trip, and no lock is held while anything
 * else is waited for.
 *
 * How the guards hold without SERIALIZABLE: the first part locks the session's row, which waits for whoever writes it
 * and then sees the newest row; every commit raises `version`, so when the version is still the expected one, nothing
 * of this session has changed since the statement's snapshot either. What is unique across sessions is guarded by
 * constraints and triggers, whose refusal undoes the whole statement.
 */
export async function commitChange(
  client: PostgresQueryable,
  dialect: PostgresDialect,
  change: SessionChange,
): Promise<CommitOutcome> {
  const { text, values } = commitStatement(dialect, change);
  let rows: Row[];
  try {
    rows = (await client.query({ text, values })).rows as Row[];
  } catch (error) {
    const what = takenBy(error);
    if (what !== null) return { outcome: 'taken', what };
    throw storeUnavailable(error);
  }
  const [row] = rows;
  const outcome = row?.['outcome'] as 'done' | 'stale' | 'lease-lost' | 'too-soon' | 'payee-taken' | undefined;
  // No row: there is no such session.
  if (row === undefined || outcome === undefined) return { outcome: 'stale' };
  if (outcome === 'payee-taken') return { outcome: 'taken', what: 'payee' };
  return outcome === 'done' ? { outcome, nowMs: Number(row['now_ms']), hints: Number(row['hints']) } : { outcome };
}

type TakenWhat = Extract<CommitOutcome, { readonly outcome: 'taken' }>['what'];

const TAKEN: Readonly<Record<string, TakenWhat>> = {
  binding_user: 'payee',
  binding_account: 'payee',
  attempt_key: 'key',
  attempt_ordinal: 'key',
  attempt_transfer: 'transfer',
  flow_id: 'flow',
};

function takenBy(error: unknown): TakenWhat | null {
  const { sqlState, constraint } = refusalOf(error);
  if (sqlState === TRANSFER_WRITTEN_ONCE) return 'transfer';
  if (sqlState === PAYEE_BOUND_OTHERWISE) return 'payee';
  return sqlState === '23505' ? (TAKEN[constraint] ?? null) : null;
}

function commitStatement(dialect: PostgresDialect, change: SessionChange): { text: string; values: unknown[] } {
  const p = parameters();
  const { schema: s } = dialect;
  const sessionId = p.add(change.sessionId, 'text');
  const parts = [
    `locked as materialized (select * from ${s}.session where session_id = ${sessionId} for update)`,
    // The time is told after the lock was taken: a wait for it counts.
    `verdict as materialized (select ${outcomeOf(p, dialect, change)} as outcome, timed.*
       from (select locked.*, ${dialect.nowMs(p)} as now_ms from locked offset 0) as timed)`,
    `ok as not materialized (select * from verdict where outcome = 'done')`,
    `moved as (${sessionUpdate(p, s, change)})`,
    ...bindingParts(p, s, change),
    ...attemptParts(p, s, change),
    ...flowParts(p, s, change),
    ...logParts(p, s, change),
  ];
  return { text: `with ${parts.join(',\n')}\nselect outcome, now_ms, hints from verdict`, values: p.values };
}

function outcomeOf(p: Parameters, { schema: s }: PostgresDialect, change: SessionChange): string {
  const cases = [`when version <> ${p.add(change.expectedVersion, 'bigint')} then 'stale'`];
  if (change.lease !== undefined)
    cases.push(
      `when fence <> ${p.add(change.lease.fence, 'bigint')}
         or coalesce(lease_until_ms, 0) - now_ms < ${p.add(change.lease.minLeaseLeftMs, 'bigint')} then 'lease-lost'`,
    );
  for (const one of change.attempts ?? [])
    if (one.type === 'intent')
      cases.push(
        `when exists (select 1 from ${s}.attempt a where a.session_id = timed.session_id
           and a.last_intent_at_ms > now_ms - ${p.add(one.quietMs, 'bigint')}) then 'too-soon'`,
      );
  if (change.bind !== undefined)
    cases.push(
      `when exists (select 1 from ${s}.binding b where b.account_id <> timed.account_id
         and b.former_user_ids @> to_jsonb(${p.add(change.bind.dotsUserId, 'text')})) then 'payee-taken'`,
    );
  return `case ${cases.join(' ')} else 'done' end`;
}

function sessionUpdate(p: Parameters, s: string, change: SessionChange): string {
  const seen = `greatest(ok.hints_seen, least(${p.add(change.hintsSeen ?? 0, 'bigint')}, ok.hints))`;
  const phase = p.add(change.phase, 'text');
  const due =
    change.dueInMs === undefined
      ? 'ok.next_at_ms'
      : change.dueInMs === null
        ? 'null'
        : `ok.now_ms + ${p.add(Math.trunc(change.dueInMs), 'bigint')}`;
  const sets = [
    `phase = ${phase}`,
    `reason = ${p.add(change.reason, 'text')}`,
    'version = ok.version + 1',
    'polls = 0',
    'updated_at_ms = ok.now_ms',
    `phase_since_ms = case when ok.phase = ${phase} then ok.phase_since_ms else ok.now_ms end`,
    `hints_seen = ${seen}`,
    `next_at_ms = case when ok.hints > ${seen} then ok.now_ms else ${due} end`,
  ];
  if (change.amountCents !== undefined) sets.push(`amount_cents = ${p.add(change.amountCents, 'bigint')}`);
  if (change.dotsUserId !== undefined) sets.push(`dots_user_id = ${p.add(change.dotsUserId, 'text')}`);
  if (change.trust !== undefined) sets.push(`trust = ${p.add(change.trust, 'text')}`);
  if (change.onboardingSteps !== undefined)
    sets.push(`onboarding_steps = ${p.add(JSON.stringify(change.onboardingSteps), 'jsonb')}`);
  if (change.payoutSteps !== undefined)
    sets.push(`payout_steps = ${p.add(JSON.stringify(change.payoutSteps), 'jsonb')}`);
  if (change.release === true) sets.push('lease_until_ms = null');
  return `update ${s}.session t set ${sets.join(', ')} from ok where t.session_id = ok.session_id`;
}

function bindingParts(p: Parameters, s: string, { bind, confirmBinding }: SessionChange): string[] {
  const confirmed = confirmBinding === true ? 'ok.now_ms' : 'null::bigint';
  if (bind !== undefined)
    return [
      `bound as (insert into ${s}.binding as b
         (account_id, dots_user_id, bound_at_ms, confirmed_at_ms, completed_steps, former_user_ids)
         select ok.account_id, ${p.add(bind.dotsUserId, 'text')}, ok.now_ms, ${confirmed},
           ${p.add(JSON.stringify([...new Set(bind.completedSteps)]), 'jsonb')}, '[]'::jsonb from ok
         on conflict (account_id) do update set dots_user_id = excluded.dots_user_id,
           confirmed_at_ms = coalesce(b.confirmed_at_ms, excluded.confirmed_at_ms),
           completed_steps = b.completed_steps || coalesce((select jsonb_agg(step order by place)
             from jsonb_array_elements(excluded.completed_steps) with ordinality as new(step, place)
             where not b.completed_steps @> jsonb_build_array(step)), '[]'::jsonb))`,
    ];
  if (confirmBinding !== true) return [];
  return [
    `confirmed as (update ${s}.binding b set confirmed_at_ms = coalesce(b.confirmed_at_ms, ok.now_ms)
       from ok where b.account_id = ok.account_id)`,
  ];
}

const ATTEMPT_COLUMNS = [
  'dots_user_id',
  'amount_cents',
  'first_intent_at_ms',
  'last_intent_at_ms',
  'post_count',
  'answer',
  'empty_looks',
  'transfer_id',
  'status',
  'evidence',
] as const;

type AttemptColumn = (typeof ATTEMPT_COLUMNS)[number];

/** SQL that is made only when it is used: a value that no part of the statement names has no type. */
type Expression = () => string;

/**
 * The parts of one statement do not see each other's writes, so that all changes of one attempt are folded into one
 * write: each change is an expression over what the ones before it left.
 */
function attemptParts(p: Parameters, s: string, { attempts: changes = [], amountCents }: SessionChange): string[] {
  const ordinals = [...new Set(changes.map(({ ordinal }) => ordinal))];
  const amended: Expression = () =>
    `case when a.post_count = 0 and a.transfer_id is null then ${p.add(amountCents, 'bigint')} else a.amount_cents end`;
  const parts = ordinals.map((ordinal, index) => {
    const all = changes.filter((change) => change.ordinal === ordinal);
    const added = all.find((change) => change.type === 'add');
    // What is said of an attempt before it is there says nothing.
    const own = added === undefined ? all : all.slice(all.indexOf(added));
    const sets = new Map<AttemptColumn, Expression>();
    if (added === undefined && amountCents !== undefined) sets.set('amount_cents', amended);
    for (const change of own) foldAttempt(p, sets, change, added !== undefined);
    const place = p.add(ordinal, 'int');
    if (added === undefined)
      return `attempt_${index} as (update ${s}.attempt a set ${[...sets].map(([name, sql]) => `${name} = ${sql()}`).join(', ')}
        from ok where a.session_id = ok.session_id and a.ordinal = ${place})`;
    const initial = ATTEMPT_COLUMNS.map((name) => sets.get(name)?.() ?? blank(name));
    return `attempt_${index} as (insert into ${s}.attempt (session_id, ordinal, key, ${ATTEMPT_COLUMNS.join(', ')})
      select ok.session_id, ${place}, ${p.add(added.key, 'text')}, ${initial.join(', ')} from ok)`;
  });
  if (amountCents === undefined) return parts;
  const others = ordinals.length === 0 ? '' : `and not a.ordinal = any(${p.add(ordinals, 'int[]')})`;
  return [
    ...parts,
    `amended as (update ${s}.attempt a set amount_cents = ${amended()} from ok where a.session_id = ok.session_id ${others})`,
  ];
}

const blank = (name: AttemptColumn): string => (name === 'post_count' || name === 'empty_looks' ? '0' : 'null');

function foldAttempt(p: Parameters, sets: Map<AttemptColumn, Expression>, change: AttemptChange, isNew: boolean): void {
  const before = (name: AttemptColumn): Expression => sets.get(name) ?? (() => (isNew ? blank(name) : `a.${name}`));
  const set = (name: AttemptColumn, sql: Expression) => sets.set(name, sql);
  const setText = (name: AttemptColumn, text: string) => set(name, () => p.add(text, 'text'));
  switch (change.type) {
    case 'add':
      setText('dots_user_id', change.dotsUserId);
      set('amount_cents', () => p.add(change.amountCents, 'bigint'));
      return;
    case 'intent': {
      const [first, count] = [before('first_intent_at_ms'), before('post_count')];
      setText('dots_user_id', change.dotsUserId);
      set('first_intent_at_ms', () => `coalesce(${first()}, ok.now_ms)`);
      set('last_intent_at_ms', () => 'ok.now_ms');
      set('post_count', () => `${count()} + 1`);
      set('answer', () => 'null');
      set('empty_looks', () => '0');
      return;
    }
    case 'answer':
      setText('answer', change.answer);
      if (change.evidence !== null) setText('evidence', change.evidence);
      return;
    case 'empty-look': {
      const looks = before('empty_looks');
      set('empty_looks', () => `${looks()} + 1`);
      return;
    }
    case 'fact':
      setText('transfer_id', change.transferId);
      setText('status', change.status);
      if (change.evidence !== null) setText('evidence', change.evidence);
      return;
    case 'reopen':
      set('first_intent_at_ms', () => 'null');
      set('answer', () => 'null');
      set('empty_looks', () => '0');
      set('evidence', () => 'null');
  }
}

function flowParts(p: Parameters, s: string, { flows, newFlow }: SessionChange): string[] {
  const changed = (flows ?? []).map(
    (flow, index) =>
      `flow_${index} as (update ${s}.flow f set completed_steps = ${p.add(JSON.stringify(flow.completedSteps), 'jsonb')},
         dots_user_id = ${p.add(flow.dotsUserId, 'text')} from ok
         where f.flow_id = ${p.add(flow.flowId, 'text')} and f.session_id = ok.session_id)`,
  );
  if (newFlow === undefined) return changed;
  return [
    ...changed,
    `new_flow as (insert into ${s}.flow (flow_id, session_id, account_id, kind, steps, completed_steps, dots_user_id,
       require_auth, signed_in_until_ms, created_at_ms)
       select ${p.add(newFlow.flowId, 'text')}, ok.session_id, ok.account_id, ${p.add(newFlow.kind, 'text')},
         ${p.add(JSON.stringify(newFlow.steps), 'jsonb')}, ${p.add(JSON.stringify(newFlow.completedSteps), 'jsonb')},
         ${p.add(newFlow.dotsUserId, 'text')}, ${p.add(newFlow.requireAuth, 'boolean')},
         ${p.add(newFlow.signedInUntilMs, 'bigint')}, ok.now_ms from ok)`,
  ];
}

function logParts(p: Parameters, s: string, { events, notices }: SessionChange): string[] {
  const rows = events.map(
    ({ name, fromPhase, toPhase, reason }) =>
      `select ok.session_id, ok.version + 1, ${[name, fromPhase, toPhase, reason].map((word) => p.add(word, 'text')).join(', ')},
         ok.now_ms from ok`,
  );
  const logged =
    events.length === 0
      ? []
      : [
          `logged as (insert into ${s}.event (session_id, version, name, from_phase, to_phase, reason, at_ms)
             ${rows.join(' union all ')})`,
        ];
  if (notices === undefined || notices.length === 0) return logged;
  return [
    ...logged,
    `noticed as (insert into ${s}.outbox (notice_id, session_id, body, tries, due_at_ms)
       select n.item ->> 'noticeId', ok.session_id, n.item ->> 'body', 0, ok.now_ms
       from ok, jsonb_array_elements(${p.add(JSON.stringify(notices), 'jsonb')}) as n(item))`,
  ];
}
