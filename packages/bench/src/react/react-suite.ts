import type { Section } from '../measurement.ts';
import { openBrowserSession } from './browser-session.ts';
import { measureBundleSizes } from './bundle-sizes.ts';
import { measureLeftovers } from './leftovers.ts';
import { measureMessageCost } from './message-cost.ts';
import { measureMountTime } from './mount-time.ts';

/** Everything about the browser half, one table after another. */
export async function* reactSuite(): AsyncGenerator<Section> {
  yield await measureBundleSizes();
  const session = await openBrowserSession();
  try {
    yield await measureMountTime(session);
    yield await measureMessageCost(session);
    yield await measureLeftovers(session);
  } finally {
    await session.close();
  }
}
