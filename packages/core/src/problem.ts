import { DotsFlowsError, isDotsFlowsError } from './dots-flows-error.ts';
import { ERROR_CODES } from './error-codes.ts';
import { isErrorCode } from './error-traits.ts';
import type { ErrorCode } from './error-traits.ts';

/**
 * An error as it travels from the server to the browser: an RFC 9457 problem with a stable `code`.
 *
 * @public
 */
export interface Problem {
  /** `urn:dots-flows:error:` and the code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  /** Dots' own `error_code`, verbatim, when Dots refused something. */
  readonly remoteCode?: string;
  readonly retryAfterSeconds?: number;
}

/** Media type of a {@link Problem} (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/**
 * Turns anything thrown into a problem. What is not a {@link DotsFlowsError} becomes `internal-error` with a fixed text,
 * because a foreign message may hold a secret.
 *
 * @public
 */
export function toProblem(error: unknown): Problem {
  const known = isDotsFlowsError(error)
    ? error
    : new DotsFlowsError('internal-error', {
        message: 'The server failed unexpectedly. Nothing is lost: the same request may be sent again.',
      });
  return {
    type: `urn:dots-flows:error:${known.code}`,
    title: ERROR_CODES[known.code].meaning,
    status: known.status,
    detail: known.message,
    code: known.code,
    ...(known.remoteCode === undefined ? {} : { remoteCode: known.remoteCode }),
    ...(known.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: known.retryAfterSeconds }),
  };
}

/**
 * Turns the body of a failed answer back into the error it stands for. A body that is no problem of ours becomes
 * `bad-answer` (or `network-error` for a gateway's 502 to 504), never a guess.
 *
 * @param retryAfterSeconds - What the answer's `Retry-After` says, where the body says nothing.
 * @public
 */
export function fromProblem(status: number, body: unknown, retryAfterSeconds?: number): DotsFlowsError {
  const { code, detail, remoteCode, retryAfterSeconds: ownSeconds } = (body ?? {}) as Record<string, unknown>;
  if (isErrorCode(code) && typeof detail === 'string') {
    return new DotsFlowsError(code, {
      message: detail,
      remoteCode: typeof remoteCode === 'string' ? remoteCode : undefined,
      retryAfterSeconds: typeof ownSeconds === 'number' ? ownSeconds : retryAfterSeconds,
    });
  }
  return new DotsFlowsError(status >= 502 && status <= 504 ? 'network-error' : 'bad-answer', {
    message: `Status ${status} came from something else than the Dots Flows handler. Nothing is lost; check the adapter's baseUrl and try again.`,
    retryAfterSeconds,
  });
}
