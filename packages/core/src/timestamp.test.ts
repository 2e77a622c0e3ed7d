import { describe, expect, it } from 'vitest';
import { parseTimestamp } from './timestamp.ts';

describe('parseTimestamp', () => {
  it.each([
    ['2026-08-03T09:15:22.104913', '2026-08-03T09:15:22.104Z'],
    ['2026-08-03T09:15:22', '2026-08-03T09:15:22.000Z'],
    ['2026-08-03 09:15:22.1', '2026-08-03T09:15:22.100Z'],
    ['2026-08-03T09:15:22.104Z', '2026-08-03T09:15:22.104Z'],
    ['2026-08-03T09:15:22+02:00', '2026-08-03T07:15:22.000Z'],
  ])('reads %s as UTC', (text, iso) => {
    expect(parseTimestamp(text)).toBe(iso);
  });

  it.each([
    '',
    'yesterday',
    '2026-13-03T09:15:22',
    '2026-02-31T09:15:22',
    '2026-08-03',
    1_760_000_000,
    null,
    undefined,
  ])('refuses %j', (value) => {
    expect(() => parseTimestamp(value)).toThrow(/cannot be read/);
  });

  it('does not depend on the zone of the machine', () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/New_York';
    try {
      expect(parseTimestamp('2026-08-03T23:59:59')).toBe('2026-08-03T23:59:59.000Z');
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});
