import { isDotsFlowsError } from '@dots-flows/core';
import type { Row } from './sqlite-rows.ts';
import { storeUnavailable } from './store-errors.ts';

/** One statement, in the shape that `pg` takes. @public */
export interface PostgresStatement {
  readonly text: string;
  /** For `$1`, `$2` and so on. Left out or empty: the text may hold several statements. */
  readonly values?: unknown[] | undefined;
  /** The same text always has the same name, so that a connection may keep it prepared. A client may ignore it. */
  readonly name?: string | undefined;
}

/**
 * What is needed of a Postgres client: one query at a time, `$1` parameters. A `pg` pool is one as it is; any other
 * client is one with a line around it.
 *
 * @example
 * ```ts
 * import type { PostgresQueryable } from '@dots-flows/server/postgres';
 * declare const other: { query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };
 * const queryable: PostgresQueryable = { query: ({ text, values }) => other.query(text, values) };
 * ```
 * @public
 */
export interface PostgresQueryable {
  query(statement: PostgresStatement): Promise<{ readonly rows: unknown[] }>;
}

/**
 * What is needed of a pool: queries on any connection, and a connection of one's own for transactions and for LISTEN.
 *
 * @public
 */
export interface PostgresPool extends PostgresQueryable {
  connect(): Promise<PostgresConnection>;
  on?(event: 'error', listener: (error: Error) => void): unknown;
  readonly options?: { readonly max?: number | undefined } | undefined;
}

/** A connection taken from a pool. @public */
export interface PostgresConnection extends PostgresQueryable {
  /** Gives it back; with `true` it is closed instead of being used again. */
  release(destroy?: boolean): void;
  on?(event: string, listener: (message: never) => void): unknown;
}

/** The values of one statement, numbered as they are added. */
export interface Parameters {
  readonly values: unknown[];
  /** Adds a value and gives its placeholder, with a type so that Postgres never has to guess. */
  add(value: unknown, type: 'text' | 'bigint' | 'int' | 'boolean' | 'jsonb' | 'text[]' | 'int[]'): string;
}

export function parameters(): Parameters {
  const values: unknown[] = [];
  return {
    values,
    add(value, type) {
      values.push(value);
      return `$${values.length}::${type}`;
    },
  };
}

/** Every connection keeps what has a name for good, so that there must not be ever more of them. */
const MOST_NAMES = 200;

/**
 * Names every statement after its text, so that each connection parses and plans it once and not every time. A statement
 * must name its columns: Postgres refuses a prepared one whose `*` has become something else by a migration.
 */
export function withNames(client: PostgresQueryable): PostgresQueryable {
  const names = new Map<string, string>();
  return {
    query({ text, values }) {
      let name = names.get(text);
      if (name === undefined && names.size < MOST_NAMES) names.set(text, (name = nameOf(text)));
      return client.query({ text, values, name });
    },
  };
}

/** A hash of 64 bits (FNV-1a): short enough for Postgres' 63 letters; `pg` refuses one name for two texts. */
function nameOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  return `dots_${hash.toString(36)}`;
}

/** Runs one statement; what fails becomes `store-unavailable`. */
export async function rowsOf(client: PostgresQueryable, text: string, values: unknown[] = []): Promise<Row[]> {
  try {
    return (await client.query({ text, values })).rows as Row[];
  } catch (error) {
    throw isDotsFlowsError(error) ? error : storeUnavailable(error);
  }
}

/** The SQLSTATE and the constraint of what Postgres refused; empty texts when it was something else. */
export function refusalOf(error: unknown): { readonly sqlState: string; readonly constraint: string } {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return {
    sqlState: typeof code === 'string' ? code : '',
    constraint: typeof constraint === 'string' ? constraint : '',
  };
}

const heard = new WeakSet<object>();

/**
 * A connection that breaks (a restart of the database) emits `error`, and so does its pool, which ends a process that does
 * not listen. Nothing more is to be done: the pool replaces it, and the statement under way fails with an error of its own.
 */
export function survivesBreaks(emitter: Pick<PostgresConnection | PostgresPool, 'on'>): void {
  if (heard.has(emitter)) return;
  heard.add(emitter);
  emitter.on?.('error', () => undefined);
}

/** Runs work inside one transaction on a connection of its own. */
export async function inTransaction<T>(
  pool: PostgresPool,
  work: (connection: PostgresConnection) => Promise<T>,
): Promise<T> {
  let connection: PostgresConnection;
  try {
    connection = await pool.connect();
  } catch (error) {
    throw storeUnavailable(error);
  }
  let isBroken = false;
  survivesBreaks(connection);
  try {
    await rowsOf(connection, 'begin');
    const result = await work(connection);
    await rowsOf(connection, 'commit');
    return result;
  } catch (error) {
    // A connection that cannot roll back is in an unknown state: it must not go back into the pool.
    await connection.query({ text: 'rollback' }).catch(() => (isBroken = true));
    throw error;
  } finally {
    connection.release(isBroken);
  }
}
