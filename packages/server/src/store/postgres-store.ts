import { DotsFlowsError } from '@dots-flows/core';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { inTransaction, parameters, rowsOf, survivesBreaks, withNames } from './postgres-client.ts';
import type { Parameters, PostgresPool, PostgresQueryable } from './postgres-client.ts';
import { commitChange } from './postgres-commit.ts';
import type { PostgresDialect } from './postgres-commit.ts';
import { postgresListener } from './postgres-listener.ts';
import { postgresQueues } from './postgres-queues.ts';
import { newSession } from './new-session.ts';
import { migrate, recordEpoch } from './postgres-schema.ts';
import { postgresTeller } from './postgres-teller.ts';
import { bindingColumn, bundleColumns, bundleOf, fields, optionalBinding } from './postgres-rows.ts';
import { PHASES } from './records.ts';
import type { SessionBundle } from './records.ts';
import { bindingOf, eventOf, flowOf, sessionOf } from './sqlite-rows.ts';
import { storeUnavailable } from './store-errors.ts';
import type { SessionKey, Store } from './store.ts';

export type { PostgresConnection, PostgresPool, PostgresQueryable, PostgresStatement } from './postgres-client.ts';

/** @public */
export interface PostgresStoreOptions {
  /** Postgres schema of the tables; made when it is missing. Default `dots_flows`. */
  readonly schema?: string | undefined;
  /**
   * Tell and hear other instances by NOTIFY and LISTEN, on one connection taken from the pool for good. Default `true`;
   * say `false` behind a transaction pooler: waiting browsers then poll.
   */
  readonly notify?: boolean | undefined;
  /**
   * Name every statement, so that each connection parses and plans it once: about twice as fast. Default: as `notify`,
   * because transaction poolers that do not follow prepared statements (PgBouncer before 1.21) refuse them too.
   */
  readonly prepare?: boolean | undefined;
  /** For tests. Default: the database's clock, which all instances share. */
  readonly clock?: Pick<Clock, 'nowMs'> | undefined;
}

const DATABASE_NOW_MS = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

/**
 * The store for more than one machine: any number of server instances share the work. Every decision is one guarded
 * statement on the primary; nothing depends on SERIALIZABLE or on session state, except the optional wake-up by LISTEN.
 *
 * @param pool - A `pg` pool, or any client of that shape. It stays the host's: `close` does not end it.
 * @throws {@link DotsFlowsError} `not-configured` for what is no pool, for a schema name that is no plain identifier, and
 *   for a pool of one connection that LISTEN would take; from `open`, `store-too-new` when newer code wrote the tables.
 * @example
 * ```ts
 * import pg from 'pg';
 * import { postgresStore } from '@dots-flows/server/postgres';
 * const store = postgresStore(new pg.Pool({ connectionString: process.env.DATABASE_URL }));
 * ```
 * @public
 */
