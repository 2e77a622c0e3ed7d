import { freshLinks, mount, navigationsTo, settled } from './mounting.ts';
import { countLeftovers, mountRepeatedly } from './leftovers.ts';
import { timeDispatchedMessages, timePostedMessages } from './foreign-messages.ts';
import { elementOf } from './subjects.tsx';
import type { Subject } from './subjects.tsx';

/** Milliseconds from React being told to render. */
export interface MountTimes {
  /** Until the browser began with the navigation of the last frame. */
  readonly begunMs: number;
  /** Until the last frame's request went out. */
  readonly requestedMs: number;
}

async function timeMount(subject: Subject, frameOrigin: string, count: number): Promise<MountTimes> {
  const links = freshLinks(frameOrigin, count);
  const element = elementOf(subject, links);
  const navigating = navigationsTo(links);
  await settled();
  const startedAt = performance.now();
  const unmount = mount(element);
  const navigations = await navigating;
  unmount();
  await settled();
  return {
    begunMs: Math.max(...navigations.map((entry) => entry.startTime)) - startedAt,
    requestedMs: Math.max(...navigations.map((entry) => entry.requestStart)) - startedAt,
  };
}

const bench = { timeMount, timeDispatchedMessages, timePostedMessages, mountRepeatedly, countLeftovers };

declare global {
  interface Window {
    readonly bench: typeof bench;
  }
}

Object.assign(window, { bench });
