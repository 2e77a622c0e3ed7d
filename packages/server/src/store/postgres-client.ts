import { isDotsFlowsError } from '@dots-flows/core';
import type { Row } from './sqlite-rows.ts';
import { storeUnavailable } from './store-errors.ts';

/**
 * What is needed of a Postgres client: one query at a time, `$1` parameters. A `pg` pool is one as it is.
 *
 * @public
 */
export interface PostgresQueryable {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: unknown[] }>;
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

/** Runs one statement; what fails becomes `store-unavailable`. */
export async function rowsOf(client: PostgresQueryable, text: string, values: unknown[] = []): Promise<Row[]> {
  try {
    return (await client.query(text, values)).rows as Row[];
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
    await connection.query('rollback').catch(() => (isBroken = true));
    throw error;
  } finally {
    connection.release(isBroken);
  }
}
