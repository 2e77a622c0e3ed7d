import { DotsFlowsError, fromProblem, isDotsFlowsError } from '@dots-flows/core';
import { asDotsFlowsError } from '../internal/as-dots-flows-error.ts';

/** How the browser reaches the server. @public */
export interface HttpClientOptions {
  /** Stands in for the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Sent with every call; a function is asked each time, so that a token may change. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  /** @defaultValue `'same-origin'` */
  readonly credentials?: RequestCredentials | undefined;
  /** How long one try may take, in milliseconds. The server itself waits up to 20 s for Dots. @defaultValue 30000 */
  readonly timeoutMs?: number | undefined;
}

export interface HttpCall {
  /** Sent as JSON by POST; without it the call is a GET. */
  readonly body?: object | undefined;
  /** Whether a failure that may pass is followed by further tries. */
  readonly repeat?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Longest wait of one try, in place of the client's own. */
  readonly timeoutMs?: number | undefined;
}

/** Makes a call: gives the JSON of a 2xx answer, throws only `DotsFlowsError`. */
export type Send = (url: string, call: HttpCall) => Promise<unknown>;

const MAX_TRIES = 3;
const FIRST_PAUSE_MS = 400;
/** A server that asks for a longer pause is not waited for: the caller hears of it and decides. */
const MAX_PAUSE_MS = 10_000;

/** A pause that doubles with each try, of which a random part is left out so that many pages do not come in step. */
export const pauseMs = (tries: number, firstMs: number, maxMs: number): number =>
  Math.min(firstMs * 2 ** tries, maxMs) * (0.5 + Math.random() / 2);

/** Waits, and no longer than until the signal fires. */
export const pause = (delayMs: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, delayMs);
    signal?.addEventListener('abort', end);
  });

/** Seconds, or a date. */
function readRetryAfter(header: string): number | undefined {
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return seconds > 0 && seconds < Infinity ? seconds : undefined;
}

export function createSend(options: HttpClientOptions): Send {
  async function tryOnce(url: string, call: HttpCall): Promise<unknown> {
    const { signal, timeoutMs = options.timeoutMs ?? 30_000 } = call;
    const body = call.body && JSON.stringify(call.body);
    const controller = new AbortController();
    const giveUp = (): void => controller.abort();
    const timer = setTimeout(giveUp, timeoutMs);
    signal?.addEventListener('abort', giveUp);
    let isOnItsWay = false;
    try {
      const headers = new Headers(await (typeof options.headers === 'function' ? options.headers() : options.headers));
      headers.set('accept', 'application/json');
      if (body) headers.set('content-type', 'application/json');
      signal?.throwIfAborted();
      isOnItsWay = true;
      // Looked up at each call, so that a page that swaps `fetch` later is heard, and so that importing needs none.
      const response = await (options.fetch ?? globalThis.fetch)(url, {
        method: body ? 'POST' : 'GET',
        headers,
        credentials: options.credentials ?? 'same-origin',
        cache: 'no-store',
        signal: controller.signal,
        body: body ?? null,
      });
      const text = await response.text();
      let answer: unknown;
      try {
        answer = JSON.parse(text);
      } catch {
        // A page of a proxy or a sign-in form: whoever reads the answer next calls it `bad-answer`.
      }
      if (response.ok) return answer;
      throw fromProblem(response.status, answer, readRetryAfter(response.headers.get('retry-after') ?? ''));
    } catch (error) {
      if (signal?.aborted && !isDotsFlowsError(error)) {
        throw new DotsFlowsError('aborted', {
          message: 'The call was given up, but may still take effect. Ask again to see.',
        });
      }
      // What was thrown before is of the host's own code.
      if (!isOnItsWay || isDotsFlowsError(error)) throw asDotsFlowsError(error);
      // The cause is left out: browsers put the whole URL into its text.
      throw new DotsFlowsError('network-error', {
        message: `The server ${controller.signal.aborted ? 'did not answer in time' : 'could not be reached'}. Nothing is lost; check the adapter's baseUrl and try again.`,
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    }
  }

  return async (url, call) => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await tryOnce(url, call);
      } catch (error) {
        const { code, retry, retryAfterSeconds = 0 } = error as DotsFlowsError;
        const askedMs = retryAfterSeconds * 1000;
        // An answer of another form stays the same however often it is asked for.
        const mayPass = retry === 'same-request' && code !== 'bad-answer' && code !== 'aborted';
        if (!call.repeat || !mayPass || askedMs > MAX_PAUSE_MS || tries === MAX_TRIES - 1) throw error;
        await pause(Math.max(askedMs, pauseMs(tries, FIRST_PAUSE_MS, MAX_PAUSE_MS)), call.signal);
      }
    }
  };
}
