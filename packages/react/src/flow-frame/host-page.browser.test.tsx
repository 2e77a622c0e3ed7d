import { afterEach, describe, expect, it } from 'vitest';
import { otherOrigin } from '../../test/frame-kit.tsx';

/**
 * A whole page of a host, rendered on a server and taken over in the browser, under a strict policy; see
 * test/host/host-app.tsx and scripts/vitest-host-pages.ts.
 */
interface Told {
  readonly host: 'ready' | 'event' | 'violation' | 'console' | 'shift' | 'start';
  readonly [detail: string]: unknown;
}

const told: Told[] = [];
const listen = ({ origin, data }: MessageEvent<unknown>): void => {
  if (origin === otherOrigin && typeof data === 'object' && data !== null && 'host' in data) told.push(data as Told);
};
window.addEventListener('message', listen);
const of = (kind: Told['host']): Told[] => told.filter(({ host }) => host === kind);

let close = (): void => {};
afterEach(() => {
  close();
  told.length = 0;
});

function openFrame(path: string): Window {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width: 700px; height: 900px';
  frame.src = `${otherOrigin}${path}`;
  document.body.append(frame);
  close = () => frame.remove();
  return frame.contentWindow as Window;
}

const BUILD_MS = 60_000;

describe('a page of a host under a strict policy', () => {
  it(
    'shows the Flow without a violation, a warning or a shift',
    async () => {
      openFrame('/host');
      await expect.poll(() => of('ready').length, { timeout: BUILD_MS }).toBe(1);
      expect(of('violation')).toEqual([]);
      expect(of('console')).toEqual([]);
      expect(of('shift')).toEqual([]);
    },
    BUILD_MS,
  );

  it(
    'shows our colours, though it says nothing of colour schemes and its tools write light-dark() out',
    async () => {
      openFrame('/host');
      await expect.poll(() => of('ready').length, { timeout: BUILD_MS }).toBe(1);
      expect(of('ready')[0]).toMatchObject({ ink: 'rgb(18, 22, 28)' });
    },
    BUILD_MS,
  );

  it(
    'is sent without a frame and without a style attribute',
    async () => {
      const html = await new Promise<string>((resolve) => {
        // The other origin answers no cross-origin reads, so the page tells what it was sent.
        window.addEventListener('message', ({ data }) => {
          if (data && typeof data === 'object' && 'sent' in data) resolve(String(data.sent));
        });
        openFrame('/host/sent');
      });
      expect(html).toContain('df-skeleton');
      expect(html).not.toContain('<iframe');
      expect(html).not.toContain('style=');
      expect(html).not.toContain('/flow/');
    },
    BUILD_MS,
  );

  it(
    'hears the return page in the frame',
    async () => {
      const host = openFrame('/host');
      await expect.poll(() => of('ready').length, { timeout: BUILD_MS }).toBe(1);
      host[0]?.postMessage({ go: `${otherOrigin}/host/return` }, '*');
      await expect.poll(() => of('event').filter(({ type }) => type === 'onReturn').length).toBe(1);
      expect(of('violation')).toEqual([]);
    },
    BUILD_MS,
  );

  it(
    'is left by Back, however often the link was renewed',
    async () => {
      const tab = window.open(`${otherOrigin}/start`);
      if (!tab) throw new Error('The browser did not open a tab.');
      close = () => tab.close();
      await expect.poll(() => of('start').length).toBe(1);
      tab.postMessage({ go: `${otherOrigin}/host` }, '*');
      for (let shown = 1; shown <= 3; shown += 1) {
        await expect.poll(() => of('ready').length, { timeout: BUILD_MS }).toBe(shown);
        if (shown < 3) tab.postMessage('renew', '*');
      }
      expect(new Set(of('ready').map(({ flowId }) => flowId)).size).toBe(3);
      tab.postMessage('back', '*');
      await expect.poll(() => of('start').length).toBe(2);
    },
    BUILD_MS,
  );
});
