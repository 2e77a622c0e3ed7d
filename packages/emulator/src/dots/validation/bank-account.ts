/** Checks a US bank account as it is typed. Answers field to sentence; nothing wrong is an empty object. */
export function checkBankAccount(form: {
  readonly routingNumber: string;
  readonly accountNumber: string;
  readonly accountType: string;
}) {
  const fields: Record<string, string> = {};
  const account = form.accountNumber.replace(/[\s-]/g, '');
  if (!isRoutingNumber(form.routingNumber)) {
    fields['routingNumber'] = 'This is not a routing number: it has 9 digits and stands at the bottom left of a check.';
  }
  if (!/^\d{4,17}$/.test(account) || /^0+$/.test(account))
    fields['accountNumber'] = 'An account number has 4 to 17 digits.';
  if (form.accountType !== 'checking' && form.accountType !== 'savings')
    fields['accountType'] = 'Choose checking or savings.';
  return fields;
}

/** ABA: nine digits, a Federal Reserve prefix in use, and 3-7-1 weights that sum to a multiple of ten. */
export function isRoutingNumber(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{9}$/.test(digits)) return false;
  const prefix = Number(digits.slice(0, 2));
  const inUse = prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix === 80;
  const sum = digits.split('').reduce((total, digit, index) => total + Number(digit) * ([3, 7, 1][index % 3] ?? 0), 0);
  return inUse && sum > 0 && sum % 10 === 0;
}

const banks: Readonly<Record<string, string>> = {
  '021000021': 'Chase',
  '322271627': 'Chase',
  '026009593': 'Bank of America',
  '121000358': 'Bank of America',
  '121000248': 'Wells Fargo',
  '021000089': 'Citibank',
  '091000022': 'U.S. Bank',
};

/** The bank's name for a few well-known routing numbers, else a general word. */
export function bankName(routingNumber: string): string {
  return banks[routingNumber.replace(/[\s-]/g, '')] ?? 'Bank account';
}
