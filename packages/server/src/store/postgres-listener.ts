import { sleep } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { PostgresPool } from './postgres-client.ts';

/** How long to wait before listening again after the connection was lost, in milliseconds; readers poll meanwhile. */
const RECONNECT_MS = 1_000;

export interface PostgresListener {
  subscribe(listener: (sessionId: string) => void): () => void;
  close(): Promise<void>;
}

/**
 * Hears of changes that other instances committed, on a connection of its own. It is a wake-up and nothing more: while
 * it is down, and behind poolers that cannot LISTEN, everybody polls.
 */
export function postgresListener(pool: PostgresPool, channel: string, clock: Clock): PostgresListener {
  const listeners = new Set<(sessionId: string) => void>();
  const closing = new AbortController();
  let running: Promise<void> | null = null;

  async function listenOnce(): Promise<void> {
    const own = await pool.connect();
    let isLost = false;
    const lost = new Promise<void>((resolve) => {
      const end = () => {
        isLost = true;
        resolve();
      };
      own.on?.('error', end);
      own.on?.('end', end);
      closing.signal.addEventListener('abort', () => resolve(), { once: true });
      // The connection may have taken so long that all is over by now.
      if (closing.signal.aborted) resolve();
    });
    const hear = ({ payload }: { readonly payload?: string }) => {
      for (const sessionId of payload?.split(' ') ?? []) for (const listener of listeners) listener(sessionId);
    };
    own.on?.('notification', hear);
    try {
      await own.query({ text: `listen ${channel}` });
      await lost;
      if (!isLost) await own.query({ text: `unlisten ${channel}` });
    } finally {
      // A connection that was lost, or that may still listen, must not serve anybody else.
      own.release(true);
    }
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await listenOnce();
      } catch {
        // The database is away, or the pooler refuses LISTEN: polling covers it, and the next try may go through.
      }
      if (!closing.signal.aborted) await sleep(clock, RECONNECT_MS, closing.signal);
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      running ??= run();
      return () => listeners.delete(listener);
    },
    async close() {
      closing.abort();
      listeners.clear();
      await running;
    },
  };
}
