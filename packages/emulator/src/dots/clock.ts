/**
 * The emulator's time. It runs beside the wall clock until somebody moves it: `advance` jumps forward and runs
 * everything that falls due on the way, in order, so that a test sees 24 hours of webhook retries in one call.
 */
export interface WorldClock {
  /** Milliseconds since 1970, by this clock. */
  nowMs(): number;
  /** Runs `run` when this clock has moved on by `delayMs`; the answer cancels it. */
  after(delayMs: number, run: () => void | Promise<void>): () => void;
  /**
   * Moves this clock forward. Resolves when everything that fell due on the way has run to its end.
   *
   * @throws RangeError when `ms` is negative or not finite: time here never runs backward.
   */
  advance(ms: number): Promise<void>;
  /** Stops the clock where it is; only `advance` moves it then. */
  pause(): void;
  /** Lets it run beside the wall clock again. */
  resume(): void;
  readonly isPaused: boolean;
  /** Drops everything that is planned. */
  cancelAll(): void;
  /** Back to where it was created, with nothing planned. */
  reset(): void;
}

export interface ClockOptions {
  /** Where the clock starts. Default: the wall clock's time. */
  readonly now?: Date | number | string | undefined;
  /** `true`: it stands still until `advance`. Default `false`. */
  readonly paused?: boolean | undefined;
}

interface Planned {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void | Promise<void>;
}

/** setTimeout takes at most 2^31 - 1 ms; a longer wait is done in pieces. */
const LONGEST_HOST_WAIT_MS = 2_147_483_647;

/**
 * Makes a clock.
 *
 * @throws RangeError when `now` is no date.
 */
export function createClock(options: ClockOptions = {}): WorldClock {
  let planned: Planned[] = [];
  let order = 0;
  let hostTimer: ReturnType<typeof setTimeout> | undefined;
  let advancing: Promise<void> = Promise.resolve();
  let openAdvances = 0;
  let paused = false;
  let worldAnchorMs = 0;
  let wallAnchorMs = 0;

  function start() {
    worldAnchorMs = options.now === undefined ? Date.now() : new Date(options.now).getTime();
    if (!Number.isFinite(worldAnchorMs)) throw new RangeError('The clock option `now` is not a date.');
    wallAnchorMs = Date.now();
    paused = options.paused ?? false;
  }
  start();

  function nowMs(): number {
    return paused ? worldAnchorMs : worldAnchorMs + (Date.now() - wallAnchorMs);
  }

  function moveTo(instantMs: number) {
    worldAnchorMs = Math.max(nowMs(), instantMs);
    wallAnchorMs = Date.now();
  }

  function takeNextDue(untilMs: number): Planned | undefined {
    const next = planned[0];
    if (next === undefined || next.dueMs > untilMs) return undefined;
    planned = planned.slice(1);
    return next;
  }

  function arm() {
    if (hostTimer !== undefined) clearTimeout(hostTimer);
    hostTimer = undefined;
    const next = planned[0];
    if (next === undefined || openAdvances > 0) return;
    const waitMs = next.dueMs - nowMs();
    if (paused && waitMs > 0) return;
    hostTimer = setTimeout(fire, Math.min(Math.max(waitMs, 0), LONGEST_HOST_WAIT_MS));
    unrefWhereThereIsSuchAThing(hostTimer);
  }

  function fire() {
    for (let due = takeNextDue(nowMs()); due !== undefined; due = takeNextDue(nowMs())) void due.run();
    arm();
  }

  async function advanceNow(ms: number) {
    const targetMs = nowMs() + ms;
    for (let due = takeNextDue(targetMs); due !== undefined; due = takeNextDue(targetMs)) {
      moveTo(due.dueMs);
      await due.run();
    }
    moveTo(targetMs);
  }

  return {
    nowMs,
    after(delayMs, run) {
      const entry: Planned = { dueMs: nowMs() + Math.max(delayMs, 0), order: order++, run };
      planned = [...planned, entry].toSorted((a, b) => a.dueMs - b.dueMs || a.order - b.order);
      arm();
      return () => {
        planned = planned.filter((other) => other !== entry);
        arm();
      };
    },
    async advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) {
        throw new RangeError('A clock moves forward only: pass a number of milliseconds of 0 or more.');
      }
      openAdvances += 1;
      arm();
      const mine = advancing.then(() => advanceNow(ms));
      advancing = mine.catch(() => undefined);
      try {
        await mine;
      } finally {
        openAdvances -= 1;
        arm();
      }
    },
    pause() {
      moveTo(nowMs());
      paused = true;
      arm();
    },
    resume() {
      wallAnchorMs = Date.now();
      paused = false;
      arm();
    },
    get isPaused() {
      return paused;
    },
    cancelAll() {
      planned = [];
      arm();
    },
    reset() {
      planned = [];
      start();
      arm();
    },
  };
}

/** In Node a waiting timer keeps the process alive; this clock must not. Browsers have no such call. */
function unrefWhereThereIsSuchAThing(timer: unknown) {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref();
}
