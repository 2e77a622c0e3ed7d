import type { TestProject } from 'vitest/node';
import { chromiumPath } from './chromium.mjs';
import { startFrameServers } from './vitest-frame-server.ts';

/** The bundled Chromium unpacks on first use; doing it once here keeps parallel workers from racing for it. */
export async function setup(project: TestProject): Promise<() => void> {
  await chromiumPath();
  const { origins, stop } = await startFrameServers();
  project.provide('frameOrigins', origins);
  return stop;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Two origins that serve Flow pages for tests; see vitest-frame-server.ts. */
    frameOrigins: [string, string];
  }
}
