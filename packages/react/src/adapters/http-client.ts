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
  readonly repeat: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Longest wait of one try, in place of the client's own. */
  readonly timeoutMs?: number | undefined;
}

export interface HttpClient {
  /** Gives the JSON of a 2xx answer; throws only `DotsFlowsError`. */
  send(url: string, call: HttpCall): Promise<unknown>;
}

const MAX_TRIES = 3;
const FIRST_PAUSE_MS = 400;
/** A server that asks for a longer pause is not waited for: the caller hears of it and decides. */
const MAX_PAUSE_MS = 10_000;

/** A pause that doubles with each try, of which a random part is left out so that many pages do not come in step. */
export function pauseMs(tries: number, firstMs: number, maxMs: number): number {
  const ceiling = Math.min(firstMs * 2 ** tries, maxMs);
  return ceiling / 2 + (Math.random() * ceiling) / 2;
}

export const aborted = (): DotsFlowsError =>
  new DotsFlowsError('aborted', {
    message: 'The call was given up before its answer came. What it asked for may still happen; ask again to see.',
  });

/** Waits, and rejects with `aborted` as soon as the signal fires. */
export function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(aborted());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, delayMs);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

function retryAfterSeconds(response: Response): number | undefined {
  const header = response.headers.get('retry-after');
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

async function readHeaders(headers: HttpClientOptions['headers']): Promise<Headers> {
  try {
    return new Headers(typeof headers === 'function' ? await headers() : headers);
  } catch (error) {
    throw asDotsFlowsError(error);
  }
}

/** An answer of another form stays the same however often it is asked for. */
const mayPass = (error: DotsFlowsError): boolean => error.retry === 'same-request' && error.code !== 'bad-answer';

export function createHttpClient(options: HttpClientOptions): HttpClient {
  async function tryOnce(url: string, call: HttpCall): Promise<unknown> {
    const headers = await readHeaders(options.headers);
    if (call.signal?.aborted) throw aborted();
    headers.set('accept', 'application/json');
    if (call.body) headers.set('content-type', 'application/json');
    const controller = new AbortController();
    const giveUp = (): void => controller.abort();
    const timer = setTimeout(giveUp, call.timeoutMs ?? options.timeoutMs ?? 30_000);
    call.signal?.addEventListener('abort', giveUp);
    try {
      // Looked up at each call, so that a page that swaps `fetch` later is heard, and so that importing needs none.
      const response = await (options.fetch ?? globalThis.fetch)(url, {
        method: call.body ? 'POST' : 'GET',
        headers,
        credentials: options.credentials ?? 'same-origin',
        cache: 'no-store',
        signal: controller.signal,
        ...(call.body ? { body: JSON.stringify(call.body) } : undefined),
      });
      const text = await response.text();
      let body: unknown;
      try {
        body = JSON.parse(text);
      } catch {
        // A page of a proxy or a sign-in form: whoever reads the body next calls it `bad-answer`.
      }
      if (response.ok) return body;
      const problem = fromProblem(response.status, body);
      const seconds = problem.retryAfterSeconds ?? retryAfterSeconds(response);
      throw seconds === problem.retryAfterSeconds
        ? problem
        : new DotsFlowsError(problem.code, {
            message: problem.message,
            remoteCode: problem.remoteCode,
            retryAfterSeconds: seconds,
          });
    } catch (error) {
      if (isDotsFlowsError(error)) throw error;
      if (call.signal?.aborted) throw aborted();
      // The cause is left out: browsers put the whole URL into its text.
      throw new DotsFlowsError('network-error', {
        message: `The server ${controller.signal.aborted ? 'did not answer in time' : 'could not be reached'}. Nothing is lost: the payout carries on where it stands. Check the connection and that the adapter's baseUrl is right, then try again.`,
      });
    } finally {
      clearTimeout(timer);
      call.signal?.removeEventListener('abort', giveUp);
    }
  }

  return {
    async send(url, call) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await tryOnce(url, call);
        } catch (error) {
          if (!call.repeat || tries === MAX_TRIES || !isDotsFlowsError(error) || !mayPass(error)) throw error;
          if (error.code === 'aborted') throw error;
          const askedMs = (error.retryAfterSeconds ?? 0) * 1000;
          if (askedMs > MAX_PAUSE_MS) throw error;
          await pause(Math.max(askedMs, pauseMs(tries - 1, FIRST_PAUSE_MS, MAX_PAUSE_MS)), call.signal);
        }
      }
    },
  };
}
