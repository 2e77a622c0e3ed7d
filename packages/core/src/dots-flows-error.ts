import { ERROR_STATUS, retryAdvice } from './error-traits.ts';
import type { ErrorCode, RetryAdvice } from './error-traits.ts';

// A registered symbol, so that the guard works when two copies of this package meet (two bundles, two realms).
const BRAND = Symbol.for('@dots-flows/error');

/** What {@link DotsFlowsError} is made from. */
export interface DotsFlowsErrorInit {
  /** What happened, why it matters, what to do. Never a key, link, token or personal datum. */
  readonly message: string;
  /** Dots' own `error_code`, verbatim, when there was one. */
  readonly remoteCode?: string | undefined;
  /** How long to wait before the next try, when the other side said so. */
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/**
 * The one error class of all Dots Flows packages. `code` comes from a closed table, `retry` and `status` follow from it.
 *
 * @example
 * ```ts
 * import { DotsFlowsError, isDotsFlowsError } from '@dots-flows/core';
 *
 * try {
 *   throw new DotsFlowsError('payout-not-found', { message: 'No payout has this id. Check the id.' });
 * } catch (error) {
 *   if (isDotsFlowsError(error, 'payout-not-found')) console.log(error.retry); // 'never'
 * }
 * ```
 * @public
 */
export class DotsFlowsError extends Error {
  override readonly name = 'DotsFlowsError';
  declare readonly code: ErrorCode;
  /** HTTP status that stands for this error. */
  declare readonly status: number;
  declare readonly retry: RetryAdvice;
  declare readonly remoteCode: string | undefined;
  declare readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, init: DotsFlowsErrorInit) {
    super(init.message, init.cause === undefined ? undefined : init);
    Object.defineProperty(this, BRAND, { value: true });
    this.code = code;
    this.status = ERROR_STATUS[code];
    this.retry = retryAdvice(code);
    this.remoteCode = init.remoteCode;
    this.retryAfterSeconds = init.retryAfterSeconds;
  }
}

/**
 * Says whether something thrown is a {@link DotsFlowsError}, optionally one with the given code. Works across bundles
 * and realms, where `instanceof` does not.
 *
 * @public
 */
export function isDotsFlowsError(error: unknown, code?: ErrorCode): error is DotsFlowsError {
  return (
    typeof error === 'object' &&
    error !== null &&
    BRAND in error &&
    (code === undefined || (error as Partial<DotsFlowsError>).code === code)
  );
}
