import { defineConfig } from '@playwright/test';
import { chromiumArgs, chromiumPath } from './scripts/chromium.mjs';
import { firefoxLaunch } from './scripts/firefox.mjs';

export default defineConfig({
  testDir: 'packages/playground/e2e',
  globalSetup: './scripts/playwright-setup.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./scripts/playwright-count-reporter.ts']],
  use: {
    headless: true,
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: 1240, height: 860 },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'chromium', use: { launchOptions: { executablePath: await chromiumPath(), args: chromiumArgs } } },
    ...(firefoxLaunch
      ? [
          {
            name: 'firefox',
            // Its driver loses the frames while axe looks into them; the stories are looked at by axe there, too.
            testIgnore: 'accessibility.spec.ts',
            use: { browserName: 'firefox' as const, launchOptions: firefoxLaunch },
          },
        ]
      : []),
  ],
});
