import { DatabaseSync } from 'node:sqlite';
import { startPostgres } from '@dots-flows/testkit/postgres';
import pg from 'pg';
import { postgresStore, sqliteStore } from './internals.ts';
import { memorySimStore } from './run-schedule.ts';
import type { SimStore } from './run-schedule.ts';

export type StoreKind = 'memory' | 'sqlite' | 'postgres';

/** Makes an empty store for each run, and cleans up when all are done. */
export interface StoreMaker {
  make(): SimStore;
  close(): Promise<void>;
}

export async function storeMaker(kind: StoreKind): Promise<StoreMaker> {
  switch (kind) {
    case 'memory':
      return { make: memorySimStore, close: async () => undefined };
    case 'sqlite':
      return { make: sqliteSimStore, close: async () => undefined };
    case 'postgres':
      return postgresMaker();
  }
}

function sqliteSimStore(): SimStore {
  const database = new DatabaseSync(':memory:');
  return {
    forInstance: (clock) => sqliteStore(database, { clock }),
    snapshot: () => undefined,
    restore: () => false,
  };
}

async function postgresMaker(): Promise<StoreMaker> {
  const server = await startPostgres();
  const pool = new pg.Pool({ connectionString: server.connectionString, max: 8 });
  pool.on('error', () => undefined);
  let number = 0;
  return {
    make() {
      number += 1;
      const schema = `sim_${number}`;
      return {
        forInstance: (clock) => postgresStore(pool, { schema, clock, notify: false }),
        snapshot: () => undefined,
        restore: () => false,
      };
    },
    async close() {
      await pool.end();
      await server.stop();
    },
  };
}
