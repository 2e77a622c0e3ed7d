import { freshLinks, navigationsTo, openRoot, settled } from './mounting.ts';
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

/** @param isInApp - What is around the frames, such as a provider, is there before. */
async function timeMount(subject: Subject, frameOrigin: string, count: number, isInApp: boolean): Promise<MountTimes> {
  const links = freshLinks(frameOrigin, count);
  const element = elementOf(subject, links);
  const navigating = navigationsTo(links);
  const root = openRoot();
  let show = () => root.render(element);
  if (isInApp)
    root.render(
      elementOf(subject, [], (showLinks) => {
        show = () => showLinks(links);
      }),
    );
  await settled();
  const startedAt = performance.now();
  show();
  const navigations = await navigating;
  root.unmount();
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
