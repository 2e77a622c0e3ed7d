import type { Clock } from '../../src/clock.ts';

/** Every process with the same settings sees the same time, because they share the machine's clock. */
export interface ScaledClockSettings {
  /** Where the machine's clock and this one agree, in milliseconds since 1970. */
  readonly startMs: number;
  /** 20: a minute passes in three seconds. 0.001: next to nothing ever falls due. */
  readonly speed: number;
}

/** The machine's clock, faster or slower: nothing of the code under test is changed, and its waits are bearable. */
export function createScaledClock({ startMs, speed }: ScaledClockSettings): Clock {
  return {
    nowMs: () => Math.trunc(startMs + (Date.now() - startMs) * speed),
    after(delayMs, run) {
      const timer = setTimeout(run, Math.min(delayMs / speed, 2_147_483_647));
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
