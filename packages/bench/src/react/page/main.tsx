import { freshLinks, navigationsTo, openRoot, settled } from './mounting.ts';
import { countLeftovers, mountRepeatedly } from './leftovers.ts';
import { timeDispatchedMessages, timePostedMessages } from './foreign-messages.ts';
import { App, elementOf } from './subjects.tsx';
import type { ShowFrames, Subject } from './subjects.tsx';

/** Milliseconds from React being told to render. */
export interface MountTimes {
  /** Until the browser began with the navigation of the last frame. */
  readonly begunMs: number;
  /** Until the last frame's request went out. */
  readonly requestedMs: number;
}

/** Where frames are shown and taken away. */
interface Place {
  readonly show: ShowFrames;
  readonly clear: () => void;
}

let opening: Promise<Place> | undefined;

/** The app is opened once, and stays: one that was mounted a moment ago slows the frame after it, by 0.1 to 0.2 ms. */
function placeInApp(): Promise<Place> {
  opening ??= new Promise<ShowFrames>((resolve) => openRoot().render(<App onPlace={resolve} />)).then((show) => ({
    show,
    clear: () => show({ subject: 'bare', links: [] }),
  }));
  return opening;
}

function placeOfItsOwn(): Place {
  const { render, unmount } = openRoot();
  return { show: (shown) => render(elementOf(shown)), clear: unmount };
}

/** @param isInApp - What is around the frames, such as a provider, is there before; otherwise it is mounted with them. */
async function timeMount(subject: Subject, frameOrigin: string, count: number, isInApp: boolean): Promise<MountTimes> {
  const links = freshLinks(frameOrigin, count);
  const navigating = navigationsTo(links);
  const { show, clear } = isInApp ? await placeInApp() : placeOfItsOwn();
  await settled();
  const startedAt = performance.now();
  show({ subject, links });
  const navigations = await navigating;
  clear();
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
