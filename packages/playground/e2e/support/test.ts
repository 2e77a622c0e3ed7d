import { test as base } from '@playwright/test';
import { PlaygroundProcess } from './playground-process.ts';
import type { Started, StartOptions } from './process-messages.ts';
import { watchLayout } from './layout-watch.ts';
import type { LayoutWatch } from './layout-watch.ts';

interface TestFixtures {
  /** How this test's playground differs from the usual one. */
  readonly playgroundOptions: StartOptions;
  /** A playground of this test's own, on free ports and with an empty store. */
  readonly playground: Started;
  /** Everything that moves on the page by itself. */
  readonly layout: LayoutWatch;
}

interface WorkerFixtures {
  readonly dots: PlaygroundProcess;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  playgroundOptions: [{}, { option: true }],
  dots: [
    // oxlint-disable-next-line no-empty-pattern -- the test runner demands a pattern
    async ({}, provide) => {
      const child = new PlaygroundProcess();
      await provide(child);
      await child.end();
    },
    { scope: 'worker' },
  ],
  playground: async ({ dots, playgroundOptions }, provide) => {
    await provide(await dots.start(playgroundOptions));
    await dots.stop();
  },
  layout: async ({ page }, provide) => {
    await provide(await watchLayout(page));
  },
});

export { expect } from '@playwright/test';
