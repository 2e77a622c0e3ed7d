import type { PhoneNumber } from '../records.ts';

/**
 * Reads a phone number as people and programs write it, with or without spaces, brackets, dashes and `+`.
 *
 * @returns the number, or a sentence for the person who typed it.
 */
export function parsePhoneNumber(countryCode: string, number: string): PhoneNumber | string {
  const country = countryCode.replace(/^\+/, '').trim();
  if (!/^[1-9]\d{0,2}$/.test(country)) return 'Choose a country code of 1 to 3 digits.';
  if (!/^[\d\s().-]+$/.test(number.trim())) return 'Enter the phone number in digits.';
  const digits = number.replace(/\D/g, '');
  if (country === '1') {
    const local = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
    if (local.length !== 10) return 'A US or Canadian number has 10 digits.';
    // North American Numbering Plan: neither the area code nor the exchange begins with 0 or 1.
    if (!/^[2-9]\d{2}[2-9]\d{6}$/.test(local)) return 'This is not a US or Canadian number: check the area code.';
    return { countryCode: country, number: local };
  }
  const local = digits.replace(/^0/, '');
  // E.164 allows 15 digits in all, country code included.
  if (local.length < 4 || local.length + country.length > 15) return 'Check the length of the phone number.';
  return { countryCode: country, number: local };
}

/** The same phone is the same person, however it was written. */
export function phoneKey(phone: PhoneNumber): string {
  return `+${phone.countryCode}${phone.number}`;
}

/** Enough to recognise a number, too little to learn it. */
export function maskPhone(phone: PhoneNumber): string {
  return `+${phone.countryCode} •••• ${phone.number.slice(-2)}`;
}
