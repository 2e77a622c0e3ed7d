import { isEin, isForeignTaxId, isSsn } from '../../dots/validation/tax-id.ts';

const digitsOf = (text: string): string => text.replace(/\D/g, '').slice(0, 9);

/** `123456789` as `123-45-6789`, unfinished numbers too. */
export function formatSsn(text: string): string {
  const digits = digitsOf(text);
  return [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)].filter(Boolean).join('-');
}

/** `123456789` as `12-3456789`. */
export function formatEin(text: string): string {
  const digits = digitsOf(text);
  return [digits.slice(0, 2), digits.slice(2)].filter(Boolean).join('-');
}

export function ssnError(text: string): string | null {
  if (text.trim() === '') return 'Enter your Social Security number.';
  if (digitsOf(text).length !== 9) return 'A Social Security number has 9 digits.';
  return isSsn(text) ? null : 'That is not a Social Security number. Check the digits.';
}

export function einError(text: string): string | null {
  if (text.trim() === '') return 'Enter your Employer Identification Number.';
  if (digitsOf(text).length !== 9) return 'An Employer Identification Number has 9 digits.';
  return isEin(text) ? null : 'That is not an Employer Identification Number. Check the first two digits.';
}

export function foreignTaxIdError(text: string): string | null {
  if (text.trim() === '') return 'Enter your tax identification number.';
  return isForeignTaxId(text)
    ? null
    : 'Use 4 to 25 letters and digits; dots, slashes and dashes are fine between them.';
}
