import { ensurePagesBuilt } from './build-pages.mjs';
import { chromiumPath } from './chromium.mjs';

/** What all workers need, done once: the pages built, and the bundled Chromium unpacked. */
export default async function setup(): Promise<void> {
  await ensurePagesBuilt();
  await chromiumPath();
}
