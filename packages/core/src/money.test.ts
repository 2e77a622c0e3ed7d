import { describe, expect, it } from 'vitest';
import { isDotsFlowsError } from './dots-flows-error.ts';
import { formatCents, parseCents, parsePayoutAmountCents } from './money.ts';

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return isDotsFlowsError(error) ? error.code : 'not ours';
  }
  return 'nothing thrown';
}

describe('parseCents', () => {
  it.each([
    [2500, 2500],
    [-1000, -1000],
    [0, 0],
    [-0, 0],
    ['-1000', -1000],
    ['2500.0000000000', 2500],
    ['0', 0],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('reads %j', (value, cents) => {
    expect(Object.is(parseCents(value), cents)).toBe(true);
  });

  it.each([
    1.5,
    Number.NaN,
    Infinity,
    -Infinity,
    2 ** 53,
    '9007199254740992',
    '12.5',
    '1e3',
    '0x10',
    ' 5',
    '5 ',
    '',
    '+5',
    '99999999999999999999',
    '1,000',
    null,
    undefined,
    true,
    10n,
    [5],
    {},
  ])('refuses %s', (value) => {
    expect(codeOf(() => parseCents(value))).toBe('invalid-amount');
  });
});

describe('parsePayoutAmountCents', () => {
  it('takes one cent and more', () => {
    expect(parsePayoutAmountCents(1)).toBe(1);
    expect(parsePayoutAmountCents(24_850)).toBe(24_850);
  });

  it.each([0, -0, -5, 1.5, Number.NaN, 2 ** 53, Infinity, '2500', null, undefined])('refuses %s', (value) => {
    expect(codeOf(() => parsePayoutAmountCents(value))).toBe('invalid-amount');
  });

  it('says what to pass instead', () => {
    expect(() => parsePayoutAmountCents(-5)).toThrow(/negative.*positive safe integer such as 2500/s);
  });
});

describe('formatCents', () => {
  it('writes money in the language of the reader', () => {
    expect(formatCents(24_850, 'USD', 'en-US')).toBe('$248.50');
    expect(formatCents(24_850, 'USD', 'de-DE')).toBe('248,50\u00a0$');
    expect(formatCents(5, 'USD', 'en-US')).toBe('$0.05');
  });

  it('keeps the letters and the sign of US dollars together where text runs from right to left', () => {
    expect(formatCents(24_850, 'USD', 'ar')).toBe('\u200f248.50\u00a0US$\u200e');
    expect(formatCents(24_850, 'USD', 'es')).toBe('248,50\u00a0US$');
  });
});
