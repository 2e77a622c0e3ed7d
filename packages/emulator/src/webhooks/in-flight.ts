/** Counts work that is under way, for whoever wants to wait until there is none. */
export interface InFlight {
  /** Answers the call that ends this piece. */
  begin(): () => void;
  settled(): Promise<void>;
  /** Forgets all pieces; their ends then mean nothing. */
  reset(): void;
}

export function createInFlight(): InFlight {
  const pieces = new Set<symbol>();
  let waiters: (() => void)[] = [];

  function wakeWhenNone() {
    if (pieces.size > 0) return;
    for (const wake of waiters) wake();
    waiters = [];
  }

  return {
    begin() {
      const piece = Symbol('piece');
      pieces.add(piece);
      return () => {
        if (pieces.delete(piece)) wakeWhenNone();
      };
    },
    settled: () => (pieces.size === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
    reset() {
      pieces.clear();
      wakeWhenNone();
    },
  };
}
