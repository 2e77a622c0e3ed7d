import { defineConfig } from 'vitest/config';

// What is tested is the production build of this app on the built packages: no source condition.
export default defineConfig({
  test: {
    name: 'next',
    environment: 'node',
    include: ['test/**/*.test.ts'],
    // Each builds or starts a whole app.
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', ['../../../scripts/count-reporter.ts', { file: 'next.json' }]],
  },
});
