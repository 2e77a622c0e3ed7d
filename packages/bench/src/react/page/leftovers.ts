import { freshLinks, mount } from './mounting.ts';
import { elementOf, queryClient } from './subjects.tsx';
import type { Subject } from './subjects.tsx';

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Mounts one frame, lets it begin to load, takes it away; and again. */
export async function mountRepeatedly(subject: Subject, frameOrigin: string, times: number): Promise<void> {
  for (const link of freshLinks(frameOrigin, times)) {
    const unmount = mount(elementOf({ subject, links: [link] }));
    await nextFrame();
    unmount();
  }
}

export interface PageLeftovers {
  readonly frames: number;
  readonly queries: number;
  readonly bodyChildren: number;
}

export function countLeftovers(): PageLeftovers {
  return {
    frames: window.length,
    queries: queryClient.getQueryCache().getAll().length,
    bodyChildren: document.body.childElementCount,
  };
}
