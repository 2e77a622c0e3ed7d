import type * as NodeFs from 'node:fs';
import type * as NodeSqlite from 'node:sqlite';
import { DotsFlowsError } from '@dots-flows/core';

/**
 * What is needed of an SQLite driver: the shape of `node:sqlite`'s `DatabaseSync`, which better-sqlite3 and others share.
 *
 * @public
 */
export interface SqliteDriver {
  prepare(sql: string): SqliteStatement;
  close?(): unknown;
}

/** @public */
export interface SqliteStatement {
  run(...values: SqliteValue[]): unknown;
  get(...values: SqliteValue[]): unknown;
  all(...values: SqliteValue[]): unknown[];
}

/** @public */
export type SqliteValue = string | number | null;

/** File systems whose locks cannot be relied on between machines; Linux' magic numbers (statfs(2)). */
const NETWORK_FILE_SYSTEMS = new Map<number, string>([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x5346414f, 'AFS'],
]);

/**
 * Opens a database file with `node:sqlite`.
 *
 * @throws `not-configured` when this Node has no `node:sqlite` (22.13 has; 22.5 to 22.12 with `--experimental-sqlite`),
 *   or when the file lies on a network file system; `store-unavailable` when the file cannot be opened.
 */
export function openNodeSqlite(path: string): SqliteDriver {
  const sqlite = builtin<typeof NodeSqlite>('node:sqlite');
  if (sqlite === undefined)
    throw new DotsFlowsError('not-configured', {
      message:
        'sqliteStore: this runtime has no node:sqlite. Without a store no payout is started. Run Node 22.13 or newer (Node 22.5 to 22.12 need --experimental-sqlite), or pass an open driver of the same shape, as in sqliteStore(new Database(path)).',
    });
  refuseNetworkFileSystem(path);
  try {
    return new sqlite.DatabaseSync(path);
  } catch (error) {
    throw new DotsFlowsError('store-unavailable', {
      message: 'sqliteStore: the database file cannot be opened. Check that its folder exists and may be written.',
      cause: error,
    });
  }
}

function refuseNetworkFileSystem(path: string): void {
  if (path === ':memory:' || path.startsWith('file:')) return;
  const fs = builtin<typeof NodeFs>('node:fs');
  const folder = path.replace(/[^/\\]*$/, '') || '.';
  let type: number;
  try {
    type = fs?.statfsSync(folder).type ?? 0;
  } catch {
    // No such folder, or a platform that cannot tell: opening the file gives the better error.
    return;
  }
  const name = NETWORK_FILE_SYSTEMS.get(type >>> 0);
  if (name !== undefined)
    throw new DotsFlowsError('not-configured', {
      message: `sqliteStore: the database file lies on a network file system (${name}), where SQLite's locks do not hold between machines: two of them could send the same payout. Use a local disk, or the Postgres store.`,
    });
}

/** A builtin module of Node, or `undefined` elsewhere. A plain import would fail to load on runtimes without it. */
function builtin<T>(name: string): T | undefined {
  return (globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } }).process?.getBuiltinModule?.(
    name,
  ) as T | undefined;
}
