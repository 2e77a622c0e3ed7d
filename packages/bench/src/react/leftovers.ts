import type { CDPSession } from 'playwright';
import { atMost, SectionBuilder } from '../measurement.ts';
import type { Bar, Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import type { BrowserSession } from './browser-session.ts';
import type { Subject } from './page/subjects.tsx';

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
  const grown = async (subject: Subject) => {
    const before = await holdings();
    await page.evaluate(([side, origin, times]) => window.bench.mountRepeatedly(side, origin, times), [
      subject,
      frameOrigin,
      TIMES,
    ] as const);
    return difference(await holdings(), before);
  };

  // A first mount loads and compiles; what that leaves is no leak.
  for (const subject of ['ours', 'ours-with-steps', 'bare'] as const)
    await page.evaluate(([side, origin]) => window.bench.mountRepeatedly(side, origin, 50), [
      subject,
      frameOrigin,
    ] as const);
  const bare = await grown('bare');
  const linked = await grown('ours');
  const created = await grown('ours-with-steps');
  await browser.detach();

  const columns = ['left behind', 'with a link', 'with steps', 'bare iframe'];
  const section = new SectionBuilder(`${TIMES.toLocaleString('en-US')} mounts and unmounts`, columns)
    .note('DotsFlowFrame that is given a link, DotsFlowFrame that makes its Flow through the adapter, bare <iframe>.')
    .note('Counted by the browser after a forced garbage collection; the heap moves a little by itself.');
  const line = (label: string, key: keyof Holdings, unit: string, bar?: Bar) =>
    section
      .row(label, formatNumber(linked[key]), formatNumber(created[key]), formatNumber(bare[key]))
      .measure(`react/leftovers/${label.replaceAll(' ', '-')}`, linked[key] + created[key], unit, bar);
  line('frames', 'frames', 'frames', NOTHING);
  line('queries', 'queries', 'queries', NOTHING);
  line('window listeners', 'windowListeners', 'listeners', NOTHING);
  line('document listeners', 'documentListeners', 'listeners', NOTHING);
  line('DOM nodes', 'nodes', 'nodes');
  line('heap kB', 'heapKilobytes', 'kB');
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
