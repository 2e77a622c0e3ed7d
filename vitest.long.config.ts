import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const conditions = ['@dots-flows/source', ...defaultServerConditions];

/** What takes minutes: suites that have a short and a full length, and those that only exist at full length. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: 'long',
    environment: 'node',
    env: { DOTS_FLOWS_LONG: '1' },
    include: [
      'packages/server/src/store/*-store.test.ts',
      'packages/server/src/many-instances.test.ts',
      'packages/server/src/node/http-fuzz.test.ts',
      'packages/server/src/webhooks/verify-webhook.test.ts',
      'packages/*/test/long/**/*.long.ts',
    ],
    // Each of them uses all there is of the machine.
    fileParallelism: false,
    reporters: ['verbose', ['./scripts/count-reporter.ts', { file: 'vitest-long.json' }]],
  },
});
