import { describe, expect, it } from 'vitest';
import { centsToInputText, formatUsd, parseAmountText } from './money-text.ts';

describe('parseAmountText', () => {
  it.each([
    ['10', 1000],
    ['10.5', 1050],
    ['10.', 1000],
    ['.5', 50],
    ['0.07', 7],
    ['$1,234.56', 123456],
    [' $ 12,345,678.90 ', 1234567890],
    ['000010.00', 1000],
    ['1.10', 110],
    ['4.35', 435],
    ['99999999999.99', 9999999999999],
    ['0', 0],
  ])('reads %j as %d cents', (text, cents) => {
    expect(parseAmountText(text)).toEqual({ ok: true, cents });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['$', 'empty'],
    ['-5', 'not-an-amount'],
    ['+5', 'not-an-amount'],
    ['NaN', 'not-an-amount'],
    ['Infinity', 'not-an-amount'],
    ['1e3', 'not-an-amount'],
    ['0x10', 'not-an-amount'],
    ['12,34', 'not-an-amount'],
    ['1,2345', 'not-an-amount'],
    ['1.2.3', 'not-an-amount'],
    ['10,50', 'not-an-amount'],
    ['.', 'not-an-amount'],
    ['٣', 'not-an-amount'],
    ['1.234', 'fraction-of-a-cent'],
    ['1.000', 'fraction-of-a-cent'],
    ['100000000000', 'too-large'],
    ['9'.repeat(400), 'too-large'],
  ])('refuses %j as %s', (text, reason) => {
    expect(parseAmountText(text)).toEqual({ ok: false, reason });
  });

  it('reads back every amount that it wrote, to the cent', () => {
    for (let cents = 0; cents < 20_000; cents += 1) {
      expect(parseAmountText(centsToInputText(cents))).toEqual({ ok: true, cents });
      expect(parseAmountText(formatUsd(cents * 997))).toEqual({ ok: true, cents: cents * 997 });
    }
  });
});

describe('formatUsd', () => {
  it.each([
    [0, '$0.00'],
    [7, '$0.07'],
    [24850, '$248.50'],
    [123456789, '$1,234,567.89'],
    [-1050, '-$10.50'],
    [9007199254740991, '$90,071,992,547,409.91'],
  ])('writes %d cents as %s', (cents, text) => {
    expect(formatUsd(cents)).toBe(text);
  });
});
