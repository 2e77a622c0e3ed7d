import { describe, expect, it } from 'vitest';
import { createIdSource } from './ids.ts';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('createIdSource', () => {
  it('repeats itself for the same seed', () => {
    const one = createIdSource('a seed');
    const other = createIdSource('a seed');
    const row = Array.from({ length: 20 }, () => one.uuid());
    expect(Array.from({ length: 20 }, () => other.uuid())).toEqual(row);
    one.reset();
    expect(one.uuid()).toBe(row[0]);
  });

  it.each([['seeded', 1] as const, ['random', undefined] as const])(
    'makes different version 4 UUIDs: %s',
    (_name, seed) => {
      const ids = createIdSource(seed);
      const many = Array.from({ length: 20_000 }, () => ids.uuid());
      expect(new Set(many).size).toBe(many.length);
      expect(many.every((id) => UUID_V4.test(id))).toBe(true);
    },
  );

  it('differs between seeds', () => {
    const firsts = Array.from({ length: 2000 }, (_, seed) => createIdSource(seed).uuid());
    expect(new Set(firsts).size).toBe(2000);
  });

  it('keeps integers below their bound', () => {
    const ids = createIdSource(7);
    const seen = new Set(Array.from({ length: 5000 }, () => ids.integer(10)));
    expect([...seen].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
