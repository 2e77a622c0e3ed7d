import type { DotsFlowsError, PayoutSession } from '@dots-flows/core';
import type { Send } from './http-client.ts';

/*
 * Watching a payout.
 *
 *   hidden page   nothing is open: browsers allow six connections to a host over HTTP/1.1, and tabs in the background
 *                 would use them up; it also means that a page nobody looks at never retries
 *   visible page  events  -> an EventSource, which reconnects by itself
 *                 polling -> from then on, once the EventSource was refused, failed three times before its first event,
 *                            or stayed without an event for ten seconds (a proxy that buffers)
 *   final state   closed for good
 */

const MAX_EVENT_FAILURES = 3;
const FIRST_EVENT_MS = 10_000;
/** Answers of a server that does not wait are taken no faster than this. */
const MIN_POLL_MS = 1_000;
/** The server waits up to 25 s for a change. */
const POLL_TIMEOUT_MS = 35_000;

/**
 * What a watch needs. This module is a chunk of its own, so whatever the rest of the adapter has too is handed in: what
 * two chunks import from would become a third one.
 */
export interface HttpWatch {
  readonly send: Send;
  readonly pause: (delayMs: number, signal: AbortSignal) => Promise<void>;
  readonly pauseMs: (tries: number, firstMs: number, maxMs: number) => number;
  /** Checks an answer; throws when it is no session. */
  readonly parsePayoutSession: (value: unknown) => PayoutSession;
  readonly isFinalSession: (session: PayoutSession) => boolean;
  readonly readUrl: string;
  /** `null` when events cannot be used. */
  readonly eventsUrl: string | null;
  readonly withCredentials: boolean;
  readonly onSession: (session: PayoutSession) => void;
}

/** Reports the current session, then every change, until the returned function is called or the payout is final. */
export function watchPayoutOverHttp(watch: HttpWatch): () => void {
  const { send, pause, pauseMs, parsePayoutSession, isFinalSession, readUrl, withCredentials, onSession } = watch;
  let eventsUrl = typeof EventSource === 'undefined' ? null : watch.eventsUrl;
  let stopCurrent: (() => void) | null = null;
  let version = -1;

  const take = (value: unknown): void => {
    const session = parsePayoutSession(value);
    if (session.version <= version) return;
    version = session.version;
    if (isFinalSession(session)) stop();
    onSession(session);
  };
  const update = (): void => {
    if (document.hidden) {
      stopCurrent?.();
      stopCurrent = null;
    } else stopCurrent ??= eventsUrl === null ? poll() : listen(eventsUrl);
  };
  const stop = (): void => {
    document.removeEventListener('visibilitychange', update);
    stopCurrent?.();
    // Not null: nothing may start again.
    stopCurrent = () => {};
  };

  function listen(url: string): () => void {
    const events = new EventSource(url, { withCredentials });
    let failures = 0;
    const close = (): void => {
      clearTimeout(timer);
      events.close();
    };
    const fallBack = (): void => {
      close();
      eventsUrl = stopCurrent = null;
      update();
    };
    const timer = setTimeout(fallBack, FIRST_EVENT_MS);
    events.addEventListener('session', ({ data }: MessageEvent<string>) => {
      clearTimeout(timer);
      failures = -Infinity;
      try {
        take(JSON.parse(data));
      } catch {
        // An event that cannot be read says nothing; the next one, or the next look, does.
      }
    });
    events.addEventListener('error', () => {
      failures += 1;
      if (events.readyState === EventSource.CLOSED || failures >= MAX_EVENT_FAILURES) fallBack();
    });
    return close;
  }

  function poll(): () => void {
    const controller = new AbortController();
    void keepPolling(controller.signal);
    return () => controller.abort();
  }

  async function keepPolling(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      const startedAt = Date.now();
      const known = version;
      let waitMs = 0;
      try {
        const url = known < 0 ? readUrl : `${readUrl}?after=${known}`;
        const answer = await send(url, { signal, timeoutMs: POLL_TIMEOUT_MS });
        if (signal.aborted) return;
        take(answer);
        failures = 0;
        if (known === version) waitMs = MIN_POLL_MS - (Date.now() - startedAt);
      } catch (error) {
        if (signal.aborted) return;
        const { retry, retryAfterSeconds = 0 } = error as DotsFlowsError;
        // Signed out, not found, not allowed: asking again changes nothing.
        if (retry === 'never') return stop();
        waitMs = Math.max(pauseMs(failures, MIN_POLL_MS, 60_000), retryAfterSeconds * 1000);
        failures += 1;
      }
      if (waitMs > 0) await pause(waitMs, signal);
    }
  }

  document.addEventListener('visibilitychange', update);
  update();
  return stop;
}
