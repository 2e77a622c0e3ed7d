import { isDotsFlowsError } from '@dots-flows/core';
import type { SqliteDriver, SqliteStatement, SqliteValue } from './sqlite-driver.ts';
import type { Row } from './sqlite-rows.ts';
import { storeUnavailable } from './store-errors.ts';

/** A driver with its statements prepared once, and short transactions. Nothing in here waits. */
export interface SqliteConnection {
  run(sql: string, ...values: SqliteValue[]): void;
  get(sql: string, ...values: SqliteValue[]): Row | undefined;
  all(sql: string, ...values: SqliteValue[]): Row[];
  /** Takes the write lock first, so that what is read inside still holds when it is written. Rolls back on a throw. */
  write<T>(work: () => T): T;
  /** One snapshot for several reads. */
  read<T>(work: () => T): T;
}

/** How long another process may hold the write lock before ours gives up, in milliseconds: commits take about 1 ms. */
const BUSY_TIMEOUT_MS = 5_000;
const SWITCH_RETRY_MS = 20;

export function connect(driver: SqliteDriver): SqliteConnection {
  const statements = new Map<string, SqliteStatement>();
  const statement = (sql: string): SqliteStatement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const prepared = driver.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  };

  function transaction<T>(begin: string, work: () => T): T {
    try {
      statement(begin).run();
      try {
        const result = work();
        statement('commit').run();
        return result;
      } catch (error) {
        rollBack();
        throw error;
      }
    } catch (error) {
      throw isDotsFlowsError(error) ? error : storeUnavailable(error);
    }
  }

  function rollBack() {
    try {
      statement('rollback').run();
    } catch {
      // SQLite has rolled back by itself (disk full, I/O error): the error that led here is the one to tell.
    }
  }

  driver.prepare(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`).get();
  // Readers never wait for the writer, and a commit is on disk when it returns: a lost intent could pay twice.
  switchToWriteAheadLog(driver);
  driver.prepare('pragma synchronous = full').run();

  return {
    run: (sql, ...values) => void statement(sql).run(...values),
    get: (sql, ...values) => statement(sql).get(...values) as Row | undefined,
    all: (sql, ...values) => statement(sql).all(...values) as Row[],
    write: (work) => transaction('begin immediate', work),
    read: (work) => transaction('begin', work),
  };
}

/**
 * Switches the file to the write-ahead log, once in its life. SQLite does not use its busy timeout for this switch, so
 * that of several processes that open a new file together all but one would fail: they try again here.
 */
function switchToWriteAheadLog(driver: SqliteDriver): void {
  const untilMs = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      const row = driver.prepare('pragma journal_mode').get() as Row | undefined;
      if (row?.['journal_mode'] === 'wal') return;
      driver.prepare('pragma journal_mode = wal').get();
      return;
    } catch (error) {
      const isBusy = error instanceof Error && /locked|busy/i.test(error.message);
      if (!isBusy || Date.now() >= untilMs) throw error;
      // The driver is synchronous, and so is this wait: it happens at start-up only.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SWITCH_RETRY_MS);
    }
  }
}
