import { sleep } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { rowsOf } from './postgres-client.ts';
import type { PostgresQueryable } from './postgres-client.ts';

/** Ids of 36 letters stay well below the 8,000 bytes that Postgres takes at once. */
const MOST_AT_ONCE = 100;
/** The first change is told at once; those that follow within this time wait for each other, in milliseconds. */
const PAUSE_MS = 10;

export interface PostgresTeller {
  /** Says that a commit of this session is done. Does not wait, and never fails. */
  changed(sessionId: string): void;
  /** Resolves when all was said. */
  close(): Promise<void>;
}

/**
 * Tells other instances which sessions changed, ids with a space between. Said after the commit and for all of them that
 * came meanwhile: Postgres lets only one transaction with a NOTIFY commit at a time, so that one inside every commit would
 * have all of them wait for each other's disk. A word that is lost with its process is covered by polling, as any is.
 */
export function postgresTeller(client: PostgresQueryable, channel: string, clock: Clock): PostgresTeller {
  const changed = new Set<string>();
  const closing = new AbortController();
  let telling: Promise<void> | null = null;

  async function tell(): Promise<void> {
    while (changed.size > 0) {
      const ids = [...changed].slice(0, MOST_AT_ONCE);
      for (const id of ids) changed.delete(id);
      try {
        await rowsOf(client, 'select pg_notify($1, $2)', [channel, ids.join(' ')]);
      } catch {
        // The database is away: those who wait poll.
      }
      await sleep(clock, PAUSE_MS, closing.signal);
    }
    telling = null;
  }

  return {
    changed(sessionId) {
      changed.add(sessionId);
      telling ??= tell();
    },
    async close() {
      closing.abort();
      await telling;
    },
  };
}
