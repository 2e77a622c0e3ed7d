import { EarningsApp } from './support/earnings-app.ts';
import { onboard, withdraw } from './support/flow-visit.ts';
import { keyboardHands, mouseHands } from './support/hands.ts';
import { expect, test } from './support/test.ts';

const MAYA = { phone: '4155550134', amount: '$248.50' };

test('the journey can be made by keyboard alone', async ({ page, playground, layout }) => {
  const app = new EarningsApp(page, keyboardHands(page));
  await app.signIn(playground.url, 'Maya');
  await app.collectNewest();
  await onboard(app, 'Maya', MAYA.phone);
  await expect(app.panel('withdrawing')).toBeVisible();
  await withdraw(app, MAYA.amount);
  await expect(app.panel('completed')).toBeVisible();
  await app.hands.press(app.card.getByRole('button', { name: 'Done' }));
  await expect(page.getByRole('heading', { name: 'Your earnings' })).toBeFocused();
  expect(layout.movedOutside()).toEqual([]);
});

test.describe('at 320 pixels', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  for (const [name, handsOf] of [
    ['with a mouse', mouseHands],
    ['by keyboard alone', keyboardHands],
  ] as const)
    test(`the journey fits and works ${name}`, async ({ page, playground, layout }) => {
      const app = new EarningsApp(page, handsOf(page));
      const overflow = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const fits = async () => {
        expect(await overflow()).toBe(0);
        const frame = page.frames().find((candidate) => candidate !== page.mainFrame());
        if (frame)
          expect(
            await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          ).toBe(0);
      };
      await page.goto(playground.url);
      await expect(page.getByRole('button', { name: 'Maya' })).toBeVisible();
      await fits();
      await app.signIn(playground.url, 'Maya');
      await fits();
      await app.collectNewest();
      await onboard(app, 'Maya', MAYA.phone, fits);
      await expect(app.panel('withdrawing')).toBeVisible();
      await withdraw(app, MAYA.amount, fits);
      await expect(app.panel('completed')).toBeVisible();
      await fits();
      expect(layout.movedOutside()).toEqual([]);
      expect(layout.worstScore()).toBeLessThanOrEqual(0.02);
    });
});
