import { isDotsFlowsError } from '@dots-flows/core';
import type { ServerAdapter } from '../adapters/server-adapter.ts';
import type { AdapterCall } from './dots-flows-event.ts';
import type { EventBus } from './event-bus.ts';

/** The same adapter, with every call reported: which one, how long, how it ended. Never what it carried. @internal */
export function observeAdapter(adapter: ServerAdapter, bus: EventBus): ServerAdapter {
  const observed = async <T>(call: AdapterCall, run: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const report = (outcome: string): void =>
      bus.emit({ type: 'call', call, durationMs: performance.now() - startedAt, outcome });
    try {
      const answer = await run();
      report('ok');
      return answer;
    } catch (error) {
      report(isDotsFlowsError(error) ? error.code : 'unknown-error');
      throw error;
    }
  };
  return {
    createFlow: (request, options) => observed('createFlow', () => adapter.createFlow(request, options)),
    retrieveFlow: (flowId, options) => observed('retrieveFlow', () => adapter.retrieveFlow(flowId, options)),
    advancePayout: (payoutId, options) => observed('advancePayout', () => adapter.advancePayout(payoutId, options)),
    ...(adapter.watchPayout
      ? { watchPayout: (payoutId, onSession) => adapter.watchPayout?.(payoutId, onSession) ?? (() => {}) }
      : {}),
  };
}
