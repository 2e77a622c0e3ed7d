import { build } from 'esbuild';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { framedPage, hostPage, serveLocally } from './local-server.ts';

/** A browser with the host page open, and the origin that its frames come from: another site than its own. */
export interface BrowserSession {
  readonly page: Page;
  readonly frameOrigin: string;
  /** A third origin, whose messages concern nobody. */
  readonly strangerOrigin: string;
  readonly browserVersion: string;
  close(): Promise<void>;
}

interface ChromiumFinder {
  readonly chromiumPath: () => Promise<string>;
  readonly chromiumArgs: readonly string[];
}

async function launch(): Promise<Browser> {
  const finder = new URL('../../../../scripts/chromium.mjs', import.meta.url).href;
  const { chromiumPath, chromiumArgs } = (await import(finder)) as ChromiumFinder;
  return await chromium.launch({
    executablePath: await chromiumPath(),
    args: [...chromiumArgs, '--js-flags=--expose-gc', '--enable-precise-memory-info'],
  });
}

async function bundleHostPage(): Promise<string> {
  const result = await build({
    entryPoints: [new URL('page/main.tsx', import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}

export async function openBrowserSession(): Promise<BrowserSession> {
  const hostServer = await serveLocally(hostPage(await bundleHostPage()));
  const frameServer = await serveLocally(framedPage);
  const strangerServer = await serveLocally(framedPage);
  const browser = await launch();
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`http://localhost:${hostServer.port}/`);
  await page.waitForFunction(() => window.bench !== undefined);
  return {
    page,
    frameOrigin: `http://127.0.0.1:${frameServer.port}`,
    strangerOrigin: `http://127.0.0.1:${strangerServer.port}`,
    browserVersion: browser.version(),
    async close() {
      await browser.close();
      await Promise.all([hostServer.close(), frameServer.close(), strangerServer.close()]);
      if (errors.length > 0) throw new Error(`The measured page failed: ${errors.join('; ')}`);
    },
  };
}
