import type { CDPSession } from 'playwright';
import { atMost, SectionBuilder } from '../measurement.ts';
import type { Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import type { BrowserSession } from './browser-session.ts';

const TIMES = 1000;
const NOTHING = atMost(0);

/** What the page and the browser hold after everything that can be collected was collected. */
interface Holdings {
  readonly frames: number;
  readonly queries: number;
  readonly windowListeners: number;
  readonly documentListeners: number;
  readonly nodes: number;
  readonly heapKilobytes: number;
}

export async function measureLeftovers({ page, frameOrigin }: BrowserSession): Promise<Section> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable');
  const holdings = () => takeStock(browser, page);
  const grown = async (subject: 'ours' | 'bare') => {
    const before = await holdings();
    await page.evaluate(([side, origin, times]) => window.bench.mountRepeatedly(side, origin, times), [
      subject,
      frameOrigin,
      TIMES,
    ] as const);
    return difference(await holdings(), before);
  };

  // A first mount loads and compiles; what that leaves is no leak.
  for (const subject of ['ours', 'bare'] as const)
    await page.evaluate(([side, origin]) => window.bench.mountRepeatedly(side, origin, 50), [
      subject,
      frameOrigin,
    ] as const);
  const bare = await grown('bare');
  const ours = await grown('ours');
  await browser.detach();

  const columns = ['left behind', 'DotsFlowFrame', 'bare iframe'];
  const section = new SectionBuilder(`${TIMES.toLocaleString('en-US')} mounts and unmounts`, columns).note(
    'Counted by the browser after a forced garbage collection; the heap moves a little by itself.',
  );
  const line = (label: string, key: keyof Holdings) =>
    section.row(label, formatNumber(ours[key]), formatNumber(bare[key]));
  line('frames', 'frames').measure('react/leftovers/frames', ours.frames, 'frames', NOTHING);
  line('queries in the cache', 'queries').measure('react/leftovers/queries', ours.queries, 'queries', NOTHING);
  line('window listeners', 'windowListeners');
  line('document listeners', 'documentListeners').measure(
    'react/leftovers/listeners',
    ours.windowListeners + ours.documentListeners,
    'listeners',
    NOTHING,
  );
  line('DOM nodes', 'nodes').measure('react/leftovers/nodes', ours.nodes, 'nodes');
  line('heap kB', 'heapKilobytes').measure('react/leftovers/heap', ours.heapKilobytes, 'kB');
  return section.build();
}

async function takeStock(browser: CDPSession, page: BrowserSession['page']): Promise<Holdings> {
  // Twice, with time between: finalizers and detached frames are let go in a later turn.
  for (let round = 0; round < 3; round += 1) {
    await browser.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(200);
  }
  const counted = await page.evaluate(() => window.bench.countLeftovers());
  const { metrics } = await browser.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((entry) => entry.name === name)?.value ?? Number.NaN;
  return {
    frames: counted.frames,
    queries: counted.queries,
    windowListeners: await listenersOf(browser, 'window'),
    documentListeners: await listenersOf(browser, 'document'),
    nodes: metric('Nodes'),
    heapKilobytes: metric('JSHeapUsedSize') / 1000,
  };
}

async function listenersOf(browser: CDPSession, expression: 'window' | 'document'): Promise<number> {
  const { result } = await browser.send('Runtime.evaluate', { expression });
  if (!result.objectId) throw new Error(`The browser did not hand out its ${expression}.`);
  const { listeners } = await browser.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
  return listeners.length;
}

function difference(after: Holdings, before: Holdings): Holdings {
  return {
    frames: after.frames - before.frames,
    queries: after.queries - before.queries,
    windowListeners: after.windowListeners - before.windowListeners,
    documentListeners: after.documentListeners - before.documentListeners,
    nodes: after.nodes - before.nodes,
    heapKilobytes: after.heapKilobytes - before.heapKilobytes,
  };
}
