/**
 * Codes of failures that happen before the first byte of a request is written: name resolution, the connection itself,
 * and TLS. Everything else that goes wrong on the wire counts as "may have been carried out".
 */
const BEFORE_FIRST_BYTE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Deep enough for `TypeError: fetch failed` -> `AggregateError` -> one error per address. */
const MAX_DEPTH = 4;

/**
 * Says whether a failure of `fetch` proves that nothing was sent. When several addresses of one host were tried, each of
 * them must prove it.
 */
export function isBeforeFirstByte(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > MAX_DEPTH) return false;
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.length > 0) return errors.every((one) => isBeforeFirstByte(one, depth + 1));
  if (typeof code === 'string' && BEFORE_FIRST_BYTE.has(code)) return true;
  return isBeforeFirstByte(cause, depth + 1);
}
