/** Goes through the journey in light, dark and at 320 pixels, and writes pictures of it to docs/images. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, expect } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../../../scripts/chromium.mjs';
import { startPlayground } from '../src/start-playground.ts';
import type { Playground } from '../src/start-playground.ts';
import { EarningsApp } from './support/earnings-app.ts';
import { onboard, withdraw } from './support/flow-visit.ts';

const DIRECTORY = path.join(import.meta.dirname, '../../../docs/images');
const MAYA = { phone: '4155550134', amount: '$248.50' };
/** Wednesday noon: half a week of jobs to show, and the same dates in every run. */
const NOW = new Date('2026-03-18T12:30:00Z');

type Pictures = Map<string, Buffer>;

const launch = async (args: readonly string[]): Promise<Browser> =>
  chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArgs, ...args] });

async function withPlayground<T>(work: (playground: Playground) => Promise<T>): Promise<T> {
  const playground = await startPlayground({
    ports: { playground: 0, api: 0, flows: 0 },
    dataDirectory: null,
    otherDots: null,
    now: () => NOW,
  });
  try {
    return await work(playground);
  } finally {
    await playground.stop();
  }
}

/** The whole way of Maya, with a picture at each station. */
async function takeJourney(width: number, colorScheme: 'light' | 'dark'): Promise<Pictures> {
  // Emulating a fine screen leaves frames of other sites coarse; a browser on a fine screen does not.
  const browser = await launch([`--window-size=${width},${width < 600 ? 720 : 900}`, '--force-device-scale-factor=2']);
  return withPlayground(async ({ url, emulator }) => {
    const pictures: Pictures = new Map();
    const context = await browser.newContext({ viewport: null, colorScheme, reducedMotion: 'reduce', locale: 'en-US' });
    const page = await context.newPage();
    const app = new EarningsApp(page);
    const take = async (name: string) => void pictures.set(name, await settledPicture(page));
    const takeCard = async (name: string) => void pictures.set(`card-${name}`, await app.card.screenshot());

    await page.goto(url);
    await expect(page.getByRole('button', { name: 'Maya' })).toBeVisible();
    await take('sign-in');
    await app.signIn(url, 'Maya');
    await take('home');
    await app.collectNewest();
    // Held on its way, so that there is something to see of it.
    emulator?.world.transferScript.plan({ status: 'pending', type: 'balance' });
    await onboard(app, 'Maya', MAYA.phone, async (name) => {
      if (name !== 'compliance' && name !== 'phone') return;
      await take(name);
      await takeCard(name);
    });
    await expect(app.panel('transferring')).toBeVisible();
    await take('transferring');
    await takeCard('transferring');
    const [transfer] = emulator?.world.transfers.list() ?? [];
    if (transfer) emulator?.world.transfers.moveTo(transfer.id, 'completed');
    await withdraw(app, MAYA.amount, async (name) => {
      await take(name);
      await takeCard(name);
    });
    await expect(app.panel('completed')).toBeVisible();
    await take('completed');
    await takeCard('completed');
    await browser.close();
    return pictures;
  });
}

/** A picture after everything that moves has come to rest. */
async function settledPicture(page: Page): Promise<Buffer> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  return page.screenshot();
}

/** Pictures side by side on the app's own background. */
async function sideBySide(
  browser: Browser,
  pictures: readonly (Buffer | undefined)[],
  background: string,
): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 400, height: 300 } });
  const images = pictures
    .map((picture) => `<img src="data:image/png;base64,${(picture ?? Buffer.alloc(0)).toString('base64')}" alt="">`)
    .join('');
  await page.setContent(
    `<style>body{margin:0}main{display:flex;gap:48px;align-items:flex-start;width:max-content;padding:48px;background:${background}}img{display:block}</style><main>${images}</main>`,
  );
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  const picture = await page.locator('main').screenshot();
  await page.close();
  return picture;
}

async function main(): Promise<void> {
  const light = await takeJourney(1240, 'light');
  const dark = await takeJourney(1240, 'dark');
  const narrow = await takeJourney(320, 'light');
  const card = await takeJourney(480, 'light');
  const browser = await launch([]);
  const written: Record<string, Buffer | undefined> = {
    'home.png': light.get('home'),
    'home-dark.png': dark.get('home'),
    'payout.png': light.get('payout'),
    'payout-dark.png': dark.get('compliance'),
    'narrow.png': await sideBySide(
      browser,
      ['home', 'compliance', 'payout', 'completed'].map((name) => narrow.get(name)),
      '#e3e7ec',
    ),
    'journey.png': await sideBySide(
      browser,
      ['phone', 'transferring', 'payout', 'completed'].map((name) => card.get(`card-${name}`)),
      '#f4f5f7',
    ),
  };
  mkdirSync(DIRECTORY, { recursive: true });
  for (const [name, picture] of Object.entries(written))
    if (picture) writeFileSync(path.join(DIRECTORY, name), picture);
  await browser.close();
}

await main();
