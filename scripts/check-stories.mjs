// Looks at every story of the built Storybook as a reader of it would: served as plain files, in light on a wide page
// and in dark at 320 pixels. A story passes when it renders and its interactions end well, axe finds nothing on the
// page or in the frames on it, nothing is wider than the page, nothing is written to the console as an error, and no
// other host is asked for anything. Pages of docs have to pass the same, in light, and to fit into 320 pixels. `--only
// TEXT` takes the stories whose id has it, `--globals locale:ar` sets the toolbar, `--pictures FOLDER` keeps a picture
// of each, `--firefox` looks with the Firefox that FIREFOX_PATH names.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, firefox } from 'playwright';
import { chromiumArgs, chromiumPath } from './chromium.mjs';
import { firefoxLaunch } from './firefox.mjs';
import { serveFolder } from './static-server.mjs';

const root = path.resolve(import.meta.dirname, '..');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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
    firefox: { type: 'boolean', default: false },
  },
});

const firstLine = (text) => text.split('\n', 1)[0];

/** In the page: how this story ended, once it has. */
function readOutcome(storyId) {
  const channel = globalThis.__STORYBOOK_ADDONS_CHANNEL__;
  const [finished] = channel?.last('storyFinished') ?? [];
  if (finished?.storyId !== storyId) return null;
  const [thrown] = channel.last('playFunctionThrewException') ?? channel.last('storyThrewException') ?? [];
  return { status: finished.status, message: thrown?.message ?? '' };
}

/** In the page or a frame on it: what axe finds there, and whether it scrolls sideways. */
async function readDocument(excluded = []) {
  const { scrollWidth, clientWidth } = document.documentElement;
  const tooWide = scrollWidth > clientWidth ? [`too wide: ${scrollWidth} px of content in ${clientWidth} px`] : [];
  const { violations } = await globalThis.axe.run(
    { exclude: excluded.map((selector) => [selector]) },
    {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
      // Every frame is asked by itself, so that axe's own messages do not mix with those of the Flow.
      iframes: false,
      // Asks for style sheets a second time otherwise, which a sandboxed page may not.
      preload: false,
    },
  );
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `axe ${id} at ${target}: ${failureSummary.replaceAll(/\s+/g, ' ')}`),
  );
  return [...tooWide, ...found];
}

/** One reader: a page that goes from story to story, and starts anew after each that failed. */
async function visitAll(browser, serverUrl, entries, visit, onSeen) {
  const { colorScheme, viewport } = visit;
  // A context of its own: tabs of one browser tell each other of their payouts.
  const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce', locale: 'en-US' });
  const globals = [visit.globals, 'a11y.manual:!true', options.globals].filter(Boolean).join(';');
  let page = null;
  let faults = [];

  const open = async (entry) => {
    await page?.close();
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${firstLine(message.text())}`);
    });
    page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^https?:$/.test(url.protocol) && !url.href.startsWith(serverUrl)) faults.push(`request to ${url.host}`);
    });
    const query = new URLSearchParams({ id: entry.id, viewMode: entry.type === 'story' ? 'story' : 'docs', globals });
    await page.goto(`${serverUrl}iframe.html?${query}`);
  };

  const lookAtStory = async (entry) => {
    if (page === null) await open(entry);
    else
      await page.evaluate(
        (storyId) => globalThis.__STORYBOOK_ADDONS_CHANNEL__.emit('setCurrentStory', { storyId, viewMode: 'story' }),
        entry.id,
      );
    const outcome = await page.waitForFunction(readOutcome, entry.id, { timeout: TIMEOUT_MS });
    const { status, message } = await outcome.jsonValue();
    if (status !== 'success') faults.push(`ended with ${status}: ${firstLine(message)}`);
    for (const frame of page.frames()) {
      const place = frame === page.mainFrame() ? 'page' : 'frame';
      try {
        await frame.evaluate(axeSource);
        faults.push(...(await frame.evaluate(readDocument)).map((fault) => `${place}: ${fault}`));
      } catch (error) {
        // A frame that left while it was looked at has nothing to answer for.
        if (!frame.isDetached()) throw error;
      }
    }
  };

  const lookAtDocs = async (entry) => {
    await open(entry);
    await page.locator('#storybook-docs h1').first().waitFor({ timeout: TIMEOUT_MS });
    await page.waitForLoadState('networkidle');
    if ((await page.locator('.sb-errordisplay:visible').count()) > 0) faults.push('a block could not be shown');
    await page.evaluate(axeSource);
    // The switches among the props are Storybook's own.
    faults.push(...(await page.evaluate(readDocument, ['.docblock-argstable'])).map((fault) => `page: ${fault}`));
    await page.setViewportSize({ width: 320, height: 720 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) faults.push(`too wide at 320 px: ${width} px of content`);
    await page.close();
    page = null;
  };

  for (const entry of entries) {
    faults = [];
    try {
      await (entry.type === 'story' ? lookAtStory(entry) : lookAtDocs(entry));
    } catch (error) {
      faults.push(firstLine(error.message));
    }
    if (options.pictures && page) {
      const name = `${entry.id}.${visit.name.replaceAll(/\W+/g, '-')}.png`;
      writeFileSync(path.join(options.pictures, name), await page.screenshot({ fullPage: true }));
    }
    onSeen(entry, visit, [...new Set(faults)]);
    if (faults.length > 0) {
      await page?.close();
      page = null;
    }
  }
  await context.close();
}

const server = await serveFolder(options.folder, '/published/');
if (options.firefox && !firefoxLaunch) throw new Error('--firefox needs FIREFOX_PATH, the path of a Firefox.');
const launch = async () =>
  options.firefox
    ? await firefox.launch(firefoxLaunch)
    : await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs });
// A browser for each, since Firefox slows down every page that is not in front.
const browsers = await Promise.all(VISITS.map(launch));
const counts = { passed: 0, failed: 0, skipped: 0 };
const startedAt = Date.now();
const onSeen = (entry, visit, faults) => {
  counts[faults.length === 0 ? 'passed' : 'failed'] += 1;
  if (faults.length > 0) console.error(`FAIL ${entry.id} (${visit.name})\n  ${faults.join('\n  ')}`);
};
try {
  if (options.pictures) mkdirSync(options.pictures, { recursive: true });
  const { entries } = await (await fetch(`${server.url}index.json`)).json();
  const chosen = Object.values(entries).filter(({ id }) => id.includes(options.only));
  await Promise.all(
    VISITS.map((visit, index) =>
      // Pages of docs are seen once.
      visitAll(
        browsers[index],
        server.url,
        chosen.filter(({ type }) => type === 'story' || index === 0),
        visit,
        onSeen,
      ),
    ),
  );
  if (counts.passed + counts.failed === 0) {
    counts.failed = 1;
    console.error(`FAIL no story was found in ${options.folder}`);
  }
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  server.close();
}
mkdirSync(path.join(root, '.results'), { recursive: true });
writeFileSync(path.join(root, '.results', 'stories.json'), JSON.stringify(counts));
console.log(`Looked at in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;
