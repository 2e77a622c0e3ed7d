/** Wakes those who wait for a session to change. In one process a call; between processes the store may help. */
export interface Notifier {
  changed(sessionId: string): void;
  /** The answer ends the subscription. */
  subscribe(sessionId: string, listener: () => void): () => void;
  /** The same for every session: for the short time in which it is not known yet which one is meant. */
  subscribeAll(listener: (sessionId: string) => void): () => void;
}

export function createNotifier(): Notifier {
  const listeners = new Map<string, Set<() => void>>();
  const listenersToAll = new Set<(sessionId: string) => void>();
  return {
    changed(sessionId) {
      for (const listener of listeners.get(sessionId) ?? []) listener();
      for (const listener of listenersToAll) listener(sessionId);
    },
    subscribe(sessionId, listener) {
      const known = listeners.get(sessionId) ?? new Set();
      listeners.set(sessionId, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0) listeners.delete(sessionId);
      };
    },
    subscribeAll(listener) {
      listenersToAll.add(listener);
      return () => void listenersToAll.delete(listener);
    },
  };
}
