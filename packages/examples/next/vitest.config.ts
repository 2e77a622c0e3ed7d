import { defineConfig } from 'vitest/config';

// What is tested is the production build of this app on the built packages: no source condition.
export default defineConfig({
  test: { name: 'next', environment: 'node', include: ['test/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
});
