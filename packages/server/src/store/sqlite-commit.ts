import { planned } from './apply-change.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import type { AttemptChange, CommitOutcome, SessionChange } from './store.ts';

/** Writes one change, inside a transaction that holds the write lock. Guards first; nothing is written when one fails. */
export function commitChange(db: SqliteConnection, change: SessionChange, nowMs: number): CommitOutcome {
  const { sessionId } = change;
  const session = db.get(
    `select account_id, version, fence, lease_until_ms, next_at_ms, hints, hints_seen, phase
       from dots_session where session_id = ?`,
    sessionId,
  );
  if (session === undefined || Number(session['version']) !== change.expectedVersion) return { outcome: 'stale' };
  if (change.lease !== undefined) {
    const leftMs = Number(session['lease_until_ms'] ?? 0) - nowMs;
    if (Number(session['fence']) !== change.lease.fence || leftMs < change.lease.minLeaseLeftMs)
      return { outcome: 'lease-lost' };
  }
  if (isTooSoon(db, change, nowMs)) return { outcome: 'too-soon' };
  const accountId = String(session['account_id']);
  const what = takenValue(db, change, accountId);
  if (what !== null) return { outcome: 'taken', what };

  const hints = Number(session['hints']);
  const hintsSeen = Math.max(Number(session['hints_seen']), Math.min(change.hintsSeen ?? 0, hints));
  const plannedBefore = session['next_at_ms'] == null ? null : Number(session['next_at_ms']);
  db.run(
    `update dots_session set
       phase = ?, reason = ?, version = version + 1, polls = 0, updated_at_ms = ?,
       phase_since_ms = case when phase = ? then phase_since_ms else ? end,
       amount_cents = coalesce(?, amount_cents), dots_user_id = coalesce(?, dots_user_id), trust = coalesce(?, trust),
       onboarding_steps = coalesce(?, onboarding_steps), payout_steps = coalesce(?, payout_steps),
       hints_seen = ?, next_at_ms = ?, lease_until_ms = case when ? then null else lease_until_ms end
     where session_id = ?`,
    change.phase,
    change.reason,
    nowMs,
    change.phase,
    nowMs,
    change.amountCents ?? null,
    change.dotsUserId ?? null,
    change.trust ?? null,
    change.onboardingSteps === undefined ? null : JSON.stringify(change.onboardingSteps),
    change.payoutSteps === undefined ? null : JSON.stringify(change.payoutSteps),
    hintsSeen,
    planned(plannedBefore, change.dueInMs, hints > hintsSeen, nowMs),
    change.release === true ? 1 : 0,
    sessionId,
  );
  writeBinding(db, change, accountId, nowMs);
  if (change.amountCents !== undefined)
    db.run(
      'update dots_attempt set amount_cents = ? where session_id = ? and post_count = 0 and transfer_id is null',
      change.amountCents,
      sessionId,
    );
  for (const one of change.attempts ?? []) writeAttempt(db, sessionId, one, nowMs);
  writeFlows(db, change, accountId, nowMs);
  for (const event of change.events)
    db.run(
      `insert into dots_event (session_id, version, name, from_phase, to_phase, reason, at_ms) values (?, ?, ?, ?, ?, ?, ?)`,
      sessionId,
      change.expectedVersion + 1,
      event.name,
      event.fromPhase,
      event.toPhase,
      event.reason,
      nowMs,
    );
  for (const notice of change.notices ?? [])
    db.run(
      `insert into dots_outbox (notice_id, session_id, body, tries, due_at_ms) values (?, ?, ?, 0, ?)`,
      notice.noticeId,
      sessionId,
      notice.body,
      nowMs,
    );
  return { outcome: 'done', nowMs, hints };
}

function isTooSoon(db: SqliteConnection, change: SessionChange, nowMs: number): boolean {
  return (change.attempts ?? []).some(
    (one) =>
      one.type === 'intent' &&
      db.get(
        'select 1 from dots_attempt where session_id = ? and last_intent_at_ms > ? limit 1',
        change.sessionId,
        nowMs - one.quietMs,
      ) !== undefined,
  );
}

type TakenWhat = Extract<CommitOutcome, { readonly outcome: 'taken' }>['what'];

