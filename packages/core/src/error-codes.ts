/** What a caller may do after an error. */
export type RetryAdvice =
  /** The same call gives the same answer: something has to change first. */
  | 'never'
  /** The same call may succeed later, and repeating it is safe. */
  | 'same-request'
  /** Money may have moved: only a look-up may decide. The server does that by itself. */
  | 'after-lookup';

interface ErrorRow {
  /** HTTP status of the problem answer. */
  readonly status: number;
  readonly retry: RetryAdvice;
  /** One line for documentation and for the problem's `title`. */
  readonly meaning: string;
}

const row = (status: number, retry: RetryAdvice, meaning: string): ErrorRow => ({ status, retry, meaning });

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
export const ERROR_CODES = {
  // What a request got wrong
  'invalid-request': row(400, 'never', 'The request is not of the form the contract asks for.'),
  'invalid-amount': row(400, 'never', 'The amount is not a whole, safe, positive number of cents.'),
  unauthenticated: row(401, 'never', 'Nobody is signed in, as far as the host application knows.'),
  'forbidden-origin': row(403, 'never', 'The request comes from a page that is not on the list of allowed origins.'),
  forbidden: row(403, 'never', 'The signed-in account may not do this.'),
  'payout-not-found': row(404, 'never', 'There is no such payout for this account.'),
  'flow-not-found': row(404, 'never', 'There is no such Flow for this account.'),
  'route-not-found': row(404, 'never', 'There is no such route.'),
  'method-not-allowed': row(405, 'never', 'The route exists, but not for this HTTP method.'),
  'payout-conflict': row(409, 'never', 'The payout exists with another amount or account, and may have been sent.'),
  'payee-conflict': row(409, 'never', 'The Dots user belongs to another account, or the account to another Dots user.'),
  'body-too-large': row(413, 'never', 'The request body is larger than the route allows.'),
  'unsupported-media-type': row(415, 'never', 'The request body is not JSON.'),
  'too-many-requests': row(429, 'same-request', 'The account asked too often; wait before the next try.'),
  'invalid-signature': row(401, 'never', 'The webhook is not signed with a known secret.'),
  'stale-webhook': row(401, 'never', 'The webhook was signed too long ago, or one of the clocks is wrong.'),

  // What the surroundings got wrong
  'not-configured': row(500, 'never', 'A required option is missing or has the wrong form.'),
  'host-callback-failed': row(500, 'same-request', 'A callback of the host application threw or answered nonsense.'),
  'store-unavailable': row(503, 'same-request', 'The store did not answer, so nothing new was started.'),
  'store-too-new': row(500, 'never', 'The store was written by a newer version of this package.'),
  'dots-credentials-refused': row(502, 'never', 'Dots refused the credentials.'),
  'dots-refused': row(502, 'never', 'Dots refused the request.'),
  'dots-unavailable': row(503, 'same-request', 'Dots did not answer, or not with something usable.'),
  'dots-answer-unusable': row(502, 'same-request', 'Dots answered, but not in the documented form.'),
  'outcome-unknown': row(503, 'after-lookup', 'The request may or may not have been carried out.'),
  'internal-error': row(500, 'same-request', 'Something unexpected went wrong on the server.'),

  // What the browser half reports
  'missing-provider': row(500, 'never', 'A component or hook is used outside <DotsFlowsProvider>.'),
  'untrusted-link': row(502, 'never', 'The Flow link is not one that may be shown in a frame.'),
  'frame-timeout': row(504, 'same-request', 'The Flow page did not speak in time.'),
  'network-error': row(503, 'same-request', 'The server could not be reached from the browser.'),
  'bad-answer': row(502, 'same-request', 'The server answered, but not in the form of the contract.'),
  aborted: row(499, 'same-request', 'The caller gave the call up.'),
} as const satisfies Record<string, ErrorRow>;

/**
 * One of the codes in {@link ERROR_CODES}.
 *
 * @public
 */
export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * Says whether a text is one of our error codes.
 *
 * @public
 */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_CODES, value);
}
