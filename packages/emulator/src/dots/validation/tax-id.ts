/**
 * A Social Security number that can have been given out: no area 000, 666 or 9xx, no group 00, no serial 0000
 * (ssa.gov, since randomization of 2011). The famous specimen numbers are refused too.
 */
export function isSsn(text: string): boolean {
  const match = /^(\d{3})-?(\d{2})-?(\d{4})$/.exec(text.trim());
  if (match === null) return false;
  const [, area = '', group = '', serial = ''] = match;
  if (area === '000' || area === '666' || area.startsWith('9') || group === '00' || serial === '0000') return false;
  return !specimens.has(area + group + serial);
}

/** Printed on a wallet insert of 1938 and in a leaflet of 1940; never valid since. */
const specimens = new Set(['078051120', '219099999']);

/** The two-digit prefixes that the IRS has given to its campuses and to internet applications (irs.gov). */
const einPrefixes = new Set(
  (
    '01 02 03 04 05 06 10 11 12 13 14 15 16 20 21 22 23 24 25 26 27 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 ' +
    '50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 71 72 73 74 75 76 77 80 81 82 83 84 85 86 87 88 90 91 92 93 94 ' +
    '95 98 99'
  ).split(' '),
);

/** An Employer Identification Number with a prefix that is in use. */
export function isEin(text: string): boolean {
  const match = /^(\d{2})-?(\d{7})$/.exec(text.trim());
  return match !== null && einPrefixes.has(match[1] ?? '') && match[2] !== '0000000';
}

/** A foreign tax number: letters, digits and a few signs, 4 to 25 of them. Countries differ too much for more. */
export function isForeignTaxId(text: string): boolean {
  return /^[\p{L}\d][\p{L}\d ./-]{2,23}[\p{L}\d]$/u.test(text.trim());
}
