import type { FlowPageBackend } from '../../flow-page/flow-page-backend.ts';
import type { DotsWorld } from '../world.ts';

/** Options of {@link inPageBackend}. */
export interface InPageBackendOptions {
  /** Each answer comes after this many milliseconds, so that busy states can be seen. Default 0: the next microtask. */
  readonly latencyMs?: number | undefined;
}

/**
 * A Flow page's backend over a world in the same page: no server, no network.
 *
 * @example
 * ```ts
 * import { createDotsWorld, inPageBackend } from '@dots-flows/emulator/browser';
 *
 * const world = createDotsWorld();
 * const flow = world.flows.createFromBody({ steps: ['compliance'] });
 * const answer = await inPageBackend(world).open({ flowId: flow.id, pageToken: null });
 * ```
 */
export function inPageBackend(world: DotsWorld, options: InPageBackendOptions = {}): FlowPageBackend {
  const { latencyMs = 0 } = options;
  const pause = () => (latencyMs > 0 ? new Promise((resolve) => setTimeout(resolve, latencyMs)) : Promise.resolve());
  return {
    async open(request) {
      await pause();
      return world.pages.open(request);
    },
    async act(request) {
      await pause();
      return world.pages.act(request);
    },
  };
}
