import { reportHostError } from '../internal/report-error.ts';
import type { DotsFlowsEvent } from './dots-flows-event.ts';

type Listener = (event: DotsFlowsEvent) => void;

/** Tells many listeners, none of which can hinder the others. @internal */
export interface EventBus {
  readonly emit: Listener;
  /** @returns A function that ends the subscription. */
  readonly subscribe: (listener: Listener) => () => void;
}

/**
 * One bus per provider.
 *
 * @param host - The host's own listener, read at every event. It hears from the first event on: effects of components
 *   run before those of the provider around them, so a subscription made there would miss what they report.
 * @internal
 */
export function createEventBus(host: { readonly current: Listener | undefined }): EventBus {
  const listeners = new Set<Listener>([(event) => host.current?.(event)]);
  return {
    emit(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          reportHostError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
