import { EarningsApp } from './support/earnings-app.ts';
import { addBankAccount, fillProfile, fillTaxForm, onboard, signInToDots, withdraw } from './support/flow-visit.ts';
import { expect, test } from './support/test.ts';

const MAYA = { phone: '4155550134', cents: 24_850, amount: '$248.50' };
const LEO = { phone: '4155550161', cents: 31_275, amount: '$312.75' };
const INES = { phone: '4155550187', cents: 18_620, amount: '$186.20' };
const SAM = { phone: '4155550152', cents: 24_850, amount: '$248.50' };

test('a new worker goes from the first click to the withdrawal, and the money is right to the cent', async ({
  page,
  playground,
  dots,
  layout,
}) => {
  const before = await dots.money();
  const app = new EarningsApp(page);
  await app.signIn(playground.url, 'Maya');
  await app.collectNewest();
  await onboard(app, 'Maya', MAYA.phone);
  await expect(app.panel('withdrawing')).toBeVisible();

  const funded = await dots.money();
  expect(funded.ledger.appCents).toBe(before.ledger.appCents - MAYA.cents);
  expect(funded.walletCentsByPhone[MAYA.phone]).toBe(MAYA.cents);

  await withdraw(app, MAYA.amount);
  await expect(app.panel('completed')).toBeVisible();

  const after = await dots.money();
  expect(after.ledger.balanced).toBe(true);
  expect(after.ledger).toMatchObject({
    fundedCents: before.ledger.fundedCents,
    appCents: before.ledger.appCents - MAYA.cents,
    heldCents: before.ledger.heldCents,
    walletsCents: before.ledger.walletsCents,
    paidOutCents: before.ledger.paidOutCents + MAYA.cents,
  });
  expect(after.transfers.filter(({ phone }) => phone === MAYA.phone)).toEqual([
    { phone: MAYA.phone, type: 'payout', amountCents: MAYA.cents, status: 'completed' },
    { phone: MAYA.phone, type: 'balance', amountCents: -MAYA.cents, status: 'completed' },
  ]);

  await app.card.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('You have collected $248.50 so far.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Collected' }).getByText('Paid')).toBeVisible();
  expect(layout.movedOutside()).toEqual([]);
  expect(layout.worstScore()).toBeLessThanOrEqual(0.02);
});

test('a returning worker goes straight to the withdrawal', async ({ page, playground, dots, layout }) => {
  const before = await dots.money();
  const app = new EarningsApp(page);
  await app.signIn(playground.url, 'Leo');
  await app.collectNewest();
  await expect(app.panel('withdrawing')).toBeVisible();
  // The first payout after a sign-up asks for the phone once more; see whether this one does.
  await withdraw(app, LEO.amount);
  await expect(app.panel('completed')).toBeVisible();

  const after = await dots.money();
  expect(after.ledger.balanced).toBe(true);
  expect(after.ledger.appCents).toBe(before.ledger.appCents - LEO.cents);
  expect(after.ledger.paidOutCents).toBe(before.ledger.paidOutCents + LEO.cents);
  expect(after.transfers.filter(({ phone, type }) => phone === LEO.phone && type === 'balance')).toHaveLength(2);
  expect(layout.movedOutside()).toEqual([]);
});

test('closing the tab in the middle loses nothing: the payout goes on where it stood', async ({
  context,
  playground,
  dots,
}) => {
  const first = new EarningsApp(await context.newPage());
  await first.signIn(playground.url, 'Maya');
  await first.collectNewest();
  await signInToDots(first, MAYA.phone);
  await fillProfile(first, 'Maya');
  await expect(first.flowHeading('Tax details')).toBeVisible();
  await first.page.close();

  // Halfway through the onboarding: signed in to the app, known to Dots, tax form open.
  const second = new EarningsApp(await context.newPage());
  await second.page.goto(playground.url);
  await second.collectNewest();
  await signInToDots(second, MAYA.phone);
  await fillTaxForm(second);
  await addBankAccount(second);
  await expect(second.panel('withdrawing')).toBeVisible();
  await second.page.close();

  // Funded, not withdrawn yet.
  const third = new EarningsApp(await context.newPage());
  await third.page.goto(playground.url);
  await expect(third.page.getByText('Ready to withdraw')).toBeVisible();
  await third.collectNewest();
  await withdraw(third, MAYA.amount);
  await expect(third.panel('completed')).toBeVisible();

  const { ledger, transfers } = await dots.money();
  expect(ledger.balanced).toBe(true);
  expect(transfers.filter(({ phone, type }) => phone === MAYA.phone && type === 'balance')).toHaveLength(1);
  expect(transfers.filter(({ phone, type }) => phone === MAYA.phone && type === 'payout')).toHaveLength(1);
});

