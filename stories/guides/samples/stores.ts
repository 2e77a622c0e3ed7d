import type { PostgresPool } from '@dots-flows/server/postgres';
// #region sample
import { memoryStore } from '@dots-flows/server';
import { postgresStore } from '@dots-flows/server/postgres';
import { sqliteStore } from '@dots-flows/server/sqlite';

const onOneMachine = sqliteStore('payouts.db');
// A Pool of the package `pg`.
const onMany = postgresStore(pool);
const inTests = memoryStore();
// #endregion

declare const pool: PostgresPool;
export { inTests, onMany, onOneMachine };
