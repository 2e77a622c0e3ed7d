/** What a typed amount comes to: whole cents, or why it is none. */
export type AmountReading =
  | { readonly ok: true; readonly cents: number }
  | { readonly ok: false; readonly reason: 'empty' | 'not-an-amount' | 'fraction-of-a-cent' | 'too-large' };

const AMOUNT = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$/;
/** 11 digits of dollars stay far inside what a number counts exactly in cents. */
const MAX_DOLLAR_DIGITS = 11;

/**
 * Reads dollars as a person types them into exact cents, by digits and never by floating point: `10`, `10.5`,
 * `$1,234.56`. Refuses signs, exponents and anything below a cent.
 */
export function parseAmountText(text: string): AmountReading {
  const typed = text.trim();
  if (typed === '' || typed === '$') return { ok: false, reason: 'empty' };
  const match = AMOUNT.exec(typed);
  const dollars = match?.[1]?.replaceAll(',', '') ?? '';
  const cents = match?.[2] ?? '';
  if (!match || (dollars === '' && cents === '')) return { ok: false, reason: 'not-an-amount' };
  if (cents.length > 2) return { ok: false, reason: 'fraction-of-a-cent' };
  const significant = dollars.replace(/^0+/, '');
  if (significant.length > MAX_DOLLAR_DIGITS) return { ok: false, reason: 'too-large' };
  return { ok: true, cents: Number(`${significant}${cents.padEnd(2, '0')}`) };
}

/** Writes whole cents as `$1,234.56`, exactly. */
export function formatUsd(amountCents: number): string {
  return `${amountCents < 0 ? '-' : ''}$${centsToInputText(Math.abs(amountCents)).replace(/\B(?=(\d{3})+(?=\.))/g, ',')}`;
}

/** Writes whole cents as they stand in the amount box: `1234.56`. */
export function centsToInputText(amountCents: number): string {
  const digits = String(amountCents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
