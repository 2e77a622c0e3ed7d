import { freshLinks, mount, navigationsTo, settled } from './mounting.ts';
import { elementOf } from './subjects.tsx';
import type { Subject } from './subjects.tsx';

/** Mounting fifty frames takes far longer than the messages do, so each mount is used more than once. */
const REPETITIONS = 5;

/**
 * Mounts frames, runs a measurement while they stand, and takes them away again. Beside bare frames stands one bare
 * listener, the least a page can do that wants to hear one frame: look at the origin, and leave.
 */
async function withFrames(
  subject: Subject,
  frameOrigin: string,
  count: number,
  measure: () => number | Promise<number>,
): Promise<number[]> {
  const links = freshLinks(frameOrigin, count);
  const loaded = navigationsTo(links);
  const unmount = mount(elementOf({ subject, links }));
  let heard = 0;
  const listener = (event: MessageEvent) => {
    if (event.origin !== frameOrigin) return;
    heard += 1;
  };
  if (subject === 'bare') window.addEventListener('message', listener);
  await loaded;
  await settled();
  const elapsedMs: number[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) elapsedMs.push(await measure());
  window.removeEventListener('message', listener);
  unmount();
  await settled();
  if (heard > 0) throw new Error('A foreign message passed for one of the frames.');
  return elapsedMs;
}

/** Another window, of an origin that no frame has. */
async function addStranger(strangerOrigin: string): Promise<HTMLIFrameElement & { contentWindow: Window }> {
  const stranger = document.createElement('iframe');
  stranger.src = `${strangerOrigin}/stranger`;
  const loaded = new Promise((resolve) => stranger.addEventListener('load', resolve, { once: true }));
  document.body.append(stranger);
  await loaded;
  return stranger as HTMLIFrameElement & { contentWindow: Window };
}

export interface ForeignMessages {
  readonly subject: Subject;
  readonly frameOrigin: string;
  readonly strangerOrigin: string;
  readonly frames: number;
  readonly messages: number;
}

/** The listeners alone: the events are dispatched one after another, without the browser's own way of a message. */
export function timeDispatchedMessages(options: ForeignMessages): Promise<number[]> {
  return withFrames(options.subject, options.frameOrigin, options.frames, async () => {
    const stranger = await addStranger(options.strangerOrigin);
    const events = Array.from(
      { length: options.messages },
      (_, noise) =>
        new MessageEvent('message', {
          data: { noise },
          origin: options.strangerOrigin,
          source: stranger.contentWindow,
        }),
    );
    const startedAt = performance.now();
    for (const event of events) window.dispatchEvent(event);
    const elapsedMs = performance.now() - startedAt;
    stranger.remove();
    return elapsedMs;
  });
}

/** The whole way: the other window posts, this page hears. */
export function timePostedMessages(options: ForeignMessages): Promise<number[]> {
  return withFrames(options.subject, options.frameOrigin, options.frames, async () => {
    const stranger = await addStranger(options.strangerOrigin);
    const elapsedMs = await new Promise<number>((resolve) => {
      const startedAt = performance.now();
      const count = (event: MessageEvent<{ noise?: number }>) => {
        if (event.data.noise !== options.messages) return;
        window.removeEventListener('message', count);
        resolve(performance.now() - startedAt);
      };
      window.addEventListener('message', count);
      stranger.contentWindow.postMessage({ flood: options.messages }, options.strangerOrigin);
    });
    stranger.remove();
    return elapsedMs;
  });
}
