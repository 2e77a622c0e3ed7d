import path from 'node:path';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, chromiumPath } from './scripts/chromium.mjs';

/** Every story as a test: it renders, its interactions end well, and axe finds nothing. */
export default defineConfig({
  plugins: [storybookTest({ configDir: path.join(import.meta.dirname, '.storybook') })],
  optimizeDeps: {
    // Found late, they would make Vite load the page anew in the middle of a test.
    include: ['react', 'react-dom', 'react-dom/client', 'react/jsx-dev-runtime', '@tanstack/react-query', 'axe-core'],
  },
  test: {
    name: 'storybook',
    reporters: ['default', ['./scripts/count-reporter.ts', { file: 'stories-vitest.json' }]],
    // The whole journey is one story.
    testTimeout: 90_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      viewport: { width: 720, height: 900 },
      provider: playwright({ launchOptions: { executablePath: await chromiumPath(), args: chromiumArgs } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
