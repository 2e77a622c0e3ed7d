import { describe, expect, it } from 'vitest';
import { atLeast, atMost, SectionBuilder } from './measurement.ts';
import { formatNumber, formatSection, formatVerdict } from './report.ts';

const section = new SectionBuilder('Sizes', ['what', 'kB'])
  .note('minified')
  .row('frame', '2.4')
  .row('whole entry', '10.0')
  .measure('frame', 2.4, 'kB', atMost(3))
  .measure('entry', 10, 'kB', atMost(8.5))
  .measure('share', 0.6, 'x', atLeast(0.6))
  .measure('peer', 20, 'kB')
  .build();

describe('SectionBuilder', () => {
  it('judges each figure by its bar, the limit itself included, and passes what has none', () => {
    expect(section.measurements).toEqual([
      { name: 'frame', value: 2.4, unit: 'kB', bar: 3, ok: true },
      { name: 'entry', value: 10, unit: 'kB', bar: 8.5, ok: false },
      { name: 'share', value: 0.6, unit: 'x', bar: 0.6, ok: true },
      { name: 'peer', value: 20, unit: 'kB', bar: null, ok: true },
    ]);
  });
});

describe('formatSection', () => {
  it('aligns the table and ends with a verdict for each bar', () => {
    expect(formatSection(section)).toBe(
      [
        '## Sizes',
        'minified',
        '',
        'what           kB',
        '-----------  ----',
        'frame         2.4',
        'whole entry  10.0',
        '',
        'ok     frame: 2.4 kB (<= 3 kB)',
        'MISSED entry: 10 kB (<= 8.5 kB)',
        'ok     share: 0.6 x (>= 0.6 x)',
      ].join('\n'),
    );
  });

  it('counts the bars at the end of a run', () => {
    expect(formatVerdict([section])).toBe('2 of 3 bars met');
  });
});

describe('formatNumber', () => {
  it('keeps three digits that matter', () => {
    expect([1234.56, 12.345, 1.2345, 0.12345].map(formatNumber)).toEqual(['1,235', '12.3', '1.23', '0.123']);
  });
});
