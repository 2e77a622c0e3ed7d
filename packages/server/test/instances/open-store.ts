/** A process of its own that opens a store once, when it is told to, and says what it was told. */
import pg from 'pg';
import { postgresStore } from '../../src/store/postgres-store.ts';
import { sqliteStore } from '../../src/store/sqlite-store.ts';

const [target = '', namespace = '', schema = ''] = process.argv.slice(2);
const pool = target.startsWith('postgres://') ? new pg.Pool({ connectionString: target, max: 2 }) : null;
const store = pool === null ? sqliteStore(target) : postgresStore(pool, { schema, notify: false });

process.once('message', () => void open());
process.send?.('ready');

async function open() {
  const { epoch } = await store.open({ namespace });
  process.send?.({ epoch });
  await store.close();
  await pool?.end();
  process.disconnect();
}
