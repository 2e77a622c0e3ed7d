/** Checks a Visa debit card as it is typed. Answers field to sentence; nothing wrong is an empty object. */
export function checkCard(form: { readonly cardNumber: string; readonly expiry: string }, nowMs: number) {
  const fields: Record<string, string> = {};
  const number = form.cardNumber.replace(/[\s-]/g, '');
  if (!/^4\d{12}(?:\d{3}){0,2}$/.test(number))
    fields['cardNumber'] = 'Enter a Visa card number: it begins with 4 and has 16 digits.';
  else if (!passesLuhn(number)) fields['cardNumber'] = 'One digit of this card number is wrong.';
  const expiry = parseExpiry(form.expiry);
  if (expiry === null) fields['expiry'] = 'Enter the month and year as on the card, for example 08/29.';
  else if (expiry <= nowMs) fields['expiry'] = 'This card has expired.';
  return fields;
}

/** ISO/IEC 7812: from the right every second digit doubles; the sum of digits is a multiple of ten. */
export function passesLuhn(digits: string): boolean {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}

/** The first moment in which the card no longer works, or null for what is no month. */
function parseExpiry(text: string): number | null {
  const match = /^(\d{2})\s*\/?\s*(?:20)?(\d{2})$/.exec(text.trim());
  const month = Number(match?.[1] ?? 0);
  if (month < 1 || month > 12) return null;
  return Date.UTC(2000 + Number(match?.[2]), month, 1);
}