function takenValue(db: SqliteConnection, change: SessionChange, accountId: string): TakenWhat | null {
  const { sessionId, bind, newFlow } = change;
  const isThere = (sql: string, ...values: (string | number)[]) => db.get(sql, ...values) !== undefined;
  if (
    bind !== undefined &&
    isThere(
      `select 1 from dots_binding where (account_id = ?1 and dots_user_id <> ?2) or (account_id <> ?1 and
         (dots_user_id = ?2 or exists (select 1 from json_each(former_user_ids) where value = ?2)))`,
      accountId,
      bind.dotsUserId,
    )
  )
    return 'payee';
  if (newFlow !== undefined && isThere('select 1 from dots_flow where flow_id = ?', newFlow.flowId)) return 'flow';
  for (const one of change.attempts ?? []) {
    if (
      one.type === 'add' &&
      isThere(
        'select 1 from dots_attempt where key = ? or (session_id = ? and ordinal = ?)',
        one.key,
        sessionId,
        one.ordinal,
      )
    )
      return 'key';
    if (
      one.type === 'fact' &&
      isThere(
        `select 1 from dots_attempt
          where (transfer_id = ?1 and not (session_id = ?2 and ordinal = ?3))
             or (session_id = ?2 and ordinal = ?3 and transfer_id <> ?1)`,
        one.transferId,
        sessionId,
        one.ordinal,
      )
    )
      return 'transfer';
  }
  return null;
}

function writeBinding(db: SqliteConnection, change: SessionChange, accountId: string, nowMs: number): void {
  const { bind } = change;
  if (bind !== undefined) {
    const known = db.get('select completed_steps from dots_binding where account_id = ?', accountId);
    const before = known === undefined ? [] : (JSON.parse(String(known['completed_steps'])) as string[]);
    const completedSteps = JSON.stringify([...new Set([...before, ...bind.completedSteps])]);
    db.run(
      `insert into dots_binding (account_id, dots_user_id, bound_at_ms, completed_steps, former_user_ids)
         values (?, ?, ?, ?, '[]') on conflict (account_id) do update set completed_steps = excluded.completed_steps`,
      accountId,
      bind.dotsUserId,
      nowMs,
      completedSteps,
    );
  }
  if (change.confirmBinding === true)
    db.run(
      'update dots_binding set confirmed_at_ms = coalesce(confirmed_at_ms, ?) where account_id = ?',
      nowMs,
      accountId,
    );
}

function writeAttempt(db: SqliteConnection, sessionId: string, change: AttemptChange, nowMs: number): void {
  const where = 'where session_id = ? and ordinal = ?';
  switch (change.type) {
    case 'add':
      db.run(
        'insert into dots_attempt (session_id, ordinal, key, dots_user_id, amount_cents) values (?, ?, ?, ?, ?)',
        sessionId,
        change.ordinal,
        change.key,
        change.dotsUserId,
        change.amountCents,
      );
      return;
    case 'intent':
      db.run(
        `update dots_attempt set dots_user_id = ?, first_intent_at_ms = coalesce(first_intent_at_ms, ?),
           last_intent_at_ms = ?, post_count = post_count + 1, answer = null, empty_looks = 0 ${where}`,
        change.dotsUserId,
        nowMs,
        nowMs,
        sessionId,
        change.ordinal,
      );
      return;
    case 'answer':
      db.run(
        `update dots_attempt set answer = ?, evidence = coalesce(?, evidence) ${where}`,
        change.answer,
        change.evidence,
        sessionId,
        change.ordinal,
      );
      return;
    case 'empty-look':
      db.run(`update dots_attempt set empty_looks = empty_looks + 1 ${where}`, sessionId, change.ordinal);
      return;
    case 'fact':
      db.run(
        `update dots_attempt set transfer_id = ?, status = ?, evidence = coalesce(?, evidence) ${where}`,
        change.transferId,
        change.status,
        change.evidence,
        sessionId,
        change.ordinal,
      );
      return;
    case 'reopen':
      db.run(
        `update dots_attempt set first_intent_at_ms = null, answer = null, empty_looks = 0, evidence = null ${where}`,
        sessionId,
        change.ordinal,
      );
  }
}

function writeFlows(db: SqliteConnection, change: SessionChange, accountId: string, nowMs: number): void {
  const { newFlow } = change;
  for (const flow of change.flows ?? [])
    db.run(
      'update dots_flow set completed_steps = ?, dots_user_id = ? where flow_id = ? and session_id = ?',
      JSON.stringify(flow.completedSteps),
      flow.dotsUserId,
      flow.flowId,
      change.sessionId,
    );
  if (newFlow !== undefined)
    db.run(
      `insert into dots_flow (flow_id, session_id, account_id, kind, steps, completed_steps, dots_user_id, require_auth,
         signed_in_until_ms, created_at_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      newFlow.flowId,
      change.sessionId,
      accountId,
      newFlow.kind,
      JSON.stringify(newFlow.steps),
      JSON.stringify(newFlow.completedSteps),
      newFlow.dotsUserId,
      newFlow.requireAuth ? 1 : 0,
      newFlow.signedInUntilMs,
      nowMs,
    );
}
