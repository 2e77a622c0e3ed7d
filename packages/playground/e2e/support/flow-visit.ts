import { expect } from '@playwright/test';
import type { EarningsApp } from './earnings-app.ts';

/** Called on every screen of a Flow, before anything is typed there. */
export type OnScreen = (name: string) => Promise<void>;

const nothing: OnScreen = () => Promise.resolve();

/** Signs in to Dots as somebody new. */
export async function signInToDots({ flow, hands }: EarningsApp, phone: string, onScreen = nothing) {
  await expect(flow.getByRole('heading', { name: 'Verify your phone' })).toBeVisible();
  await onScreen('phone');
  await hands.type(flow.getByLabel('Phone number'), phone);
  await hands.press(flow.getByRole('button', { name: 'Text me a code' }));

  await expect(flow.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
  await onScreen('code');
  await hands.type(flow.getByLabel('Six-digit code'), '000000');
  await hands.press(flow.getByRole('button', { name: 'Verify' }));
}

export async function fillProfile({ flow, hands }: EarningsApp, firstName: string, onScreen = nothing) {
  await expect(flow.getByRole('heading', { name: 'Tell us who you are' })).toBeVisible();
  await onScreen('profile');
  await hands.type(flow.getByLabel('First name'), firstName);
  await hands.type(flow.getByLabel('Last name'), 'Demo');
  await hands.type(flow.getByLabel('Email'), `${firstName.toLowerCase()}@example.com`);
  await hands.press(flow.getByRole('button', { name: 'Continue' }));
}

/** Fills in a W-9 with the number that is on the sample cards of fifty years ago, and valid in form. */
export async function fillTaxForm({ flow, hands }: EarningsApp, onScreen = nothing) {
  await expect(flow.getByRole('heading', { name: 'Tax details' })).toBeVisible();
  await onScreen('compliance');
  await hands.type(flow.getByLabel('Social Security number'), '123-45-6789');
  await hands.type(flow.getByLabel('Month'), '04');
  await hands.type(flow.getByLabel('Day'), '12');
  await hands.type(flow.getByLabel('Year'), '1991');
  await hands.type(flow.getByLabel('Street address'), '350 Alabama St');
  await hands.type(flow.getByLabel('City'), 'San Francisco');
  await hands.select(flow.getByLabel('State'), 'California');
  await hands.type(flow.getByLabel('ZIP code'), '94110');
  await hands.tick(flow.getByRole('checkbox'));
  await hands.press(flow.getByRole('button', { name: 'Sign and submit W-9' }));
}

export async function addBankAccount({ flow, hands }: EarningsApp, onScreen = nothing) {
  await expect(flow.getByRole('heading', { name: 'Payout methods' })).toBeVisible();
  await onScreen('manage-payouts');
  await hands.choose(flow.getByRole('radio', { name: /Bank/ }));
  await hands.type(flow.getByLabel('Routing number'), '021000021');
  await hands.type(flow.getByLabel('Account number'), '000123456789');
  await onScreen('bank-account');
  await hands.press(flow.getByRole('button', { name: /^Add / }));
  await expect(flow.getByRole('button', { name: 'Save and continue' })).toBeVisible();
  await onScreen('payout-methods');
  await hands.press(flow.getByRole('button', { name: 'Save and continue' }));
}

/** From the first page of the onboarding Flow to its last. */
export async function onboard(app: EarningsApp, firstName: string, phone: string, onScreen = nothing) {
  await signInToDots(app, phone, onScreen);
  await fillProfile(app, firstName, onScreen);
  await fillTaxForm(app, onScreen);
  await addBankAccount(app, onScreen);
}

/** Withdraws everything by the rail that is chosen already. */
export async function withdraw({ flow, hands }: EarningsApp, amountText: string, onScreen = nothing) {
  await expect(flow.getByRole('heading', { name: 'Withdraw your money' })).toBeVisible();
  await onScreen('payout');
  await hands.press(flow.getByRole('button', { name: 'Continue' }));
  await expect(flow.getByRole('heading', { name: 'Confirm your withdrawal' })).toBeVisible();
  await onScreen('confirm');
  await hands.press(flow.getByRole('button', { name: `Withdraw ${amountText}` }));
}
