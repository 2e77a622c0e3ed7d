import { DotsFlowsError } from '@dots-flows/core';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { planned } from './apply-change.ts';
import { PHASES } from './records.ts';
import type { SessionBundle } from './records.ts';
import { commitChange } from './sqlite-commit.ts';
import { connect } from './sqlite-connection.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { openNodeSqlite } from './sqlite-driver.ts';
import type { SqliteDriver } from './sqlite-driver.ts';
import { sqliteQueues } from './sqlite-queues.ts';
import { attemptOf, bindingOf, eventOf, flowOf, sessionOf } from './sqlite-rows.ts';
import { migrate, recordEpoch } from './sqlite-schema.ts';
import { storeUnavailable } from './store-errors.ts';
import type { FlowCount, SessionKey, Store } from './store.ts';

/** @public */
export interface SqliteStoreOptions {
  /** For tests. Default: the machine's clock, which all processes on one database file share. */
  readonly clock?: Pick<Clock, 'nowMs'> | undefined;
}

const PHASE_LIST = PHASES.map((phase) => `'${phase}'`).join(', ');

/**
 * The embedded store: one SQLite file, safe for several processes of one machine. Write-ahead log, every commit on disk
 * before it counts.
 *
 * @param file - A path (opened with `node:sqlite`, Node 22.13 or newer), or an open driver of that shape.
 * @returns A store; the file is opened, created or migrated when the first call needs it.
 * @throws {@link DotsFlowsError} `not-configured` when it is neither; from `open`: `not-configured` without `node:sqlite` or
 *   on a network file system, `store-too-new` when newer code wrote the file.
 * @example
 * ```ts
 * import { sqliteStore } from '@dots-flows/server';
 * const store = sqliteStore('payouts.db');
 * ```
 * @public
 */
