import { isFinalSession } from '@dots-flows/core';
import type { PayoutSession } from '@dots-flows/core';
import type { Clock } from '../clock.ts';
import { problemOf } from './answers.ts';

/** A comment at least this often keeps proxies from closing a quiet stream (many do after 30 or 60 s). */
const HEARTBEAT_MS = 15_000;

/** A stream ends after this, and the browser connects again: whoever signed out meanwhile is then refused. */
const MAX_STREAM_MS = 5 * 60_000;

/** How long a browser waits before it connects again. */
const RECONNECT_MS = 1000;

/** What a stream of sessions is made from. */
export interface SessionStreamSource {
  /** Sent at once; `null` when the reader has it already. */
  readonly first: PayoutSession | null;
  readonly afterVersion: number;
  readonly waitForChange: (afterVersion: number, timeoutMs: number, signal: AbortSignal) => Promise<PayoutSession>;
  /** Fires when the reader has gone. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Called once, however the stream ends. */
  readonly onEnd: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Server-sent events of a payout. Nothing is read ahead: the next change is waited for when the last one was taken, so
 * a slow reader costs one session and gets the newest state, not every one in between.
 *
 * Hono's `streamSSE` is not used: it sends the message of whatever is thrown to the reader, and sets headers that
 * HTTP/2 forbids.
 */
export function createSessionStream(source: SessionStreamSource): ReadableStream<Uint8Array> {
  const { first, waitForChange, clock, onEnd, onError } = source;
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const signal = AbortSignal.any([source.signal, gone.signal]);
  const beganAtMs = clock.nowMs();
  // A clock that was set back does not make a stream live longer.
  const isOld = () => clock.nowMs() < beganAtMs || clock.nowMs() >= beganAtMs + MAX_STREAM_MS;
  let version = first?.version ?? source.afterVersion;

  return new ReadableStream<Uint8Array>({
    start(controller) {
      const opening = first === null ? ': connected\n\n' : sessionEvent(first);
      controller.enqueue(encoder.encode(`retry: ${RECONNECT_MS}\n${opening}`));
      if (first !== null && isFinalSession(first)) finish(controller);
    },
    async pull(controller) {
      let text: string;
      let isLast = false;
      try {
        const session = await waitForChange(version, HEARTBEAT_MS, signal);
        const isNewer = session.version > version;
        text = isNewer ? sessionEvent(session) : ': still here\n\n';
        if (isNewer) version = session.version;
        isLast = isNewer && isFinalSession(session);
      } catch (error) {
        if (!signal.aborted) onError(error);
        text = `event: problem\ndata: ${JSON.stringify(problemOf(error))}\n\n`;
        isLast = true;
      }
      if (signal.aborted) {
        finish(controller);
        return;
      }
      controller.enqueue(encoder.encode(text));
      if (isLast || isOld()) finish(controller);
    },
    cancel() {
      gone.abort();
      onEnd();
    },
  });

  function finish(controller: ReadableStreamDefaultController<Uint8Array>): void {
    onEnd();
    // A reader that cancelled meanwhile has closed the stream already.
    if (!gone.signal.aborted) controller.close();
  }
}

/** JSON has no line breaks of its own, so one `data` line holds it. */
function sessionEvent(session: PayoutSession): string {
  return `event: session\nid: ${session.version}\ndata: ${JSON.stringify(session)}\n\n`;
}