test('whoever signs up with a phone that the platform does not know verifies once more before the first withdrawal', async ({
  page,
  playground,
}) => {
  const app = new EarningsApp(page);
  await app.signIn(playground.url, 'Maya');
  await app.collectNewest();
  await onboard(app, 'Maya', '4155550142');
  await expect(app.panel('withdrawing')).toBeVisible();
  await signInToDots(app, '4155550142');
  await withdraw(app, MAYA.amount);
  await expect(app.panel('completed')).toBeVisible();
});

test('switching the theme takes nothing away that was typed into the Flow', async ({ page, playground }) => {
  const app = new EarningsApp(page);
  await app.signIn(playground.url, 'Maya');
  await app.collectNewest();
  const phone = app.flow.getByLabel('Phone number');
  await app.hands.type(phone, '4155550134');
  const typed = await phone.inputValue();
  await page.getByRole('button', { name: 'Use the dark theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(phone).toHaveValue('');
  await app.hands.type(phone, '4155550134');
  await page.getByRole('button', { name: 'Use the light theme' }).click();
  await expect(phone).toHaveValue(typed);
});

test('a payout under review is shown as held, and goes on by itself when the review ends', async ({
  page,
  playground,
  dots,
}) => {
  const app = new EarningsApp(page);
  await app.signIn(playground.url, 'Ines');
  await app.collectNewest();
  await expect(app.panel('held')).toBeVisible();
  await expect(app.card.getByRole('heading', { name: /under review/ })).toBeVisible();
  const held = await dots.money();
  expect(held.walletCentsByPhone[INES.phone]).toBe(0);

  await page.getByRole('button', { name: 'Finish the review' }).click();
  await expect(app.panel('withdrawing')).toBeVisible({ timeout: 30_000 });
  await withdraw(app, INES.amount);
  await expect(app.panel('completed')).toBeVisible();

  const { ledger, transfers } = await dots.money();
  expect(ledger.balanced).toBe(true);
  expect(
    transfers.filter(({ phone, amountCents }) => phone === INES.phone && amountCents === -INES.cents),
  ).toHaveLength(1);
});

test('a transfer that failed is told with what to do, and the next try pays once', async ({
  page,
  playground,
  dots,
}) => {
  const before = await dots.money();
  const app = new EarningsApp(page);
  await app.signIn(playground.url, 'Sam');
  await expect(page.getByText('Did not go through')).toBeVisible();
  await app.collectNewest();
  await expect(app.panel('failed')).toBeVisible();
  await expect(app.card.getByText('No money has moved.')).toBeVisible();
  expect((await dots.money()).ledger).toEqual(before.ledger);

  await app.card.getByRole('button', { name: 'Try again' }).click();
  await expect(app.panel('transferring')).toBeVisible();
  // Within 90 s of a transfer no other one is sent, whatever became of the first.
  await dots.advanceClock(95_000);
  await expect(app.panel('withdrawing')).toBeVisible();
  await withdraw(app, SAM.amount);
  await expect(app.panel('completed')).toBeVisible();

  const { ledger, transfers } = await dots.money();
  expect(ledger.balanced).toBe(true);
  expect(ledger.appCents).toBe(before.ledger.appCents - SAM.cents);
  const statuses = transfers.filter(({ phone, amountCents }) => phone === SAM.phone && amountCents === -SAM.cents);
  expect(statuses.map(({ status }) => status)).toEqual(['completed', 'failed']);
});
