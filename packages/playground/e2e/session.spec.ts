import { EarningsApp } from './support/earnings-app.ts';
import { expect, test } from './support/test.ts';

test('a session that runs out leads to the door, and from there back to the same payout', async ({
  page,
  context,
  playground,
}) => {
  const app = new EarningsApp(page);
  await app.signIn(playground.url, 'Ines');
  await context.clearCookies();
  await app.hands.press(page.getByRole('link', { name: /^(Collect|Continue)/ }));
  await expect(page.getByRole('heading', { name: 'Get paid for your work.' })).toBeFocused();
  await expect(page).toHaveTitle('Sign in · Earnings');
  expect(new URL(page.url()).pathname).toMatch(/^\/payouts\//);

  await app.hands.press(page.getByRole('button', { name: 'Ines' }));
  await expect(app.panel('held')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: /^Payout for/ })).toBeFocused();
});

test('whoever signs in is taken to the heading of their page', async ({ page, playground }) => {
  await new EarningsApp(page).signIn(playground.url, 'Leo');
  await expect(page.getByRole('heading', { name: 'Your earnings' })).toBeFocused();
});

test('a page that could not be loaded keeps its one landmark', async ({ page, playground }) => {
  await new EarningsApp(page).signIn(playground.url, 'Leo');
  await page.route('**/api/earnings', (route) => route.abort());
  await page.reload();
  await expect(
    page.getByRole('alert').getByRole('heading', { name: 'Your earnings could not be loaded' }),
  ).toBeVisible();
  await expect(page.getByRole('main')).toHaveCount(1);
  await page.route('**/api/session', (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Earnings could not be loaded' })).toBeVisible();
  await expect(page.getByRole('main')).toHaveCount(1);
});
