import { reportHostError } from '../internal/report-error.ts';
import type { EventBus } from './event-bus.ts';

/**
 * Calls one of the host's callbacks, if there is one. When it throws, nothing of ours is disturbed: the provider's
 * listeners hear of it, and so does the page.
 *
 * @internal
 */
export function callHost<Callbacks extends object>(
  events: EventBus,
  callbacks: Callbacks,
  name: keyof Callbacks & string,
  details: unknown,
): void {
  try {
    (callbacks[name] as ((told: unknown) => void) | undefined)?.(details);
  } catch (error) {
    events.emit({ type: 'callback-threw', callback: name, error });
    reportHostError(error);
  }
}
