import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('parseJson', () => {
  it('reads JSON', () => {
    expect(parseJson(bytes('{"a":[1,"b",null,true,{"c":-2.5}]}'))).toEqual({ a: [1, 'b', null, true, { c: -2.5 }] });
  });

  it('skips a byte order mark', () => {
    expect(parseJson(bytes('\uFEFF{}'))).toEqual({});
  });

  it('makes objects that inherit nothing', () => {
    const value = parseJson(bytes('{"__proto__":{"isAdmin":true}}')) as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(value['isAdmin']).toBeUndefined();
    expect('toString' in value).toBe(false);
  });

  it('takes the last of two equal keys', () => {
    expect(parseJson(bytes('{"a":1,"a":2}'))).toEqual({ a: 2 });
  });

  it('takes eight levels and not nine', () => {
    const nested = (depth: number) => bytes('['.repeat(depth) + ']'.repeat(depth));
    expect(() => parseJson(nested(8))).not.toThrow();
    expect(() => parseJson(nested(9))).toThrow('nested too deeply');
    expect(() => parseJson(nested(30_000))).toThrow('nested too deeply');
  });

  it.each(['', ' ', '{', '{"a":1}x', "{'a':1}", 'undefined', 'NaN', '{"a":1,}', '\u0000'])('refuses %j', (text) => {
    expect(() => parseJson(bytes(text))).toThrow('is not JSON');
  });

  it('refuses numbers that are not finite', () => {
    expect(() => parseJson(bytes('{"a":1e999}'))).toThrow('too large');
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(() => parseJson(Uint8Array.from([0x22, 0xc3, 0x28, 0x22]))).toThrow('not UTF-8');
  });
});
