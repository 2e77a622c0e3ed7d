import { describe, expect, it } from 'vitest';
import { isBeforeFirstByte } from './not-sent.ts';

const coded = (code: string) => Object.assign(new Error(code), { code });
const failed = (cause: unknown) => new TypeError('fetch failed', { cause });

describe('isBeforeFirstByte', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])('takes %s for it', (code) => {
    expect(isBeforeFirstByte(failed(coded(code)))).toBe(true);
  });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'])(
    'does not take %s for it',
    (code) => {
      expect(isBeforeFirstByte(failed(coded(code)))).toBe(false);
    },
  );

  it('asks it of every address that was tried', () => {
    const tried = (...codes: string[]) => failed(new AggregateError(codes.map(coded)));
    expect(isBeforeFirstByte(tried('ECONNREFUSED', 'ENETUNREACH'))).toBe(true);
    expect(isBeforeFirstByte(tried('ECONNREFUSED', 'ECONNRESET'))).toBe(false);
    expect(isBeforeFirstByte(tried('ECONNRESET', 'ECONNREFUSED'))).toBe(false);
    expect(isBeforeFirstByte(tried())).toBe(false);
  });

  it('answers for whatever was thrown, also for what is its own cause', () => {
    const circle = new Error('circle');
    circle.cause = circle;
    for (const thrown of [circle, null, undefined, 'ECONNREFUSED', 7, {}])
      expect(isBeforeFirstByte(thrown)).toBe(false);
  });
});
