import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';

/** A container on the page that React renders into. */
export interface OpenRoot {
  readonly render: (element: ReactElement) => void;
  /** Takes everything away again. */
  readonly unmount: () => void;
}

export function openRoot(): OpenRoot {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  return {
    render: (element) => root.render(element),
    unmount() {
      root.unmount();
      container.remove();
    },
  };
}

/** Renders into a container of its own, and answers how to take it all away again. */
export function mount(element: ReactElement): () => void {
  const { render, unmount } = openRoot();
  render(element);
  return unmount;
}

let serial = 0;

/** Links that no frame was ever given before, so that no cache and no earlier round can answer for them. */
export function freshLinks(frameOrigin: string, count: number): string[] {
  return Array.from({ length: count }, () => `${frameOrigin}/flow/${(serial += 1)}`);
}

/** How the browser went about each of the links, in the page's own time. Settles when all have loaded. */
export function navigationsTo(links: readonly string[]): Promise<PerformanceResourceTiming[]> {
  const missing = new Set(links);
  const navigations: PerformanceResourceTiming[] = [];
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByType('resource') as PerformanceResourceTiming[])
        if (missing.delete(entry.name)) navigations.push(entry);
      if (missing.size > 0) return;
      observer.disconnect();
      resolve(navigations);
    });
    observer.observe({ type: 'resource' });
  });
}

/** Until the page has painted and has nothing left to do at once. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestIdleCallback(() => resolve(), { timeout: 200 }));
  });
}
