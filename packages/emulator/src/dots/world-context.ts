import type { WorldClock } from './clock.ts';
import type { IdSource } from './ids.ts';
import type { WorldInstant } from './records.ts';
import type { WorldEvent } from './world-events.ts';
import type { WorldSettings } from './world-settings.ts';

/** What every part of the world shares. */
export interface WorldContext {
  readonly clock: WorldClock;
  readonly ids: IdSource;
  readonly settings: WorldSettings;
  emit(event: WorldEvent): void;
}

/** The moment by the world's clock, with the microseconds that Dots prints. */
export function instantNow(context: WorldContext): WorldInstant {
  return { ms: Math.trunc(context.clock.nowMs()), micros: context.ids.integer(1000) };
}