export function postgresStore(pool: PostgresPool, options: PostgresStoreOptions = {}): Store {
  const { schema = 'dots_flows', notify = true, prepare = notify, clock } = options;
  const { query, connect } = (pool ?? {}) as Partial<PostgresPool>;
  if (typeof query !== 'function' || typeof connect !== 'function')
    throw new DotsFlowsError('not-configured', {
      message:
        'postgresStore: what was passed is no pool. Without one no payout can be kept. Pass new pg.Pool({ connectionString }), or any client with `query` and `connect`.',
    });
  if (!/^[a-z_][a-z0-9_]{0,50}$/.test(schema))
    throw new DotsFlowsError('not-configured', {
      message:
        'postgresStore: the schema name is not a plain identifier. It becomes part of every statement, so only a to z, 0 to 9 and _ are taken. Rename the schema.',
    });
  if (notify && pool.options?.max === 1)
    throw new DotsFlowsError('not-configured', {
      message:
        'postgresStore: the pool has one connection only, and LISTEN would take it for good, so that no statement could ever run. Raise `max` of the pool to 2 or more, or pass { notify: false }.',
    });
  const channel = notify ? `${schema}_session` : null;
  const dialect: PostgresDialect = {
    schema,
    nowMs: (p) => (clock === undefined ? DATABASE_NOW_MS : p.add(Math.trunc(clock.nowMs()), 'bigint')),
  };
  const listener = channel === null ? null : postgresListener(pool, channel, systemClock);

  survivesBreaks(pool);
  const client = prepare ? withNames(pool) : pool;
  const teller = channel === null ? null : postgresTeller(client, channel, systemClock);

  async function tell(connection: PostgresQueryable): Promise<number> {
    const p = parameters();
    const [row] = await rowsOf(connection, `select ${dialect.nowMs(p)} as now_ms`, p.values);
    return Number(row?.['now_ms']);
  }

  async function bundles(where: string, p: Parameters): Promise<SessionBundle[]> {
    const rows = await rowsOf(
      client,
      `select ${bundleColumns(schema)}, ${dialect.nowMs(p)} as now_ms from ${schema}.session s where ${where}`,
      p.values,
    );
    return rows.map(bundleOf);
  }

  function keyed(p: Parameters, by: SessionKey): string {
    if ('sessionId' in by) return `s.session_id = ${p.add(by.sessionId, 'text')}`;
    if ('reference' in by) return `s.reference = ${p.add(by.reference, 'text')}`;
    const [table, column, value] =
      'flowId' in by ? ['flow', 'flow_id', by.flowId] : ['attempt', 'transfer_id', by.transferId];
    return `s.session_id = (select session_id from ${schema}.${table} where ${column} = ${p.add(value, 'text')})`;
  }

  async function readSession(by: SessionKey): Promise<SessionBundle | null> {
    const p = parameters();
    return (await bundles(keyed(p, by), p))[0] ?? null;
  }

  return {
    open: (request) =>
      inTransaction(pool, async (connection) => {
        await migrate(connection, schema);
        const nowMs = await tell(connection);
        return { ...(await recordEpoch(connection, schema, request, nowMs)), nowMs };
      }),
    async createSession(session) {
      const p = parameters();
      const fence = p.add(session.leaseMs === undefined ? 0 : 1, 'bigint');
      const { countFlowsWithinMs } = session;
      const accountFlows =
        countFlowsWithinMs === undefined
          ? ''
          : `, (select count(*) from ${schema}.flow f where f.account_id = s.account_id
               and f.created_at_ms > s.created_at_ms - ${p.add(countFlowsWithinMs, 'bigint')}) as account_flows`;
      const [row] = await rowsOf(
        client,
        `insert into ${schema}.session as s (session_id, reference, account_id, amount_cents, phase, version, fence,
           lease_until_ms, hints, hints_seen, polls, onboarding_steps, payout_steps, metadata, created_at_ms,
           phase_since_ms, updated_at_ms)
         select ${p.add(session.sessionId, 'text')}, ${p.add(session.reference, 'text')},
           ${p.add(session.accountId, 'text')}, ${p.add(session.amountCents, 'bigint')}, 'CREATED', 1, ${fence},
           now_ms + ${p.add(session.leaseMs ?? null, 'bigint')}, 0, 0, 0,
           ${p.add(JSON.stringify(session.onboardingSteps), 'jsonb')},
           ${p.add(JSON.stringify(session.payoutSteps), 'jsonb')}, ${p.add(JSON.stringify(session.metadata), 'jsonb')},
           now_ms, now_ms, now_ms from (select ${dialect.nowMs(p)} as now_ms offset 0) as clock
         on conflict (reference) do nothing
         returning created_at_ms as now_ms, ${bindingColumn(schema)}${accountFlows}`,
        p.values,
      );
      if (row !== undefined) {
        const nowMs = Number(row['now_ms']);
        const made = { session: newSession(session, nowMs), attempts: [], flows: [] };
        const bundle = { ...made, binding: optionalBinding(row['binding']), nowMs };
        if (countFlowsWithinMs === undefined) return { isNew: true, bundle };
        return { isNew: true, bundle: { ...bundle, accountFlows: Number(row['account_flows']) } };
      }
      const bundle = await readSession({ reference: session.reference });
      if (bundle === null) throw storeUnavailable(new Error('The session is not there after its insert.'));
      return { isNew: false, bundle };
    },
    readSession,
    async claim(request) {
      const p = parameters();
      const now = dialect.nowMs(p);
      const phases = p.add([...PHASES], 'text[]');
      const chosen =
        'sessionId' in request ? `s.session_id = ${p.add(request.sessionId, 'text')}` : 's.next_at_ms <= clock.now_ms';
      const limit = p.add('sessionId' in request ? 1 : request.limit, 'int');
      // A named session is waited for, so that losing it means that somebody else really holds the lease.
      const skip = 'sessionId' in request ? '' : 'skip locked';
      const rows = await rowsOf(
        client,
        `with clock as materialized (select ${now} as now_ms),
         due as (select s.session_id from ${schema}.session s, clock
           where ${chosen} and (s.lease_until_ms is null or s.lease_until_ms <= clock.now_ms) and s.phase = any(${phases})
           order by s.next_at_ms limit ${limit} for update of s ${skip})
         update ${schema}.session t set fence = t.fence + 1, lease_until_ms = clock.now_ms + ${p.add(request.leaseMs, 'bigint')}
           from due, clock where t.session_id = due.session_id returning t.session_id`,
        p.values,
      );
      if (rows.length === 0) return [];
      // A second statement: its snapshot is younger than the claim, while the claim's own may be older than the rows it took.
      const ids = rows.map((row) => String(row['session_id']));
      const q = parameters();
      return bundles(`s.session_id = any(${q.add(ids, 'text[]')}) order by s.next_at_ms nulls first`, q);
    },
    async commit(change) {
      const result = await commitChange(client, dialect, change);
      if (result.outcome === 'done') teller?.changed(change.sessionId);
      return result;
    },
    async release({ sessionId, fence, dueInMs, hintsSeen, isIdlePoll, refused }) {
      const p = parameters();
      const now = dialect.nowMs(p);
      const seen = `greatest(hints_seen, least(${p.add(hintsSeen ?? 0, 'bigint')}, hints))`;
      const due = dueInMs === null ? 'null' : `${now} + ${p.add(Math.trunc(dueInMs), 'bigint')}`;
      const refusedSince =
        refused === undefined ? 'refused_since_ms' : refused ? `coalesce(refused_since_ms, ${now})` : 'null';
      await rowsOf(
        client,
        `update ${schema}.session set lease_until_ms = null, hints_seen = ${seen},
           next_at_ms = case when hints > ${seen} then ${now} else ${due} end,
           polls = polls + ${p.add(isIdlePoll === true ? 1 : 0, 'int')}, refused_since_ms = ${refusedSince}
         where session_id = ${p.add(sessionId, 'text')} and fence = ${p.add(fence, 'bigint')}`,
        p.values,
      );
    },
    async hint(by) {
      const p = parameters();
      const where = 'dotsUserId' in by ? `s.dots_user_id = ${p.add(by.dotsUserId, 'text')}` : keyed(p, by);
      // Locked in one order, so that two hints about the same user never wait for each other.
      const rows = await rowsOf(
        client,
        `with meant as (select s.session_id from ${schema}.session s where ${where} order by s.session_id for update)
         update ${schema}.session t set hints = t.hints + 1, polls = 0, next_at_ms = ${dialect.nowMs(p)}
         from meant where t.session_id = meant.session_id returning t.session_id`,
        p.values,
      );
      return rows.map((row) => String(row['session_id']));
    },
    ...postgresQueues(client, dialect),
    async readBinding(by) {
      const p = parameters();
      const where =
        'accountId' in by
          ? `b.account_id = ${p.add(by.accountId, 'text')}`
          : `b.dots_user_id = ${p.add(by.dotsUserId, 'text')} or b.former_user_ids @> to_jsonb(${p.add(by.dotsUserId, 'text')})`;
      const [row] = await rowsOf(
        client,
        `select to_jsonb(b) as binding from ${schema}.binding b where ${where} limit 1`,
        p.values,
      );
      return row === undefined ? null : bindingOf(fields(row['binding']));
    },
    mergeUser: ({ oldUserId, newUserId }) =>
      inTransaction(pool, async (connection) => {
        // Sessions before the binding, as in `commit`, so that the two never wait for each other.
        await rowsOf(
          connection,
          `select 1 from ${schema}.session where dots_user_id = $1 order by session_id for update`,
          [oldUserId],
        );
        const [known] = await rowsOf(connection, `select 1 from ${schema}.binding where dots_user_id = $1 for update`, [
          oldUserId,
        ]);
        if (known === undefined) return 'absent';
        const [taken] = await rowsOf(connection, `select 1 from ${schema}.binding where dots_user_id = $1`, [
          newUserId,
        ]);
        if (taken !== undefined) return 'taken';
        await rowsOf(
          connection,
          `update ${schema}.binding set dots_user_id = $1, former_user_ids = former_user_ids || to_jsonb($2::text)
           where dots_user_id = $2`,
          [newUserId, oldUserId],
        );
        await rowsOf(
          connection,
          `update ${schema}.session set dots_user_id = $1, version = version + 1 where dots_user_id = $2`,
          [newUserId, oldUserId],
        );
        return 'merged';
      }),
    async saveFlow(flow) {
      const p = parameters();
      await rowsOf(
        client,
        `insert into ${schema}.flow (flow_id, account_id, kind, steps, completed_steps, dots_user_id, require_auth,
           signed_in_until_ms, created_at_ms)
         values (${p.add(flow.flowId, 'text')}, ${p.add(flow.accountId, 'text')}, ${p.add(flow.kind, 'text')},
           ${p.add(JSON.stringify(flow.steps), 'jsonb')}, ${p.add(JSON.stringify(flow.completedSteps), 'jsonb')},
           ${p.add(flow.dotsUserId, 'text')}, ${p.add(flow.requireAuth, 'boolean')},
           ${p.add(flow.signedInUntilMs, 'bigint')}, ${dialect.nowMs(p)})`,
        p.values,
      );
    },
    async readFlow({ flowId, accountId }) {
      const [row] = await rowsOf(
        client,
        `select to_jsonb(f) as flow from ${schema}.flow f where flow_id = $1 and account_id = $2 and session_id is null`,
        [flowId, accountId],
      );
      return row === undefined ? null : flowOf(fields(row['flow']));
    },
    async countFlows(request) {
      const p = parameters();
      const conditions = [`created_at_ms > ${dialect.nowMs(p)} - ${p.add(request.withinMs, 'bigint')}`];
      if ('sessionId' in request)
        conditions.push(`session_id = ${p.add(request.sessionId, 'text')}`, `kind = ${p.add(request.kind, 'text')}`);
      else conditions.push(`account_id = ${p.add(request.accountId, 'text')}`);
      const [row] = await rowsOf(
        client,
        `select count(*) as n from ${schema}.flow where ${conditions.join(' and ')}`,
        p.values,
      );
      return Number(row?.['n'] ?? 0);
    },
    async readEvents(sessionId) {
      const rows = await rowsOf(
        client,
        `select session_id, version, name, from_phase, to_phase, reason, at_ms from ${schema}.event
         where session_id = $1 order by id`,
        [sessionId],
      );
      return rows.map(eventOf);
    },
    async listSessions({ phase, limit }) {
      const rows = await rowsOf(
        // Without a name: a plan for any phase could not use the index of one.
        pool,
        `select to_jsonb(s) as session from ${schema}.session s where phase = $1 order by updated_at_ms limit $2`,
        [phase, limit],
      );
      return rows.map((row) => sessionOf(fields(row['session'])));
    },
    ...(listener === null ? {} : { onChange: (heard: (sessionId: string) => void) => listener.subscribe(heard) }),
    async close() {
      await teller?.close();
      await listener?.close();
    },
  };
}
