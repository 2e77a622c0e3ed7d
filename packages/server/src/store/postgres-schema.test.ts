import { startPostgres } from '@dots-flows/testkit/postgres';
import type { TestPostgres } from '@dots-flows/testkit/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTogether } from '../../test/instances/open-together.ts';
import { aSession, change, NAMESPACE } from '../../test/store/store-bench.ts';
import { MIGRATION_LOCK } from './postgres-schema.ts';
import { postgresStore } from './postgres-store.ts';
import type { PostgresStoreOptions } from './postgres-store.ts';

/** Ends a test that hangs; says nothing about how long it takes. */
const HANGS_MS = 60_000;

describe('the tables of postgresStore', { timeout: HANGS_MS }, () => {
  let postgres: TestPostgres;
  let pool: pg.Pool;
  beforeAll(async () => {
    postgres = await startPostgres();
    pool = new pg.Pool({ connectionString: postgres.connectionString });
  });
  afterAll(async () => {
    await pool.end();
    await postgres.stop();
  });

  let made = 0;
  const newSchema = () => `own_${(made += 1)}`;
  const connect = (options: PostgresStoreOptions) => postgresStore(pool, { notify: false, ...options });

  async function open() {
    const schema = newSchema();
    await connect({ schema }).open({ namespace: NAMESPACE });
    return { schema };
  }

  it('is migrated once when many processes start on an empty database at the same moment', async () => {
    const schema = newSchema();
    const epochs = await openTogether(6, [postgres.connectionString, NAMESPACE, schema]);
    expect(new Set(epochs).size).toBe(1);
    const { rows } = await pool.query(`select step from ${schema}.migration order by step`);
    expect(rows).toEqual([{ step: 1 }]);
  });

  it('finds the tables of whoever migrated while it waited, on connections that have seen much before', async () => {
    const own = new pg.Pool({ connectionString: postgres.connectionString, max: 4 });
    const openOnEach = (schemas: readonly string[]) =>
      Promise.all(
        schemas.map((schema) => postgresStore(own, { schema, notify: false }).open({ namespace: NAMESPACE })),
      );
    const holder = await pool.connect();
    try {
      // A connection looks less up in the catalog once it has done all of this before.
      await openOnEach([newSchema(), newSchema(), newSchema(), newSchema()]);
      await holder.query('begin');
      await holder.query('select pg_advisory_xact_lock($1::bigint)', [MIGRATION_LOCK]);
      const schema = newSchema();
      const opening = openOnEach([schema, schema, schema, schema]);
      await expect.poll(waitingForMigration, { timeout: HANGS_MS }).toBe(4);
      await holder.query('commit');
      expect(new Set((await opening).map(({ epoch }) => epoch)).size).toBe(1);
    } finally {
      holder.release();
      await own.end();
    }
  });

  async function waitingForMigration(): Promise<number> {
    const { rowCount } = await pool.query("select 1 from pg_locks where locktype = 'advisory' and not granted");
    return rowCount ?? 0;
  }

  it('refuses tables that newer code wrote, and leaves them as they are', async () => {
    const { schema } = await open();
    await pool.query(`insert into ${schema}.migration values (99, now())`);
    await expect(connect({ schema }).open({ namespace: NAMESPACE })).rejects.toMatchObject({
      code: 'store-too-new',
      message: expect.stringContaining('schema 99') as string,
    });
  });

  it('is opened by a role that may create nothing, once the tables are there', async () => {
    const { schema } = await open();
    await pool.query(`create role app login password 'app'; grant usage on schema ${schema} to app;
      grant select, insert, update, delete on all tables in schema ${schema} to app`);
    const url = new URL(postgres.connectionString);
    url.username = 'app';
    url.password = 'app';
    const appPool = new pg.Pool({ connectionString: url.href, max: 2 });
    const asApp = (options: PostgresStoreOptions) => postgresStore(appPool, { notify: false, ...options });
    try {
      await expect(asApp({ schema: newSchema() }).open({ namespace: NAMESPACE })).rejects.toMatchObject({
        code: 'store-unavailable',
      });
      const store = asApp({ schema });
      await store.open({ namespace: NAMESPACE });
      const { bundle } = await store.createSession(aSession());
      expect(await store.commit(change(bundle))).toMatchObject({ outcome: 'done' });
      expect(await store.purge({ olderThanMs: 0 })).toBe(0);
    } finally {
      await appPool.end();
    }
  });

  it('leaves nothing behind of a migration that did not come to its end', async () => {
    const schema = newSchema();
    await pool.query(`create schema ${schema}; create table ${schema}.binding (in_the_way int)`);
    await expect(connect({ schema }).open({ namespace: NAMESPACE })).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    await pool.query(`drop table ${schema}.binding`);
    await connect({ schema }).open({ namespace: NAMESPACE });
  });
});
