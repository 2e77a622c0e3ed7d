import type { Clock } from './internals.ts';

/** Time that stands still until everything has been done, then jumps to whatever comes next. */
export interface SimTime extends Clock {
  /** Runs what falls due up to then, in order, and lets everything it sets off come to rest in between. */
  runUntil(untilMs: number): Promise<void>;
  /** Work that is really asynchronous (a database) and has to end before time goes on. */
  hold<T>(work: Promise<T>): Promise<T>;
  sleep(delayMs: number): Promise<void>;
}

interface Planned {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

const isBefore = (a: Planned, b: Planned): boolean => a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);

export function createSimTime(startMs: number, onJump: (nowMs: number) => void | Promise<void>): SimTime {
  const heap: Planned[] = [];
  let order = 0;
  let nowMs = startMs;
  let held = 0;

  function push(entry: Planned): void {
    heap.push(entry);
    let index = heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const [child, above] = [heap[index], heap[parent]];
      if (child === undefined || above === undefined || !isBefore(child, above)) break;
      [heap[index], heap[parent]] = [above, child];
      index = parent;
    }
  }

  function pop(): Planned | undefined {
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    heap[0] = last;
    let index = 0;
    for (;;) {
      let least = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        const [a, b] = [heap[child], heap[least]];
        if (a !== undefined && b !== undefined && isBefore(a, b)) least = child;
      }
      if (least === index) return top;
      const [a, b] = [heap[index], heap[least]];
      if (a === undefined || b === undefined) return top;
      [heap[index], heap[least]] = [b, a];
      index = least;
    }
  }

  /** A macrotask lets every promise that can settle do so; three cover streams that hand over between them. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 3 || held > 0; round += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  function after(delayMs: number, run: () => void): () => void {
    let isCancelled = false;
    push({ dueMs: nowMs + Math.max(0, delayMs), order: (order += 1), run: () => (isCancelled ? undefined : run()) });
    return () => {
      isCancelled = true;
    };
  }

  return {
    nowMs: () => nowMs,
    after,
    sleep: (delayMs) => new Promise((resolve) => after(delayMs, resolve)),
    async hold(work) {
      held += 1;
      try {
        return await work;
      } finally {
        held -= 1;
      }
    },
    async runUntil(untilMs) {
      await settle();
      for (let next = heap[0]; next !== undefined && next.dueMs <= untilMs; next = heap[0]) {
        pop();
        if (next.dueMs > nowMs) {
          nowMs = next.dueMs;
          await onJump(nowMs);
        }
        next.run();
        await settle();
      }
      nowMs = Math.max(nowMs, untilMs);
      await onJump(nowMs);
    },
  };
}
