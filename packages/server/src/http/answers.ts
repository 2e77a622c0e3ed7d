import { PROBLEM_MEDIA_TYPE, toProblem } from '@dots-flows/core';
import type { Problem } from '@dots-flows/core';
import { ANSWERABLE_CODES } from './answerable-codes.ts';

type HeaderFields = Record<string, string>;

/** Every answer may hold a link that signs somebody in, so none is stored, and none is taken for another type. */
const FIXED_HEADERS: HeaderFields = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** What a bridge needs to write an answer without reading it back out of its stream. */
export interface PlainAnswer {
  readonly text: string;
  readonly headers: HeaderFields;
}

const plainAnswers = new WeakMap<Response, PlainAnswer>();

/** The text of an answer made here, when it has one; `undefined` for streams and for answers made elsewhere. */
export function plainAnswerOf(response: Response): PlainAnswer | undefined {
  return plainAnswers.get(response);
}

/** An answer with a text, and the headers that every answer carries. */
export function textAnswer(status: number, text: string, mediaType: string, extra?: HeaderFields): Response {
  const headers: HeaderFields = { ...FIXED_HEADERS, 'content-type': mediaType, ...extra };
  const response = new Response(text, { status, headers });
  plainAnswers.set(response, { text, headers });
  return response;
}

/** An answer with JSON. */
export function jsonAnswer(body: unknown, status = 200): Response {
  return textAnswer(status, JSON.stringify(body), 'application/json');
}

/** An answer without a body. */
export function emptyAnswer(status: number, extra?: HeaderFields): Response {
  return new Response(null, { status, headers: { ...FIXED_HEADERS, ...extra } });
}

/** An answer that goes on, such as an event stream. */
export function streamAnswer(body: ReadableStream<Uint8Array>, extra: HeaderFields): Response {
  return new Response(body, { headers: { ...FIXED_HEADERS, ...extra } });
}

/** Codes of Dots are passed on verbatim; a text that is no code could be anything, a name included. */
const REMOTE_CODE = /^[A-Za-z0-9_.-]{1,64}$/;

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
      ? { retryAfterSeconds: Math.ceil(Math.min(retryAfterSeconds, 86_400)) }
      : {}),
  };
}

/** A problem as an answer (RFC 9457), with `Retry-After` when it says how long to wait. */
export function problemAnswer(problem: Problem, extra?: HeaderFields): Response {
  return textAnswer(problem.status, JSON.stringify(problem), PROBLEM_MEDIA_TYPE, {
    ...(problem.retryAfterSeconds === undefined ? {} : { 'retry-after': String(problem.retryAfterSeconds) }),
    ...extra,
  });
}
