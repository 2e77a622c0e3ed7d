import { inPageBackend } from '../dots/page/in-page-backend.ts';
import type { InPageBackendOptions } from '../dots/page/in-page-backend.ts';
import type { DotsWorld } from '../dots/world.ts';
import { pageChannelName } from './page-channel.ts';
import type { PageCall, PageReply } from './page-channel.ts';

/**
 * The value for `flowPageOrigin` of a world whose Flow pages are static files: links then lead to
 * `<pageUrl>?world=<worldName>&at=/flow/<id>`.
 *
 * @param pageUrl - Where the folder `dist/flow-page-static` of this package is served, with its `index.html`.
 */
export function staticFlowPageOrigin(pageUrl: string, worldName: string): string {
  const url = new URL(pageUrl);
  url.search = '';
  url.searchParams.set('world', worldName);
  return `${url.href}&at=`;
}

/**
 * Lets static Flow pages of the same origin run against a world in this page, with no server at all: this is how a
 * published Storybook stays alive.
 *
 * @returns A function that ends it.
 * @example
 * ```ts
 * import { createDotsWorld, serveFlowPages, staticFlowPageOrigin } from '@dots-flows/emulator/browser';
 *
 * const worldName = crypto.randomUUID();
 * const flowPageOrigin = staticFlowPageOrigin(new URL('flow-page/index.html', document.baseURI).href, worldName);
 * const world = createDotsWorld({ flowPageOrigin });
 * const stop = serveFlowPages(world, worldName);
 * ```
 */
export function serveFlowPages(world: DotsWorld, worldName: string, options: InPageBackendOptions = {}): () => void {
  const backend = inPageBackend(world, options);
  const channel = new BroadcastChannel(pageChannelName(worldName));
  let isServing = true;
  channel.addEventListener('message', ({ data: call }: MessageEvent<PageCall | PageReply>) => {
    if (call.type === 'answer') return;
    const { callId } = call;
    void (call.type === 'open' ? backend.open(call.request) : backend.act(call.request)).then((answer) => {
      const reply: PageReply = { type: 'answer', callId, answer };
      // The world may have ended while it thought about the answer.
      if (isServing) channel.postMessage(reply);
    });
  });
  return () => {
    isServing = false;
    channel.close();
  };
}
