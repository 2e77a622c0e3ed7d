/** States, the District, territories and military addresses, as the Postal Service spells them (pe.usps.com). */
export const usStates: ReadonlySet<string> = new Set(
  (
    'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC ' +
    'SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI AA AE AP'
  ).split(' '),
);

/** First digit of the ZIP codes of each state (usps.com): enough to catch a state and a ZIP that do not belong together. */
const statesByFirstDigit: readonly string[] = [
  'CT MA ME NH NJ NY PR RI VT VI AE',
  'DE NY PA',
  'DC MD NC SC VA WV',
  'AL FL GA MS TN AA',
  'IN KY MI OH',
  'IA MN MT ND SD WI',
  'IL KS MO NE',
  'AR LA OK TX',
  'AZ CO ID NM NV UT WY TX',
  'AK AS CA GU HI MP OR WA AP',
];

export interface UsAddress {
  readonly line1: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

/** Checks a US address as it is typed. Answers field to sentence; nothing wrong is an empty object. */
export function checkUsAddress(address: UsAddress): Record<string, string> {
  const fields: Record<string, string> = {};
  const state = address.state.trim().toUpperCase();
  const zip = address.postalCode.trim();
  if (address.line1.trim().length < 3) fields['line1'] = 'Enter the street and number.';
  if (address.city.trim().length < 2) fields['city'] = 'Enter the city.';
  if (!usStates.has(state)) fields['state'] = 'Choose a state.';
  if (!/^\d{5}(?:-?\d{4})?$/.test(zip) || zip.startsWith('00000')) fields['postalCode'] = 'A ZIP code has 5 digits.';
  else if (usStates.has(state) && !(statesByFirstDigit[Number(zip[0])] ?? '').split(' ').includes(state)) {
    fields['postalCode'] = `This ZIP code is not in ${state}.`;
  }
  return fields;
}
