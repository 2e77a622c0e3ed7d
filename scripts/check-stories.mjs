// Looks at every story of the built Storybook as a reader of it would: served as plain files, in light on a wide page
// and in dark at 320 pixels. A story passes when it renders and its interactions end well, axe finds nothing on the
// page or in the frames on it, nothing is wider than the page, nothing is written to the console as an error, and no
// other host is asked for anything. `--only TEXT` takes the stories whose id has it, `--pictures FOLDER` keeps pictures.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright';
import { chromiumArgs, chromiumPath } from './chromium.mjs';
import { serveFolder } from './static-server.mjs';

const root = path.resolve(import.meta.dirname, '..');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const TIMEOUT_MS = 60_000;
/** Both themes and both widths in two visits. */
const VISITS = [
  { name: 'light', globals: 'theme:light', colorScheme: 'light', viewport: { width: 720, height: 900 } },
  { name: 'dark, 320 px', globals: 'theme:dark', colorScheme: 'dark', viewport: { width: 320, height: 720 } },
];

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string', default: path.join(root, 'storybook-static') },
    only: { type: 'string', default: '' },
    pictures: { type: 'string' },
    globals: { type: 'string', default: '' },
  },
});

/** What the preview says of the story when it has come to its end. */
const readOutcome = () => {
  const channel = globalThis.__STORYBOOK_ADDONS_CHANNEL__;
  const [finished] = channel?.last('storyFinished') ?? [];
  if (!finished) return null;
  const [thrown] = channel.last('playFunctionThrewException') ?? channel.last('storyThrewException') ?? [];
  return { status: finished.status, message: thrown?.message ?? '' };
};

/** A page that scrolls sideways, or one in a frame that does. */
const readOverflow = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? `${scrollWidth} px of content on a page of ${clientWidth} px` : null;
};

async function look(context, serverUrl, entry, visit) {
  const faults = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && !url.href.startsWith(serverUrl)) faults.push(`request to ${url.host}`);
  });
  const isStory = entry.type === 'story';
  const globals = [visit.globals, 'a11y.manual:!true', options.globals].filter(Boolean).join(';');
  try {
    await page.goto(
      `${serverUrl}iframe.html?id=${entry.id}&viewMode=${isStory ? 'story' : 'docs'}&globals=${encodeURIComponent(globals)}`,
    );
    if (isStory) {
      const outcome = await page.waitForFunction(readOutcome, null, { timeout: TIMEOUT_MS });
      const { status, message } = await outcome.jsonValue();
      if (status !== 'success') faults.push(`ended with ${status}: ${message}`);
      for (const frame of page.frames()) {
        const overflow = await frame.evaluate(readOverflow).catch(() => null);
        if (overflow) faults.push(`${frame === page.mainFrame() ? 'page' : 'frame'} too wide: ${overflow}`);
      }
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          faults.push(`axe ${id} at ${JSON.stringify(target)}: ${failureSummary.replaceAll(/\s+/g, ' ')}`);
    } else {
      await page.locator('#storybook-docs h1').first().waitFor({ timeout: TIMEOUT_MS });
      const broken = await page.locator('.sb-errordisplay:visible, .docblock-emptyblock').count();
      if (broken > 0) faults.push('a block of the page could not be shown');
    }
  } catch (error) {
    faults.push(error.message.split('\n')[0]);
  }
  if (options.pictures) {
    const name = `${entry.id}.${visit.name.replaceAll(/\W+/g, '-')}.png`;
    writeFileSync(path.join(options.pictures, name), await page.screenshot({ fullPage: true }));
  }
  await page.close();
  return [...new Set(faults)];
}

const server = await serveFolder(options.folder, '/published/');
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs });
const counts = { passed: 0, failed: 0, skipped: 0 };
const startedAt = Date.now();
try {
  if (options.pictures) mkdirSync(options.pictures, { recursive: true });
  const { entries } = await (await fetch(`${server.url}index.json`)).json();
  const chosen = Object.values(entries).filter(({ id }) => id.includes(options.only));
  // A visit has a context of its own: tabs of one browser tell each other of their payouts.
  await Promise.all(
    VISITS.map(async (visit) => {
      for (const entry of chosen) {
        if (entry.type !== 'story' && visit !== VISITS[0]) continue;
        const { colorScheme, viewport } = visit;
        const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce', locale: 'en-US' });
        const faults = await look(context, server.url, entry, visit);
        await context.close();
        if (faults.length === 0) counts.passed += 1;
        else {
          counts.failed += 1;
          console.error(`FAIL ${entry.id} (${visit.name})\n  ${faults.join('\n  ')}`);
        }
      }
    }),
  );
  if (counts.passed + counts.failed === 0) {
    counts.failed = 1;
    console.error(`FAIL no story was found in ${options.folder}`);
  }
} finally {
  await browser.close();
  server.close();
}
mkdirSync(path.join(root, '.results'), { recursive: true });
writeFileSync(path.join(root, '.results', 'stories.json'), JSON.stringify(counts));
console.log(`Stories looked at in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;
