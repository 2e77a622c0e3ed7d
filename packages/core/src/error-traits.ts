/** What a caller may do after an error. */
export type RetryAdvice =
  /** The same call gives the same answer: something has to change first. */
  | 'never'
  /** The same call may succeed later, and repeating it is safe. */
  | 'same-request'
  /** Money may have moved: only a look-up may decide. The server does that by itself. */
  | 'after-lookup';

/**
 * The closed list of codes, and the HTTP status that stands for each. Apart from their meanings, so that a browser
 * bundle carries no prose.
 */
export const ERROR_STATUS = {
  // What a request got wrong
  'invalid-request': 400,
  'invalid-amount': 400,
  unauthenticated: 401,
  'forbidden-origin': 403,
  forbidden: 403,
  'payout-not-found': 404,
  'flow-not-found': 404,
  'route-not-found': 404,
  'method-not-allowed': 405,
  'payout-conflict': 409,
  'payee-conflict': 409,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  'invalid-signature': 401,
  'stale-webhook': 401,

  // What the surroundings got wrong
  'not-configured': 500,
  'host-callback-failed': 500,
  'store-unavailable': 503,
  'store-too-new': 500,
  'dots-credentials-refused': 502,
  'dots-refused': 502,
  'dots-unavailable': 503,
  'dots-answer-unusable': 502,
  'outcome-unknown': 503,
  'internal-error': 500,

  // What the browser half reports
  'missing-provider': 500,
  'untrusted-link': 502,
  'frame-timeout': 504,
  'network-error': 503,
  'bad-answer': 502,
  aborted: 499,
} as const satisfies Record<string, number>;

/**
 * One of the codes in {@link ERROR_CODES}.
 *
 * @public
 */
export type ErrorCode = keyof typeof ERROR_STATUS;

const SAME_REQUEST: readonly ErrorCode[] = [
  'too-many-requests',
  'host-callback-failed',
  'store-unavailable',
  'dots-unavailable',
  'dots-answer-unusable',
  'internal-error',
  'frame-timeout',
  'network-error',
  'bad-answer',
  'aborted',
];

/** What may be done after an error with this code. */
export const retryAdvice = (code: ErrorCode): RetryAdvice =>
  code === 'outcome-unknown' ? 'after-lookup' : SAME_REQUEST.includes(code) ? 'same-request' : 'never';

/**
 * Says whether a text is one of our error codes.
 *
 * @public
 */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_STATUS, value);
}
