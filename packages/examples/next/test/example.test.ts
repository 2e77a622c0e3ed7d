import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startExample } from './next-server.ts';
import type { RunningExample } from './next-server.ts';

interface ChromiumFinder {
  readonly chromiumPath: () => Promise<string>;
  readonly chromiumArgs: readonly string[];
}

let example: RunningExample;
let browser: Browser;

beforeAll(async () => {
  const finder = new URL('../../../../scripts/chromium.mjs', import.meta.url).href;
  const { chromiumPath, chromiumArgs } = (await import(/* @vite-ignore */ finder)) as ChromiumFinder;
  [example, browser] = await Promise.all([
    startExample(),
    chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArgs] }),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await example?.close();
});

/** A page, and everything that it and React complain about: a wrong hydration is one of those complaints. */
async function openPage(): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(example.origin);
  return { page, complaints };
}

describe('the App Router example', () => {
  it('sends the card as HTML, without a call to Dots and without a link', async () => {
    const response = await fetch(example.origin);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('Your payout');
    expect(html).toContain('12 deliveries');
    expect(html).not.toContain(example.emulator.flowUrl);
    expect(example.emulator.world.flows.list()).toEqual([]);
  });

  it('takes over in the browser without a complaint, and shows the onboarding Flow', async () => {
    const { page, complaints } = await openPage();
    const frame = page.locator('section iframe');
    await frame.waitFor();
    expect(await frame.getAttribute('src')).toContain(example.emulator.flowUrl);
    await page.frameLocator('section iframe').getByRole('heading').first().waitFor();
    await page.getByText('$248.50').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('hears of the person through a webhook, and brings the payout to the withdrawal while the page is open', async () => {
    const { page, complaints } = await openPage();
    const frame = page.locator('section iframe');
    await frame.waitFor();
    const { world } = example.emulator;
    const person = world.addUser({
      phone: '+1 415 555 0142',
      firstName: 'Ada',
      lastName: 'Park',
      compliance: 'w9',
      payoutMethods: [
        { rail: 'ach', routingNumber: '021000021', accountNumber: '000123456789', accountType: 'checking' },
      ],
    });
    // As on another device: the page that is open here hears nothing from its own frame.
    const [onboarding] = world.flows.list();
    if (!onboarding) throw new Error('There is no Flow.');
    world.flows.claim(onboarding, person.id);
    for (const step of onboarding.steps) world.flows.completeStep(onboarding, step.name);

    await page.getByTitle('Withdraw your money').waitFor();
    expect(world.walletCents(person.id)).toBe(24_850);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('answers calls of other origins with a refusal', async () => {
    const response = await fetch(`${example.origin}/api/dots/payouts/inv_2041/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: '{}',
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });
});
