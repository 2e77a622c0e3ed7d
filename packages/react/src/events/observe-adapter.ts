import { isDotsFlowsError } from '@dots-flows/core';
import type { ServerAdapter } from '../adapters/server-adapter.ts';
import type { AdapterCall } from './dots-flows-event.ts';
import type { EventBus } from './event-bus.ts';

/** The same adapter, with every call reported: which one, how long, how it ended. Never what it carried. @internal */
export function observeAdapter(adapter: ServerAdapter, bus: EventBus): ServerAdapter {
  const observed = <Call extends AdapterCall>(call: Call): ServerAdapter[Call] =>
    (async (...args: unknown[]) => {
      const startedAt = performance.now();
      let outcome = 'ok';
      try {
        return await (adapter[call] as (...given: unknown[]) => Promise<unknown>)(...args);
      } catch (error) {
        outcome = isDotsFlowsError(error) ? error.code : 'unknown-error';
        throw error;
      } finally {
        bus.emit({ type: 'call', call, durationMs: performance.now() - startedAt, outcome });
      }
    }) as ServerAdapter[Call];
  return {
    createFlow: observed('createFlow'),
    retrieveFlow: observed('retrieveFlow'),
    advancePayout: observed('advancePayout'),
    ...(adapter.watchPayout && { watchPayout: adapter.watchPayout.bind(adapter) }),
  };
}
