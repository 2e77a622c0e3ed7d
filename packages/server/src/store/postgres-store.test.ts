import pg from 'pg';
import { startPostgres } from '@dots-flows/testkit/postgres';
import type { TestPostgres } from '@dots-flows/testkit/postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { postgresStore } from './postgres-store.ts';
import type { PostgresStatement, PostgresStoreOptions } from './postgres-store.ts';
import type { Store } from './store.ts';
import { isLong } from '../../test/is-long.ts';
import { describeStore } from '../../test/store/describe-store.ts';
import { aSession, change, NAMESPACE } from '../../test/store/store-bench.ts';

let postgres: TestPostgres;
let pool: pg.Pool;
beforeAll(async () => {
  postgres = await startPostgres();
  pool = new pg.Pool({ connectionString: postgres.connectionString, max: 64 });
});
afterAll(async () => {
  await pool.end();
  await postgres.stop();
});

/** Ends a test that hangs; says nothing about how long it takes. */
const HANGS_MS = 60_000;

let made = 0;

describeStore(
  'postgresStore',
  () => {
    made += 1;
    const schema = `contract_${made}`;
    let now = Date.parse('2026-08-03T09:00:00Z');
    // Connections keep the statements of a schema prepared, so that every schema gets its own.
    const own = new pg.Pool({ connectionString: postgres.connectionString, max: 64 });
    return {
      connect: () => postgresStore(own, { schema, notify: false, prepare: true, clock: { nowMs: () => now } }),
      passMs(ms) {
        now += ms;
      },
      nowMs: () => now,
      async dispose() {
        await own.query(`drop schema if exists ${schema} cascade`);
        await own.end();
      },
    };
  },
  { contentionRounds: isLong ? 1_000 : 30 },
);

