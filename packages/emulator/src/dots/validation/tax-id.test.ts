import { describe, expect, it } from 'vitest';
import { isEin, isForeignTaxId, isSsn } from './tax-id.ts';

describe('isSsn', () => {
  it.each(['123-45-6789', '123456789', ' 665-12-3456 ', '899-99-9999'])('takes %s', (text) => {
    expect(isSsn(text)).toBe(true);
  });

  it.each([
    ['000-12-3456', 'area 000'],
    ['666-12-3456', 'area 666'],
    ['900-12-3456', 'area 9xx'],
    ['999-12-3456', 'area 9xx'],
    ['123-00-4567', 'group 00'],
    ['123-45-0000', 'serial 0000'],
    ['078-05-1120', 'a famous specimen'],
    ['12345678', 'eight digits'],
    ['1234567890', 'ten digits'],
    ['123-45-678a', 'a letter'],
    ['', 'nothing'],
  ])('refuses %s: %s', (text) => {
    expect(isSsn(text)).toBe(false);
  });
});

describe('isEin', () => {
  it.each(['12-3456789', '941234567', '99-1234567'])('takes %s', (text) => {
    expect(isEin(text)).toBe(true);
  });

  it.each(['07-1234567', '00-1234567', '89-1234567', '97-1234567', '12-0000000', '1-23456789', '123-45-6789'])(
    'refuses %s',
    (text) => {
      expect(isEin(text)).toBe(false);
    },
  );
});

describe('isForeignTaxId', () => {
  it.each(['390.533.447-05', 'AB123456C', '12345/678/90'])('takes %s', (text) => {
    expect(isForeignTaxId(text)).toBe(true);
  });

  it.each(['123', '', '   ', '<script>', 'x'.repeat(26)])('refuses %s', (text) => {
    expect(isForeignTaxId(text)).toBe(false);
  });
});
