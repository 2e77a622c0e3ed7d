/**
 * Time as everything here reads it. In production the machine's; tests and simulations pass their own.
 *
 * @public
 */
export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Runs `run` once, when this clock has moved on by `delayMs`. The answer cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** setTimeout takes at most 2^31 - 1 ms. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The machine's clock. Its timers never keep a process alive. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    const timer: unknown = setTimeout(run, Math.min(Math.max(delayMs, 0), LONGEST_TIMER_MS));
    if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
      timer.unref();
    return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
  },
};

/** Resolves when the clock has moved on by `delayMs`, or at once when the signal fires. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const wake = () => {
      cancel();
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const cancel = clock.after(delayMs, wake);
    signal?.addEventListener('abort', wake);
  });
}