describe('postgresStore on Postgres', { timeout: HANGS_MS }, () => {
  const opened: Store[] = [];
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  const newSchema = () => `own_${(made += 1)}`;

  function connect(options: PostgresStoreOptions = {}): Store {
    const store = postgresStore(pool, { notify: false, ...options });
    opened.push(store);
    return store;
  }

  async function open(options: PostgresStoreOptions = {}) {
    const schema = options.schema ?? newSchema();
    const store = connect({ ...options, schema });
    await store.open({ namespace: NAMESPACE });
    return { store, schema };
  }

  async function withTransfer(store: Store) {
    const { bundle } = await store.createSession(aSession());
    await store.commit(
      change(bundle, {
        events: [{ name: 'noted', fromPhase: 'CREATED', toPhase: 'CREATED', reason: null }],
        attempts: [
          { type: 'add', ordinal: 1, key: `key-${bundle.session.sessionId}`, dotsUserId: 'user-1', amountCents: 1 },
          { type: 'fact', ordinal: 1, transferId: 'transfer-1', status: 'pending', evidence: null },
        ],
      }),
    );
    return bundle.session.sessionId;
  }

  it('refuses to change a transfer id, the payee of an account or the audit, even by hand', async () => {
    const { store, schema } = await open();
    const sessionId = await withTransfer(store);
    const bundle = await store.readSession({ sessionId });
    if (bundle !== null) await store.commit(change(bundle, { bind: { dotsUserId: 'user-1', completedSteps: [] } }));
    await expect(pool.query(`update ${schema}.attempt set transfer_id = 'other'`)).rejects.toThrow('written once');
    await expect(pool.query(`update ${schema}.attempt set transfer_id = null`)).rejects.toThrow('written once');
    await expect(pool.query(`update ${schema}.binding set dots_user_id = 'other'`)).rejects.toThrow('stays with');
    await expect(pool.query(`update ${schema}.event set name = 'other'`)).rejects.toThrow('append-only');
    await expect(pool.query(`delete from ${schema}.event`)).rejects.toThrow('append-only');
    expect(await store.readEvents(sessionId)).toHaveLength(1);
  });

  it('claims around rows that others hold, without waiting for them', async () => {
    const { store, schema } = await open();
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) {
      const { bundle } = await store.createSession(aSession());
      await store.commit(change(bundle, { dueInMs: 0 }));
      ids.push(bundle.session.sessionId);
    }
    await store.receiveMessage({ messageId: 'held', body: '{}' });
    await store.receiveMessage({ messageId: 'free', body: '{}' });
    const holder = await pool.connect();
    try {
      await holder.query('begin');
      await holder.query(`select 1 from ${schema}.session where session_id = $1 for update`, [ids[0]]);
      await holder.query(`select 1 from ${schema}.inbox where message_id = 'held' for update`);
      const claimed = await store.claim({ limit: 10, leaseMs: 60_000 });
      expect(claimed.map(({ session }) => session.sessionId).toSorted()).toEqual(ids.slice(1).toSorted());
      expect(await store.claimMessages({ limit: 10, leaseMs: 60_000 })).toMatchObject([{ messageId: 'free' }]);
    } finally {
      await holder.query('rollback');
      holder.release();
    }
    expect(await store.claim({ limit: 10, leaseMs: 60_000 })).toHaveLength(1);
  });

  it('shares what is due among many, each row for one of them', async () => {
    const { store, schema } = await open();
    const count = 60;
    const made = await Promise.all(Array.from({ length: count }, () => store.createSession(aSession())));
    await Promise.all(made.map(({ bundle }) => store.commit(change(bundle, { dueInMs: 0 }))));
    const takers = Array.from({ length: 16 }, async () => {
      const own = connect({ schema });
      const taken: string[] = [];
      for (;;) {
        const claimed = await own.claim({ limit: 3, leaseMs: 60_000 });
        if (claimed.length === 0) return taken;
        taken.push(...claimed.map(({ session }) => session.sessionId));
      }
    });
    const taken = (await Promise.all(takers)).flat();
    expect(taken).toHaveLength(count);
    expect(new Set(taken).size).toBe(count);
  });

  it("goes by the database's clock, whatever the machine's says", async () => {
    const { store, schema } = await open();
    const { bundle } = await store.createSession(aSession());
    const { rows } = await pool.query('select (extract(epoch from now()) * 1000)::bigint as now_ms');
    expect(Math.abs(bundle.nowMs - Number((rows as { now_ms: string }[])[0]?.now_ms))).toBeLessThan(60_000);
    const { sessionId } = bundle.session;
    expect(await store.claim({ sessionId, leaseMs: 3_600_000 })).toHaveLength(1);
    expect(await connect({ schema }).claim({ sessionId, leaseMs: 1 })).toEqual([]);
    await pool.query(`update ${schema}.session set lease_until_ms = lease_until_ms - 3600000`);
    expect(await connect({ schema }).claim({ sessionId, leaseMs: 1 })).toHaveLength(1);
  });

  it('tells other instances of commits, on a connection of its own, until it is closed', async () => {
    const { store, schema } = await open({ notify: true });
    const { store: other } = await open({ notify: true, schema });
    const heard = Promise.withResolvers<string>();
    other.onChange?.((sessionId) => heard.resolve(sessionId));
    const { bundle } = await store.createSession(aSession());
    await listening(schema);
    await store.commit(change(bundle));
    expect(await heard.promise).toBe(bundle.session.sessionId);
    await other.close();
    expect(await listeners(schema)).toBe(0);
  });

  it('closes while its connection for hearing is still being made', async () => {
    const connecting = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const slow = {
      query: ({ text, values }: PostgresStatement) => pool.query(text, values),
      async connect() {
        connecting.resolve();
        await go.promise;
        return pool.connect();
      },
    };
    const store = postgresStore(slow, { schema: newSchema() });
    store.onChange?.(() => undefined);
    await connecting.promise;
    const closed = store.close();
    go.resolve();
    await expect(closed).resolves.toBeUndefined();
  });

  it('has nobody to tell when it is told not to', async () => {
    const { store } = await open({ notify: false });
    expect(store.onChange).toBeUndefined();
  });

  it('listens again after its connection was cut', async () => {
    const { store, schema } = await open({ notify: true });
    const heard: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    store.onChange?.((sessionId) => {
      heard.push(sessionId);
      resolve();
    });
    await listening(schema);
    await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen ${schema}_session'`);
    await gone(schema);
    await listening(schema);
    const { bundle } = await store.createSession(aSession());
    await store.commit(change(bundle));
    await promise;
    expect(heard).toEqual([bundle.session.sessionId]);
  });

  it('refuses schema names that are no plain identifiers, and pools that LISTEN would use up', () => {
    for (const schema of ['', 'a b', 'x;drop table y', 'Übung', '1st', 'x'.repeat(60)])
      expect(() => postgresStore(pool, { schema })).toThrow(expect.objectContaining({ code: 'not-configured' }));
    const single = new pg.Pool({ connectionString: postgres.connectionString, max: 1 });
    expect(() => postgresStore(single)).toThrow(expect.objectContaining({ code: 'not-configured' }));
    expect(() => postgresStore(single, { notify: false })).not.toThrow();
  });

  it.each([undefined, null, 'postgres://me:secret@db/x', {}])('refuses what is no pool: %j', (pool) => {
    expect(() => postgresStore(pool as never)).toThrow(
      expect.objectContaining({
        code: 'not-configured',
        message: expect.not.stringContaining('secret') as string,
      }) as Error,
    );
  });

  it('works through any client that has query alone, and parses what the client does not', async () => {
    const { schema } = await open();
    const asText = {
      connect: () => pool.connect(),
      async query({ text, values }: PostgresStatement) {
        const { rows } = await pool.query(text, values);
        const plain = (value: unknown) =>
          typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as unknown);
        return {
          rows: (rows as object[]).map((row) =>
            Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
          ),
        };
      },
    };
    const store = postgresStore(asText, { schema, notify: false });
    const session = aSession();
    await store.createSession(session);
    expect((await store.readSession({ reference: session.reference }))?.session).toMatchObject(session);
  });

  it('has each connection prepare a statement once, and none where it is told not to', async () => {
    const own = new pg.Pool({ connectionString: postgres.connectionString, max: 1 });
    const prepared = async () => {
      const { rows } = await own.query(
        'select name, (generic_plans + custom_plans)::int as uses from pg_prepared_statements',
      );
      return rows as { name: string; uses: number }[];
    };
    const pair = async (options: PostgresStoreOptions) => {
      const store = postgresStore(own, { schema, ...options });
      for (let count = 0; count < 2; count++) await store.readSession({ reference: 'none' });
    };
    const { schema } = await open();
    try {
      await pair({ notify: false });
      expect(await prepared()).toEqual([]);
      await pair({ notify: false, prepare: true });
      await pair({ notify: false, prepare: true });
      expect(await prepared()).toEqual([{ name: expect.stringMatching(/^dots_[0-9a-z]{1,13}$/) as string, uses: 4 }]);
    } finally {
      await own.end();
    }
  });

  it('answers store-unavailable while the database is away, and works again when it is back', async () => {
    const own = await startPostgres({ durable: true });
    const ownPool = new pg.Pool({ connectionString: own.connectionString, max: 4 });
    const store = postgresStore(ownPool);
    try {
      await store.open({ namespace: NAMESPACE });
      store.onChange?.(() => undefined);
      const session = aSession();
      const { bundle } = await store.createSession(session);
      await own.kill();
      for (const call of [
        store.open({ namespace: NAMESPACE }),
        store.readSession(bundle.session),
        store.commit(change(bundle)),
        store.claim({ limit: 1, leaseMs: 1 }),
        store.receiveMessage({ messageId: 'm', body: '{}' }),
        store.mergeUser({ oldUserId: 'a', newUserId: 'b' }),
      ])
        await expect(call).rejects.toMatchObject({ code: 'store-unavailable' });
      await own.start();
      expect((await store.readSession({ reference: session.reference }))?.session).toEqual(bundle.session);
      expect(await store.commit(change(bundle))).toMatchObject({ outcome: 'done' });
    } finally {
      await store.close();
      await ownPool.end();
      await own.stop();
    }
  });

  async function listeners(schema: string): Promise<number> {
    const { rowCount } = await pool.query(`select 1 from pg_stat_activity where query = 'listen ${schema}_session'`);
    return rowCount ?? 0;
  }
  const listening = (schema: string) => expect.poll(() => listeners(schema), { timeout: HANGS_MS }).toBeGreaterThan(0);
  const gone = (schema: string) => expect.poll(() => listeners(schema), { timeout: HANGS_MS }).toBe(0);
});
