import { afterEach, describe, expect, it, vi } from 'vitest';
import { memoryPageTokens, sessionPageTokens } from './page-tokens.ts';

afterEach(() => {
  vi.restoreAllMocks();
  sessionStorage.clear();
});

describe('sessionPageTokens', () => {
  it('keeps one token for each Flow over a reload, and forgets it when told', () => {
    sessionPageTokens().write('a', 'token-a');
    sessionPageTokens().write('b', 'token-b');
    expect([sessionPageTokens().read('a'), sessionPageTokens().read('b')]).toEqual(['token-a', 'token-b']);
    sessionPageTokens().write('a', null);
    expect([sessionPageTokens().read('a'), sessionPageTokens().read('b')]).toEqual([null, 'token-b']);
  });

  it('lives in memory where storage throws, as in a sandboxed frame', () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    const tokens = sessionPageTokens();
    tokens.write('a', 'token-a');
    expect(tokens.read('a')).toBe('token-a');
    tokens.write('a', null);
    expect(tokens.read('a')).toBeNull();
  });
});

describe('memoryPageTokens', () => {
  it('forgets with the page', () => {
    const tokens = memoryPageTokens();
    tokens.write('a', 'token-a');
    expect(tokens.read('a')).toBe('token-a');
    expect(memoryPageTokens().read('a')).toBeNull();
  });
});
