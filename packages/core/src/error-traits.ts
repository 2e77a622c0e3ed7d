/** What a caller may do after an error. */
export type RetryAdvice =
  /** The same call gives the same answer: something has to change first. */
  | 'never'
  /** The same call may succeed later, and repeating it is safe. */
  | 'same-request'
  /** Money may have moved: only a look-up may decide. The server does that by itself. */
  | 'after-lookup';

/* The closed list of codes by what may be done after them, and the HTTP status that stands for each. Apart from their
 meanings, so that a browser bundle carries no prose. */
const NEVER = {
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
  'invalid-signature': 401,
  'stale-webhook': 401,
  'not-configured': 500,
  'store-too-new': 500,
  'dots-credentials-refused': 502,
  'dots-refused': 502,
  'missing-provider': 500,
  'untrusted-link': 502,
} as const;
const SAME_REQUEST = {
  'too-many-requests': 429,
  'host-callback-failed': 500,
  'store-unavailable': 503,
  'dots-unavailable': 503,
  'dots-answer-unusable': 502,
  'internal-error': 500,
  'frame-timeout': 504,
  'network-error': 503,
  'bad-answer': 502,
  aborted: 499,
} as const;
const AFTER_LOOKUP = { 'outcome-unknown': 503 } as const;

export const ERROR_STATUS = { ...NEVER, ...SAME_REQUEST, ...AFTER_LOOKUP } satisfies Record<string, number>;

/**
 * One of the codes in {@link ERROR_CODES}.
 *
 * @public
 */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** What may be done after an error with this code. */
export const retryAdvice = (code: ErrorCode): RetryAdvice =>
  code in SAME_REQUEST ? 'same-request' : code in AFTER_LOOKUP ? 'after-lookup' : 'never';

/**
 * Says whether a text is one of our error codes.
 *
 * @public
 */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_STATUS, value);
}
