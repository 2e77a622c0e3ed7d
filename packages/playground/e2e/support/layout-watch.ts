import type { Page } from '@playwright/test';

interface Shift {
  readonly score: number;
  readonly hadRecentInput: boolean;
  /** What moved that is not inside the payout card; the card itself counts as outside. */
  readonly movedOutside: readonly string[];
}

/** What the browser counts as layout shift, summed up over all pages of a test. */
export interface LayoutWatch {
  /** The worst cumulative score of one page load; as in Web Vitals, moves right after an input do not count. */
  worstScore(): number;
  /** Descriptions of everything outside the card that moved by itself. */
  movedOutside(): readonly string[];
}

/** Reports layout shifts of the page itself; the frames inside it have their own. */
function observeInPage(): void {
  if (window.top !== window) return;
  const report = (window as unknown as { reportShift: (shift: unknown) => void }).reportShift;
  const describe = (node: Node | null) => {
    const element = node instanceof Element ? node : node?.parentElement;
    return element ? `${element.tagName.toLowerCase()}.${element.className.toString()}` : 'something that is gone';
  };
  const isInCard = (node: Node | null) => {
    const card = node instanceof Element ? node.closest('.df-card') : node?.parentElement?.closest('.df-card');
    return card != null && card !== node;
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null }[];
    })[])
      report({
        score: entry.value,
        hadRecentInput: entry.hadRecentInput,
        movedOutside: entry.sources.filter(({ node }) => !isInCard(node)).map(({ node }) => describe(node)),
      });
  }).observe({ type: 'layout-shift', buffered: true });
}

export async function watchLayout(page: Page): Promise<LayoutWatch> {
  const loads: Shift[][] = [[]];
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) loads.push([]);
  });
  await page.exposeFunction('reportShift', (shift: Shift) => loads.at(-1)?.push(shift));
  await page.addInitScript(observeInPage);
  const unasked = (load: readonly Shift[]) => load.filter(({ hadRecentInput }) => !hadRecentInput);
  return {
    worstScore: () => Math.max(...loads.map((load) => unasked(load).reduce((sum, { score }) => sum + score, 0))),
    movedOutside: () => loads.flatMap((load) => unasked(load).flatMap(({ movedOutside }) => movedOutside)),
  };
}
