import type { Clock } from '../clock.ts';
import type { Answer, RefusalReason } from './answer.ts';
import { isFields } from './decode.ts';
import { isBeforeFirstByte } from './not-sent.ts';

/** What one call needs. The path is below the base URL and holds no secret. */
export interface HttpCall<T> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>> | undefined;
  readonly body?: unknown;
  /** Reads a 2xx body; `null` means that it cannot be read. */
  readonly decode: (body: unknown) => T | null;
}

export interface HttpPorts {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Hears the `Date` of each answer, in milliseconds since 1970, and when the call began and ended by our clock. */
  readonly onDate: (remoteMs: number, beganAtMs: number, endedAtMs: number) => void;
}

const MAX_RETRY_AFTER_MS = 60 * 60_000;
/** A page of 100 transfers with their transactions is far below this. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** 4xx that say "later", not "no": the call may still be at work. */
const BUSY_STATUSES = new Set([408, 423, 425, 429]);
/** Documented as "earlier request still running" and as an outage (docs.dots.dev/references/error-codes). */
const BUSY_CODES = new Set(['resource-busy', 'service-unavailable']);
const REMOTE_CODE = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * One try of one call. It never throws, never follows a redirect (a redirected POST could be carried out twice, and the
 * credentials belong to one host), and keeps nothing of an answer but what the decoder takes.
 */
export async function callDots<T>(ports: HttpPorts, call: HttpCall<T>): Promise<Answer<T>> {
  const timeout = new AbortController();
  const cancelTimeout = ports.clock.after(ports.timeoutMs, () => timeout.abort());
  try {
    const url = new URL(`${ports.baseUrl}${call.path}`);
    for (const [name, value] of Object.entries(call.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, value);
    const beganAtMs = ports.clock.nowMs();
    const fetching = ports.fetch(url, {
      method: call.method,
      headers: {
        ...ports.headers,
        accept: 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      redirect: 'manual',
      signal: timeout.signal,
    });
    const response = await unlessAborted(fetching, timeout.signal);
    const remoteMs = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(remoteMs)) ports.onDate(remoteMs, beganAtMs, ports.clock.nowMs());
    const text = await unlessAborted(readText(response), timeout.signal);
    return classify(response, text, call.decode, ports.clock.nowMs());
  } catch (error) {
    if (timeout.signal.aborted) return { kind: 'unknown', why: 'timeout', status: undefined, retryAfterMs: undefined };
    if (isBeforeFirstByte(error)) return { kind: 'not-sent', why: 'unreachable' };
    return { kind: 'unknown', why: 'connection-lost', status: undefined, retryAfterMs: undefined };
  } finally {
    cancelTimeout();
  }
}

/** A `fetch` of the host's own, or the body that it gives, may not know of the signal: the time limit holds all the same. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('The time is up.')), { once: true });
    work.then(resolve, reject);
  });
}

function classify<T>(response: Response, text: string, decode: (body: unknown) => T | null, nowMs: number): Answer<T> {
  const { status } = response;
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), nowMs);
  const body = parseJson(text);
  if (response.ok) {
    const value = body === undefined ? null : decode(body);
    return value === null ? { kind: 'unknown', why: 'unreadable', status, retryAfterMs } : { kind: 'accepted', value };
  }
  // `redirect: 'manual'` gives an opaque answer of status 0 in browsers and the plain 3xx in Node.
  if (status === 0 || (status >= 300 && status < 400))
    return { kind: 'unknown', why: 'redirect', status, retryAfterMs };
  const remoteCode = readRemoteCode(body);
  if (speaksOfAUsedKey(body)) return { kind: 'refused', status, remoteCode, reason: 'duplicate-key' };
  const isBusy = BUSY_STATUSES.has(status) || (remoteCode !== undefined && BUSY_CODES.has(remoteCode));
  if (isBusy && reasonOf(status) !== 'credentials') return { kind: 'unknown', why: 'busy', status, retryAfterMs };
  if (status >= 400 && status < 500) return { kind: 'refused', status, remoteCode, reason: reasonOf(status) };
  return { kind: 'unknown', why: status === 503 ? 'busy' : 'server-error', status, retryAfterMs };
}

function reasonOf(status: number): RefusalReason {
  if (status === 401 || status === 403) return 'credentials';
  return status === 404 ? 'not-found' : 'input';
}

function readRemoteCode(body: unknown): string | undefined {
  const code = isFields(body) ? (body['error_code'] ?? body['error']) : undefined;
  if (typeof code === 'number') return String(code);
  return typeof code === 'string' && REMOTE_CODE.test(code) ? code : undefined;
}

/**
 * "This idempotency_key was used already", in any wording; not "idempotency_key must be a UUID". Only asks whether the
 * words are there: the text itself goes nowhere.
 */
function speaksOfAUsedKey(body: unknown): boolean {
  if (!isFields(body)) return false;
  const words = [body['error_code'], body['message'], body['error']].filter((word) => typeof word === 'string');
  const text = words.join(' ');
  return /idempoten|duplicate|\bkey\b/i.test(text) && /already|been used|duplicate|exist|reus/i.test(text);
}

function readRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), MAX_RETRY_AFTER_MS);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MAX_BODY_BYTES) {
      await reader.cancel();
      return '';
    }
    text += decoder.decode(value, { stream: true });
  }
}
