/**
 * What one call to Dots came to. Four kinds, as values, because each asks for something else of the caller:
 *
 * - `accepted`: Dots did it, and the answer could be read.
 * - `refused`: Dots answered with a 4xx that says no. For a money call even this is no proof that nothing exists (the
 *   answer to a used key is such a no), so a look-up follows.
 * - `unknown`: it may or may not have been carried out: timeout, reset, 3xx, 429, 5xx, an answer that cannot be read.
 * - `not-sent`: not one byte reached Dots: no such host, connection refused, TLS failure.
 */
export type Answer<T> = Accepted<T> | Refused | Unknown | NotSent;

/** Dots carried the call out, and its answer could be read. */
export interface Accepted<T> {
  readonly kind: 'accepted';
  readonly value: T;
}

/** Dots said no. */
export interface Refused {
  readonly kind: 'refused';
  readonly status: number;
  /** Dots' own `error_code`, verbatim, when it has the form of one. */
  readonly remoteCode: string | undefined;
  readonly reason: RefusalReason;
}

/**
 * Why Dots said no.
 *
 * - `credentials`: 401 or 403 (which of the two it uses is unknown; both are read so).
 * - `duplicate-key`: the answer speaks of the idempotency key, so something was made with it (inferred: status and body
 *   of that refusal are unknown; an answer that is not recognised here is still looked up).
 * - `not-found`: 404.
 * - `input`: every other 4xx.
 */
export type RefusalReason = 'credentials' | 'duplicate-key' | 'not-found' | 'input';

/** Whether Dots carried the call out cannot be told. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly why: 'timeout' | 'connection-lost' | 'busy' | 'server-error' | 'redirect' | 'unreadable';
  readonly status: number | undefined;
  /** From `Retry-After`, when there was one that can be read; at most an hour. */
  readonly retryAfterMs: number | undefined;
}

/** Nothing left this machine. */
export interface NotSent {
  readonly kind: 'not-sent';
  readonly why: 'unreachable';
}
