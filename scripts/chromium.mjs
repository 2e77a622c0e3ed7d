import { existsSync } from 'node:fs';

/** Flags that headless Chromium needs in containers, and that keep it from calling anybody. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The Chromium that all browser tests use: the one named by CHROMIUM_PATH, the system's, Playwright's own, or the one
 * that an npm package brings along (Linux on x64), so that nothing has to be downloaded beside the packages.
 */
export async function chromiumPath() {
  const { chromium } = await import('playwright');
  for (const path of [process.env.CHROMIUM_PATH, '/usr/bin/chromium', chromium.executablePath()]) {
    if (path && existsSync(path)) return path;
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: bundled } = await import('@sparticuz/chromium');
    return bundled.executablePath();
  }
  throw new Error('No Chromium found. Set CHROMIUM_PATH, or run: npx playwright install chromium');
}
