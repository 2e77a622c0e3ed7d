import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, chromiumPath } from './scripts/chromium.mjs';

// Packages point at each other's sources under this condition, so that tests need no build.
const SOURCE = '@dots-flows/source';
const resolve = { conditions: [SOURCE, ...defaultClientConditions] };
const ssr = { resolve: { conditions: [SOURCE, ...defaultServerConditions] } };
const browserTests = ['packages/*/src/**/*.browser.test.{ts,tsx}'];
const nodeTests = ['packages/*/src/**/*.test.ts', 'packages/examples/{express,fastify,hono}/src/**/*.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './scripts/count-reporter.ts'],
    projects: [
      {
        resolve,
        ssr,
        test: { name: 'node', environment: 'node', include: nodeTests, exclude: browserTests },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'jsdom',
          environment: 'jsdom',
          include: ['packages/*/src/**/*.test.tsx', 'stories/guides/samples/*.test.tsx'],
          exclude: browserTests,
          setupFiles: ['./scripts/vitest-jsdom-setup.ts'],
        },
      },
      {
        resolve,
        optimizeDeps: {
          include: [
            'react',
            'react-dom',
            'react-dom/client',
            'react/jsx-dev-runtime',
            '@tanstack/react-query',
            'vitest-browser-react',
            'axe-core',
          ],
        },
        test: {
          name: 'browser',
          include: browserTests,
          // Pages in frames load while other suites use the same cores.
          expect: { poll: { timeout: 10_000 } },
          globalSetup: ['./scripts/vitest-browser-setup.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: await chromiumPath(), args: chromiumArgs } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
