import { reportHostError } from '../internal/report-error.ts';
import type { DotsFlowsEvent } from './dots-flows-event.ts';

/** Tells many listeners, none of which can hinder the others. @internal */
export interface EventBus {
  readonly emit: (event: DotsFlowsEvent) => void;
  /** @returns A function that ends the subscription. */
  readonly subscribe: (listener: (event: DotsFlowsEvent) => void) => () => void;
}

/** One bus per provider. @internal */
export function createEventBus(): EventBus {
  const listeners = new Set<(event: DotsFlowsEvent) => void>();
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
