import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Pool } from 'pg';

/** The least that any code does that writes a payout down and then notes its Flow: one insert and one update. */
export interface RawTable {
  readonly insertAndUpdate: () => Promise<void>;
}

const COLUMNS = `id text primary key, reference text not null unique, account text not null, amount bigint not null,
  phase text not null, version bigint not null, flow_id text, updated_at bigint not null`;

export async function postgresTable(pool: Pool): Promise<RawTable> {
  await pool.query(`create table raw_payout (${COLUMNS})`);
  return {
    async insertAndUpdate() {
      const id = randomUUID();
      await pool.query({
        name: 'raw-insert',
        text: `insert into raw_payout (id, reference, account, amount, phase, version, updated_at)
          values ($1, $2, $3, $4, 'created', 1, $5)`,
        values: [id, `inv_${id}`, `acct_${id}`, 24_850, Date.now()],
      });
      await pool.query({
        name: 'raw-update',
        text: `update raw_payout set phase = 'onboarding', version = version + 1, flow_id = $2, updated_at = $3
          where id = $1 and version = 1`,
        values: [id, randomUUID(), Date.now()],
      });
    },
  };
}

export function sqliteTable(file: string): RawTable & { close(): void } {
  const database = new DatabaseSync(file);
  // As our own store has it: a commit is on disk when it returns.
  database.exec('pragma journal_mode = wal; pragma synchronous = full;');
  database.exec(`create table raw_payout (${COLUMNS})`);
  const insert = database.prepare(
    `insert into raw_payout (id, reference, account, amount, phase, version, updated_at)
      values (?, ?, ?, ?, 'created', 1, ?)`,
  );
  const update = database.prepare(
    `update raw_payout set phase = 'onboarding', version = version + 1, flow_id = ?, updated_at = ?
      where id = ? and version = 1`,
  );
  return {
    insertAndUpdate() {
      const id = randomUUID();
      insert.run(id, `inv_${id}`, `acct_${id}`, 24_850, Date.now());
      update.run(randomUUID(), Date.now(), id);
      return Promise.resolve();
    },
    close: () => database.close(),
  };
}
