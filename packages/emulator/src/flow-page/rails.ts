import type { PayoutMethodForm } from './flow-page-backend.ts';
import type { IconName } from './parts/Icon.tsx';

export interface Rail {
  readonly name: string;
  readonly label: string;
  /** The label inside a sentence. */
  readonly noun: string;
  /** How long the money takes (documented for PayPal, Venmo, ACH and Cash App; instant cards are a choice of ours). */
  readonly expectedTime: string;
  readonly icon: IconName;
}

/** The rails that a payee can add on these pages. */
export const RAILS: readonly (Rail & { readonly name: PayoutMethodForm['rail'] })[] = [
  { name: 'ach', label: 'Bank account', noun: 'bank account', expectedTime: '1 to 2 business days', icon: 'bank' },
  { name: 'paypal', label: 'PayPal', noun: 'PayPal account', expectedTime: 'Within minutes', icon: 'mail' },
  { name: 'venmo', label: 'Venmo', noun: 'Venmo account', expectedTime: 'Within minutes', icon: 'phone' },
  { name: 'cash_app', label: 'Cash App', noun: 'Cash App account', expectedTime: '1 to 2 business days', icon: 'cash' },
  { name: 'visa', label: 'Debit card', noun: 'debit card', expectedTime: 'Within 30 minutes', icon: 'card' },
];

/** A rail by its wire name; one that is not known here is shown by that name. */
export function railOf(name: string): Rail {
  const known = RAILS.find((rail) => rail.name === name);
  if (known) return known;
  const words = name.replaceAll('_', ' ');
  return { name, label: words, noun: words, expectedTime: 'Soon', icon: 'wallet' };
}