export function sqliteStore(file: string | SqliteDriver, options: SqliteStoreOptions = {}): Store {
  // SQLite takes an empty path for a file that is gone with its connection: every payout would be forgotten.
  if (
    typeof file === 'string'
      ? file.trim() === ''
      : typeof (file as Partial<SqliteDriver> | null)?.prepare !== 'function'
  )
    throw new DotsFlowsError('not-configured', {
      message:
        'sqliteStore: the path of the database file is missing or empty, and it is no open driver either. Payouts would be kept nowhere. Pass a path such as "payouts.db"; is the environment variable set?',
    });
  const clock = options.clock ?? systemClock;
  const nowMs = () => Math.trunc(clock.nowMs());
  let driver: SqliteDriver | null = null;
  let connection: SqliteConnection | null = null;

  function db(): SqliteConnection {
    if (connection === null) throw storeUnavailable(new Error('The store is not open.'));
    return connection;
  }

  function findSessionId(by: SessionKey): string | null {
    if ('sessionId' in by) return by.sessionId;
    const row =
      'reference' in by
        ? db().get('select session_id from dots_session where reference = ?', by.reference)
        : 'flowId' in by
          ? db().get('select session_id from dots_flow where flow_id = ?', by.flowId)
          : db().get('select session_id from dots_attempt where transfer_id = ?', by.transferId);
    return row?.['session_id'] == null ? null : String(row['session_id']);
  }

  function bundleOf(sessionId: string): SessionBundle | null {
    const row = db().get('select * from dots_session where session_id = ?', sessionId);
    if (row === undefined) return null;
    const session = sessionOf(row);
    const binding = db().get('select * from dots_binding where account_id = ?', session.accountId);
    return {
      session,
      attempts: db().all('select * from dots_attempt where session_id = ? order by ordinal', sessionId).map(attemptOf),
      flows: db().all('select * from dots_flow where session_id = ? order by rowid', sessionId).map(flowOf),
      binding: binding === undefined ? null : bindingOf(binding),
      nowMs: nowMs(),
    };
  }

  function countFlows(request: FlowCount): number {
    const since = nowMs() - request.withinMs;
    const count = 'select count(*) as n from dots_flow where created_at_ms > ?';
    const row =
      'sessionId' in request
        ? db().get(`${count} and session_id = ? and kind = ?`, since, request.sessionId, request.kind)
        : db().get(`${count} and account_id = ?`, since, request.accountId);
    return Number(row?.['n'] ?? 0);
  }

  return {
    async open(request) {
      try {
        driver ??= typeof file === 'string' ? openNodeSqlite(file) : file;
        connection ??= connect(driver);
      } catch (error) {
        throw error instanceof DotsFlowsError ? error : storeUnavailable(error);
      }
      const opened = driver;
      return db().write(() => {
        migrate(opened);
        return { ...recordEpoch(opened, request, nowMs()), nowMs: nowMs() };
      });
    },
    createSession: async (session) =>
      db().write(() => {
        const existing = findSessionId({ reference: session.reference });
        if (existing === null) {
          const now = nowMs();
          db().run(
            `insert into dots_session (session_id, reference, account_id, amount_cents, phase, version, fence, lease_until_ms,
               hints, hints_seen, polls, onboarding_steps, payout_steps, metadata, created_at_ms, phase_since_ms, updated_at_ms)
             values (?, ?, ?, ?, 'CREATED', 1, ?, ?, 0, 0, 0, ?, ?, ?, ?, ?, ?)`,
            session.sessionId,
            session.reference,
            session.accountId,
            session.amountCents,
            session.leaseMs === undefined ? 0 : 1,
            session.leaseMs === undefined ? null : now + session.leaseMs,
            JSON.stringify(session.onboardingSteps),
            JSON.stringify(session.payoutSteps),
            JSON.stringify(session.metadata),
            now,
            now,
            now,
          );
        }
        const bundle = bundleOf(existing ?? session.sessionId);
        if (bundle === null) throw storeUnavailable(new Error('The session is not there after its insert.'));
        const { accountId, countFlowsWithinMs: withinMs } = session;
        if (existing !== null || withinMs === undefined) return { isNew: existing === null, bundle };
        return { isNew: true, bundle: { ...bundle, accountFlows: countFlows({ accountId, withinMs }) } };
      }),
    readSession: async (by) =>
      db().read(() => {
        const sessionId = findSessionId(by);
        return sessionId === null ? null : bundleOf(sessionId);
      }),
    claim: async (request) =>
      db().write(() => {
        const now = nowMs();
        const isFree = `(lease_until_ms is null or lease_until_ms <= ?1) and phase in (${PHASE_LIST})`;
        const take = `update dots_session set fence = fence + 1, lease_until_ms = ?2 where`;
        const rows =
          'sessionId' in request
            ? db().all(
                `${take} session_id = ?3 and ${isFree} returning session_id`,
                now,
                now + request.leaseMs,
                request.sessionId,
              )
            : db().all(
                `${take} session_id in (select session_id from dots_session where next_at_ms <= ?1 and ${isFree}
                   order by next_at_ms limit ?3) returning session_id`,
                now,
                now + request.leaseMs,
                request.limit,
              );
        return rows.map((row) => bundleOf(String(row['session_id']))).filter((bundle) => bundle !== null);
      }),
    commit: async (change) => db().write(() => commitChange(db(), change, nowMs())),
    release: async ({ sessionId, fence, dueInMs, hintsSeen, isIdlePoll, refused }) =>
      db().write(() => {
        const row = db().get(
          'select hints, hints_seen from dots_session where session_id = ? and fence = ?',
          sessionId,
          fence,
        );
        if (row === undefined) return;
        const now = nowMs();
        const hints = Number(row['hints']);
        const seen = Math.max(Number(row['hints_seen']), Math.min(hintsSeen ?? 0, hints));
        db().run(
          `update dots_session set lease_until_ms = null, hints_seen = ?, next_at_ms = ?, polls = polls + ?,
             refused_since_ms = case ? when 1 then coalesce(refused_since_ms, ?) when 0 then null else refused_since_ms end
           where session_id = ?`,
          seen,
          planned(null, dueInMs, hints > seen, now),
          isIdlePoll === true ? 1 : 0,
          refused === undefined ? null : refused ? 1 : 0,
          now,
          sessionId,
        );
      }),
    hint: async (by) =>
      db().write(() => {
        const raise = 'update dots_session set hints = hints + 1, polls = 0, next_at_ms = ? where';
        if ('dotsUserId' in by)
          return db()
            .all(`${raise} dots_user_id = ? returning session_id`, nowMs(), by.dotsUserId)
            .map((row) => String(row['session_id']));
        return db()
          .all(`${raise} session_id = ? returning session_id`, nowMs(), findSessionId(by))
          .map((row) => String(row['session_id']));
      }),
    ...sqliteQueues(db, nowMs),
    readBinding: async (by) =>
      db().read(() => {
        const row =
          'accountId' in by
            ? db().get('select * from dots_binding where account_id = ?', by.accountId)
            : db().get(
                `select * from dots_binding where dots_user_id = ?1
                   or exists (select 1 from json_each(former_user_ids) where value = ?1) limit 1`,
                by.dotsUserId,
              );
        return row === undefined ? null : bindingOf(row);
      }),
    mergeUser: async ({ oldUserId, newUserId }) =>
      db().write(() => {
        const binding = db().get('select * from dots_binding where dots_user_id = ?', oldUserId);
        if (binding === undefined) return 'absent';
        if (db().get('select 1 from dots_binding where dots_user_id = ?', newUserId) !== undefined) return 'taken';
        const former = JSON.stringify([...bindingOf(binding).formerUserIds, oldUserId]);
        db().run(
          'update dots_binding set dots_user_id = ?, former_user_ids = ? where dots_user_id = ?',
          newUserId,
          former,
          oldUserId,
        );
        db().run(
          `update dots_session set dots_user_id = ?, version = version + 1 where dots_user_id = ?`,
          newUserId,
          oldUserId,
        );
        return 'merged';
      }),
    saveFlow: async (flow) =>
      db().write(() =>
        db().run(
          `insert into dots_flow (flow_id, account_id, kind, steps, completed_steps, dots_user_id, require_auth,
             signed_in_until_ms, created_at_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          flow.flowId,
          flow.accountId,
          flow.kind,
          JSON.stringify(flow.steps),
          JSON.stringify(flow.completedSteps),
          flow.dotsUserId,
          flow.requireAuth ? 1 : 0,
          flow.signedInUntilMs,
          nowMs(),
        ),
      ),
    readFlow: async ({ flowId, accountId }) =>
      db().read(() => {
        const row = db().get(
          'select * from dots_flow where flow_id = ? and account_id = ? and session_id is null',
          flowId,
          accountId,
        );
        return row === undefined ? null : flowOf(row);
      }),
    countFlows: async (request) => db().read(() => countFlows(request)),
    readEvents: async (sessionId) =>
      db().read(() => db().all('select * from dots_event where session_id = ? order by id', sessionId).map(eventOf)),
    listSessions: async ({ phase, limit }) =>
      db().read(() =>
        db()
          .all('select * from dots_session where phase = ? order by updated_at_ms limit ?', phase, limit)
          .map(sessionOf),
      ),
    async close() {
      connection = null;
      // A driver that was handed in belongs to the host.
      if (typeof file === 'string') driver?.close?.();
      driver = null;
    },
  };
}
