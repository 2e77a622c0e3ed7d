import { DotsFlowsError } from './dots-flows-error.ts';

const CENTS_TEXT = /^-?\d{1,16}(?:\.0+)?$/;

const refuse = (reason: string): DotsFlowsError =>
  new DotsFlowsError('invalid-amount', {
    message: `The amount is not usable: ${reason}. Amounts are whole US cents; pass a positive safe integer such as 2500 for $25.00.`,
  });

/**
 * Reads an amount of cents as Dots sends it: a number, or a text like `"-1000"` or `"2500.0000000000"`.
 *
 * Dots documents numbers, its own samples show texts (documented and contradictory: docs.dots.dev, transfers and the
 * flow-payouts guide), so both are read. The sign is kept: a negative amount goes from the App to the user.
 *
 * @returns Whole cents, a safe integer, negative or positive or zero.
 * @throws {@link DotsFlowsError} `invalid-amount` for fractions of a cent, `NaN`, infinities, sizes that a number
 *   cannot hold exactly, and anything that is neither a number nor such a text.
 * @example
 * ```ts
 * import { parseCents } from '@dots-flows/core';
 * parseCents('-1000'); // -1000
 * ```
 * @public
 */
export function parseCents(value: unknown): number {
  if (typeof value === 'string') {
    if (!CENTS_TEXT.test(value)) throw refuse('the text is not a whole number');
    return parseCents(Number(value));
  }
  if (typeof value !== 'number') throw refuse('it is neither a number nor a text');
  if (Number.isNaN(value)) throw refuse('it is not a number');
  if (!Number.isInteger(value)) throw refuse('it has a fraction of a cent');
  if (!Number.isSafeInteger(value)) throw refuse('it is larger than can be counted exactly');
  return value === 0 ? 0 : value;
}

/**
 * Checks an amount that is to be paid out: whole cents, 1 or more. The one constructor of payout amounts.
 *
 * @throws {@link DotsFlowsError} `invalid-amount` for 0, negative amounts, fractions, `NaN`, 2^53 and beyond, and
 *   anything that is not a number (a text is refused here: a host's amount is its own number).
 * @public
 */
export function parsePayoutAmountCents(value: unknown): number {
  if (typeof value !== 'number') throw refuse('it is not a number');
  const cents = parseCents(value);
  if (cents === 0) throw refuse('it is zero');
  if (cents < 0) throw refuse('it is negative');
  return cents;
}

/**
 * Writes cents as money in the reader's language.
 *
 * @param locale - BCP 47 tag(s); the runtime's own when left out.
 * @example
 * ```ts
 * import { formatCents } from '@dots-flows/core';
 * formatCents(24850, 'USD', 'en-US'); // "$248.50"
 * ```
 * @public
 */
export function formatCents(amountCents: number, currency: 'USD' = 'USD', locale?: string | readonly string[]): string {
  // US dollars have two decimals; the division is exact enough for every safe integer because Intl rounds to cents.
  return (
    new Intl.NumberFormat(locale as string | string[] | undefined, { style: 'currency', currency })
      .format(amountCents / 100)
      // Right to left, the sign at the end of `US$` would be shown before its letters: a mark keeps them together.
      .replace(/^\u200f.+S\$/, '$&\u200e')
  );
}
