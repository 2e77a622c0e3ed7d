import pg from 'pg';
import { startPostgres } from '@dots-flows/testkit/postgres';
import type { TestPostgres } from '@dots-flows/testkit/postgres';
import { afterAll, beforeAll } from 'vitest';
import { postgresStore } from './postgres-store.ts';
import { describeStore } from './store-contract.ts';

let postgres: TestPostgres;
let pool: pg.Pool;
beforeAll(async () => {
  postgres = await startPostgres();
  pool = new pg.Pool({ connectionString: postgres.connectionString, max: 20 });
});
afterAll(async () => {
  await pool.end();
  await postgres.stop();
});

let made = 0;

describeStore('postgresStore', () => {
  made += 1;
  const schema = `contract_${made}`;
  let now = Date.parse('2026-08-03T09:00:00Z');
  return {
    connect: () => postgresStore(pool, { schema, notify: false, clock: { nowMs: () => now } }),
    passMs(ms) {
      now += ms;
    },
    dispose: async () => void (await pool.query(`drop schema if exists ${schema} cascade`)),
  };
});
