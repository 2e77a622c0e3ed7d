import { isEmail } from '../../dots/validation/email.ts';
import { parsePhoneNumber } from '../../dots/validation/phone-number.ts';

export function emailError(text: string): string | null {
  if (text.trim() === '') return 'Enter an email address.';
  return isEmail(text.trim()) ? null : 'Enter an email address such as name@example.com.';
}

/** A sentence when `text` is empty or longer than `maxLength`. */
export function requiredError(text: string, whatToEnter: string, maxLength = 100): string | null {
  const typed = text.trim();
  if (typed === '') return whatToEnter;
  return typed.length <= maxLength ? null : `Use at most ${maxLength} characters.`;
}

export function phoneError(countryCode: string, text: string): string | null {
  if (text.trim() === '') return 'Enter a phone number.';
  const read = parsePhoneNumber(countryCode, text);
  return typeof read === 'string' ? read : null;
}

/** Only the errors, by field name. */
export function collectErrors(found: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== null));
}
