import { ERROR_STATUS, retryAdvice } from './error-traits.ts';
import type { ErrorCode, RetryAdvice } from './error-traits.ts';

interface ErrorRow {
  /** HTTP status of the problem answer. */
  readonly status: number;
  readonly retry: RetryAdvice;
  /** One line for documentation and for the problem's `title`. */
  readonly meaning: string;
}

const MEANINGS: Readonly<Record<ErrorCode, string>> = {
  // What a request got wrong
  'invalid-request': 'The request is not of the form the contract asks for.',
  'invalid-amount': 'The amount is not a whole, safe, positive number of cents.',
  unauthenticated: 'Nobody is signed in, as far as the host application knows.',
  'forbidden-origin': 'The request comes from a page that is not on the list of allowed origins.',
  forbidden: 'The signed-in account may not do this.',
  'payout-not-found': 'There is no such payout for this account.',
  'flow-not-found': 'There is no such Flow for this account.',
  'route-not-found': 'There is no such route.',
  'method-not-allowed': 'The route exists, but not for this HTTP method.',
  'payout-conflict': 'The payout exists with another amount or account, and may have been sent.',
  'payee-conflict': 'The Dots user belongs to another account, or the account to another Dots user.',
  'body-too-large': 'The request body is larger than the route allows.',
  'unsupported-media-type': 'The request body is not JSON.',
  'too-many-requests': 'The account asked too often; wait before the next try.',
  'invalid-signature': 'The webhook is not signed with a known secret.',
  'stale-webhook': 'The webhook was signed too long ago, or one of the clocks is wrong.',

  // What the surroundings got wrong
  'not-configured': 'A required option is missing or has the wrong form.',
  'host-callback-failed': 'A callback of the host application threw or answered nonsense.',
  'store-unavailable': 'The store did not answer, so nothing new was started.',
  'store-too-new': 'The store was written by a newer version of this package.',
  'dots-credentials-refused': 'Dots refused the credentials.',
  'dots-refused': 'Dots refused the request.',
  'dots-unavailable': 'Dots did not answer, or not with something usable.',
  'dots-answer-unusable': 'Dots answered, but not in the documented form.',
  'outcome-unknown': 'The request may or may not have been carried out.',
  'internal-error': 'Something unexpected went wrong on the server.',

  // What the browser half reports
  'missing-provider': 'A component or hook is used outside <DotsFlowsProvider>.',
  'untrusted-link': 'The Flow link is not one that may be shown in a frame.',
  'frame-timeout': 'The Flow page did not speak in time.',
  'network-error': 'The server could not be reached from the browser.',
  'bad-answer': 'The server answered, but not in the form of the contract.',
  aborted: 'The caller gave the call up.',
};

const rowOf = (code: ErrorCode): ErrorRow => ({
  status: ERROR_STATUS[code],
  retry: retryAdvice(code),
  meaning: MEANINGS[code],
});

/**
 * The closed table of error codes: HTTP status, retry advice and meaning of each. The HTTP mapper, the guides and the
 * tests read this table; a code without a row does not compile.
 *
 * @example
 * ```ts
 * import { ERROR_CODES } from '@dots-flows/core';
 * ERROR_CODES['payout-not-found'].status; // 404
 * ```
 * @public
 */
export const ERROR_CODES: Readonly<Record<ErrorCode, ErrorRow>> = /* @__PURE__ */ Object.fromEntries(
  (Object.keys(MEANINGS) as ErrorCode[]).map((code) => [code, rowOf(code)]),
) as Record<ErrorCode, ErrorRow>;
