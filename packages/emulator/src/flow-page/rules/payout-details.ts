/** Brings card details into the form in which they stand on the card. What is wrong with them the domain knows. */
const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Grouped in fours. */
export function formatCardNumber(text: string): string {
  return digitsOf(text)
    .slice(0, 19)
    .replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** `0928` as `09/28`; a first digit above 1 can only be a month by itself. */
export function formatExpiry(text: string): string {
  const digits = digitsOf(/^[2-9]/.test(text) ? `0${text}` : text).slice(0, 4);
  const isMonthClosed = digits.length > 2 || (digits.length === 2 && text.endsWith('/'));
  return isMonthClosed ? `${digits.slice(0, 2)}/${digits.slice(2)}` : digits;
}

/** Digits only, as many as the longest account number has. */
export function formatDigits(text: string): string {
  return digitsOf(text).slice(0, 17);
}
