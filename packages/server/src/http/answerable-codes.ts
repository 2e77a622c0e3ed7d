import { ERROR_CODES } from '@dots-flows/core';
import type { ErrorCode } from '@dots-flows/core';

/** Codes that only the browser half can have; on the wire they would send its user looking in the wrong place. */
const BROWSER_CODES: ReadonlySet<ErrorCode> = new Set([
  'missing-provider',
  'untrusted-link',
  'frame-timeout',
  'network-error',
  'bad-answer',
]);

/** Codes that an answer of the handler can have. */
export const ANSWERABLE_CODES: ReadonlySet<ErrorCode> = new Set(
  (Object.keys(ERROR_CODES) as ErrorCode[]).filter((code) => !BROWSER_CODES.has(code)),
);
