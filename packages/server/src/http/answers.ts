import { PROBLEM_MEDIA_TYPE, toProblem } from '@dots-flows/core';
import type { Problem } from '@dots-flows/core';
import { ANSWERABLE_CODES } from './answerable-codes.ts';

type HeaderFields = Readonly<Record<string, string>>;

/**
 * An answer before it becomes a `Response`. A `Response` of the platform costs more than all the rest of a small
 * answer, so whoever can write an answer directly, as the Node bridge does, never makes one.
 */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: HeaderFields;
  readonly body: string | ReadableStream<Uint8Array> | null;
}

/** Every answer may hold a link that signs somebody in, so none is stored, and none is taken for another type. */
const FIXED_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** An answer with a text. */
export function textAnswer(status: number, text: string, mediaType: string, extra?: HeaderFields): Answer {
  return { status, headers: { ...FIXED_HEADERS, 'content-type': mediaType, ...extra }, body: text };
}

/** An answer with JSON. */
export function jsonAnswer(body: unknown): Answer {
  return textAnswer(200, JSON.stringify(body), 'application/json');
}

/** An answer without a body. */
export function emptyAnswer(status: number, extra?: HeaderFields): Answer {
  return { status, headers: { ...FIXED_HEADERS, ...extra }, body: null };
}

/** An answer that goes on, such as an event stream. */
export function streamAnswer(body: ReadableStream<Uint8Array>, extra: HeaderFields): Answer {
  return { status: 200, headers: { ...FIXED_HEADERS, ...extra }, body };
}

/** A problem as an answer (RFC 9457), with `Retry-After` when it says how long to wait. */
export function problemAnswer(problem: Problem, extra?: HeaderFields): Answer {
  return textAnswer(problem.status, JSON.stringify(problem), PROBLEM_MEDIA_TYPE, {
    ...(problem.retryAfterSeconds === undefined ? {} : { 'retry-after': String(problem.retryAfterSeconds) }),
    ...extra,
  });
}

/** An answer as fetch-style frameworks take it. */
export function toResponse({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers });
}

/** Codes of Dots are passed on verbatim; a text that is no code could be anything, a name included. */
const REMOTE_CODE = /^[A-Za-z0-9_.-]{1,64}$/;

const LONGEST_RETRY_SECONDS = 86_400;

/**
 * Turns anything thrown into the problem that may leave the server: what is no error of ours, or one that only a
 * browser can have, becomes `internal-error` with a fixed text.
 */
export function problemOf(error: unknown): Problem {
  const problem = toProblem(error);
  if (!ANSWERABLE_CODES.has(problem.code)) return toProblem(undefined);
  const { remoteCode, retryAfterSeconds, ...rest } = problem;
  return {
    ...rest,
    ...(remoteCode !== undefined && REMOTE_CODE.test(remoteCode) ? { remoteCode } : {}),
    ...(retryAfterSeconds !== undefined && retryAfterSeconds >= 0
      ? { retryAfterSeconds: Math.ceil(Math.min(retryAfterSeconds, LONGEST_RETRY_SECONDS)) }
      : {}),
  };
}
