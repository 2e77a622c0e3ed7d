import { describe, expect, it } from 'vitest';
import { resolveEnvironment } from './environment.ts';

describe('resolveEnvironment', () => {
  it.each(['http://127.0.0.1:4001/api/v2', 'https://dots.example/api/v2/'])(
    'refuses %s: with the version twice in every path, all calls would end in 404',
    (baseUrl) => {
      expect(() => resolveEnvironment({ baseUrl })).toThrow(/ends with \/v2/);
    },
  );

  it('takes an address that ends before the version', () => {
    expect(resolveEnvironment({ baseUrl: 'http://127.0.0.1:4001/api/' })).toMatchObject({
      baseUrl: 'http://127.0.0.1:4001/api',
      isLoopback: true,
    });
  });
});
