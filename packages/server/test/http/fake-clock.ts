import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Moves time on and runs what falls due, in order, with time for promises to settle in between. */
  advance(ms: number): Promise<void>;
  /** Timers that were set and neither ran nor were cancelled. */
  readonly pending: number;
}

export function createFakeClock(startMs: number): FakeClock {
  let now = startMs;
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>();
  return {
    nowMs: () => now,
    after(delayMs, run) {
      const timer = { atMs: now + delayMs, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const untilMs = now + ms;
      for (;;) {
        await settle();
        const [next] = [...timers].filter((timer) => timer.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        timers.delete(next);
        now = next.atMs;
        next.run();
      }
      now = untilMs;
      await settle();
    },
    get pending() {
      return timers.size;
    },
  };
}

/** Lets everything that is already resolved run, streams included. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
