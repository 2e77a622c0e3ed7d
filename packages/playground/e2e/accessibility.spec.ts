import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { EarningsApp } from './support/earnings-app.ts';
import { onboard, withdraw } from './support/flow-visit.ts';
import { expect, test } from './support/test.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page and in the frames on it, as short lines that say where. */
async function findings(page: Page, where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${where}: ${id} ${JSON.stringify(target)} ${failureSummary}`),
  );
}

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    test('axe finds nothing on any page of the journey, frames included', async ({ page, playground }) => {
      const found: string[] = [];
      const look = async (where: string) => void found.push(...(await findings(page, where)));
      const app = new EarningsApp(page);
      await page.goto(playground.url);
      await expect(page.getByRole('button', { name: 'Maya' })).toBeVisible();
      await look('sign-in');
      await app.signIn(playground.url, 'Maya');
      await look('home');
      await app.collectNewest();
      await onboard(app, 'Maya', '4155550134', look);
      await expect(app.panel('withdrawing')).toBeVisible();
      await withdraw(app, '$248.50', look);
      await expect(app.panel('completed')).toBeVisible();
      await look('completed');
      expect(found).toEqual([]);
    });

    test('axe finds nothing where the journey stops', async ({ page, playground }) => {
      const found: string[] = [];
      const app = new EarningsApp(page);
      for (const [worker, panel] of [
        ['Ines', 'held'],
        ['Sam', 'failed'],
      ] as const) {
        await app.signIn(playground.url, worker);
        await app.collectNewest();
        await expect(app.panel(panel)).toBeVisible();
        found.push(...(await findings(page, panel)));
        await page.getByRole('button', { name: 'Sign out' }).click();
        await expect(page.getByRole('button', { name: 'Maya' })).toBeVisible();
      }
      await app.signIn(playground.url, 'Leo');
      await page.goto(`${playground.url}/payouts/no-such-payout`);
      await expect(app.panel('error')).toBeVisible();
      found.push(...(await findings(page, 'unknown payout')));
      await page.goto(`${playground.url}/nowhere`);
      await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
      found.push(...(await findings(page, 'unknown page')));
      expect(found).toEqual([]);
    });
  });
