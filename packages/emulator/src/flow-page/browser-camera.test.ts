import { describe, expect, it } from 'vitest';
import { cameraProblemOf } from './browser-camera.ts';

describe('cameraProblemOf', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'no-camera'],
    ['OverconstrainedError', 'no-camera'],
    ['NotReadableError', 'in-use'],
    ['AbortError', 'in-use'],
    ['NotSupportedError', 'failed'],
  ])('reads %s as %s', (name, problem) => {
    expect(cameraProblemOf(new DOMException('', name))).toBe(problem);
  });
  it('calls everything else failed', () => {
    expect(cameraProblemOf(new TypeError('no constraints'))).toBe('failed');
    expect(cameraProblemOf(undefined)).toBe('failed');
  });
});
