import { sleep } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { Notifier } from './notifier.ts';

/** Hears of changes from the moment it is made, so that none falls between a read and the wait that follows it. */
export interface SessionWatch {
  /** Says which session is meant, once that is known. */
  focus(sessionId: string): void;
  /** Resolves when the session changed since the last call, when the time is up, or at `wake`. */
  change(timeoutMs: number): Promise<void>;
  readonly wake: () => void;
  readonly end: () => void;
}

export function watchSession(notifier: Notifier, clock: Clock): SessionWatch {
  let waiting = new AbortController();
  const early = new Set<string>();
  // With a reason of its own: the usual one is an error with a stack, made for every change and read by nobody.
  const wake = () => waiting.abort('changed');
  let unsubscribe = notifier.subscribeAll((sessionId) => void early.add(sessionId));
  return {
    focus(sessionId) {
      unsubscribe();
      unsubscribe = notifier.subscribe(sessionId, wake);
      if (early.has(sessionId)) wake();
      early.clear();
    },
    async change(timeoutMs) {
      await sleep(clock, timeoutMs, waiting.signal);
      if (waiting.signal.aborted) waiting = new AbortController();
    },
    wake,
    end: () => unsubscribe(),
  };
}
