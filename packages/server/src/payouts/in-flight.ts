/** The work that is going on, so that a stop can wait until every lease is given back. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>;
  /** Says so to everybody, and resolves when nothing goes on. Never rejects: how work ended is told to whoever asked. */
  stop(): Promise<void>;
  start(): void;
  readonly isStopped: boolean;
  /** Called when `stop` is. The answer ends the subscription. */
  onStop(listener: () => void): () => void;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  const listeners = new Set<() => void>();
  let isStopped = false;
  return {
    get isStopped() {
      return isStopped;
    },
    async track(work) {
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    async stop() {
      isStopped = true;
      for (const listener of listeners) listener();
      while (running.size > 0) await Promise.allSettled(running);
    },
    start() {
      isStopped = false;
    },
    onStop(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
