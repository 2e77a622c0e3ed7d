import { describe, expect, it } from 'vitest';
import { DotsFlowsError, isDotsFlowsError } from './dots-flows-error.ts';
import { ERROR_CODES } from './error-codes.ts';
import { isErrorCode } from './error-traits.ts';
import type { ErrorCode } from './error-traits.ts';
import { fromProblem, toProblem } from './problem.ts';

const codes = Object.keys(ERROR_CODES) as ErrorCode[];

describe('problems', () => {
  it.each(codes)('carry %s from the server to the browser and back', (code) => {
    const sent = new DotsFlowsError(code, {
      message: 'What happened.',
      remoteCode: 'invalid-input',
      retryAfterSeconds: 7,
    });
    const problem = toProblem(sent);
    expect(problem.type).toBe(`urn:dots-flows:error:${code}`);
    expect(problem.status).toBe(ERROR_CODES[code].status);
    const read = fromProblem(problem.status, JSON.parse(JSON.stringify(problem)));
    expect(read).toMatchObject({
      code,
      message: 'What happened.',
      retry: ERROR_CODES[code].retry,
      remoteCode: 'invalid-input',
      retryAfterSeconds: 7,
    });
  });

  it('never repeat what a foreign error says, since it may hold a secret', () => {
    const problem = toProblem(new Error('connect https://id:sk_live_1234@api.dots.dev failed'));
    expect(problem.code).toBe('internal-error');
    expect(JSON.stringify(problem)).not.toContain('sk_live');
  });

  it.each([null, 'gateway says no', {}, { code: 'made-up', detail: 'x' }, { code: 'invalid-request' }])(
    'that are not ours become bad-answer: %j',
    (body) => {
      expect(fromProblem(418, body).code).toBe('bad-answer');
    },
  );

  it.each([502, 503, 504])('of a gateway (status %i, no code) become network-error', (status) => {
    expect(fromProblem(status, '<html>').code).toBe('network-error');
  });
});

describe('isDotsFlowsError', () => {
  it('recognises an error of another copy of the package', () => {
    const foreign = Object.assign(new Error('x'), { code: 'payout-not-found' });
    Object.defineProperty(foreign, Symbol.for('@dots-flows/error'), { value: true });
    expect(isDotsFlowsError(foreign, 'payout-not-found')).toBe(true);
    expect(isDotsFlowsError(foreign, 'internal-error')).toBe(false);
  });

  it('recognises nothing else', () => {
    for (const value of [null, undefined, 'x', new Error('x'), { code: 'payout-not-found' }])
      expect(isDotsFlowsError(value)).toBe(false);
  });

  it('does not take inherited names for codes', () => {
    expect(isErrorCode('toString')).toBe(false);
    expect(isErrorCode('payout-not-found')).toBe(true);
  });
});
