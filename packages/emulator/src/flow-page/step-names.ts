const NAMES: Readonly<Record<string, string>> = {
  onboard: 'Sign in',
  authorization: 'Sign in',
  authentication: 'Sign in',
  onboarding: 'Sign in',
  compliance: 'Tax details',
  'id-verification': 'Identity',
  'background-check': 'Background check',
  'manage-payouts': 'Payout methods',
  'manage-payments': 'Bank account',
  payout: 'Withdraw',
  'pdf-form-fill': 'Document',
  redirect: 'Return',
};

/** What a step is called on the page; an unknown one by its own name. */
export function stepLabel(step: string): string {
  return NAMES[step] ?? step.replaceAll('-', ' ');
}
