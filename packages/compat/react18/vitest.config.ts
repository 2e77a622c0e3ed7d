import { defineConfig } from 'vitest/config';

// No source condition here: these tests see the packages as an app does that installed them.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    name: 'react18',
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/setup.ts'],
    env: { REACT_MAJOR: process.env['REACT_MAJOR'] ?? '18' },
  },
});
