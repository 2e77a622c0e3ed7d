import type { WorldContext } from './world-context.ts';

/**
 * The keys that made something. A used one is rejected (documented for transfers and payouts) until it lapses after
 * 24 hours (documented); a request that was refused for another reason does not use its key up (a choice of ours).
 */
export interface IdempotencyKeys {
  isUsed(key: string): boolean;
  use(key: string): void;
  /** Forgets all keys at once, as a remote without memory would. */
  forget(): void;
}

export function createIdempotencyKeys(context: WorldContext): IdempotencyKeys {
  const usedAtMs = new Map<string, number>();
  return {
    isUsed(key) {
      const at = usedAtMs.get(key.toLowerCase());
      return at !== undefined && context.clock.nowMs() - at < context.settings.keyLifetimeMs;
    },
    use(key) {
      usedAtMs.set(key.toLowerCase(), context.clock.nowMs());
    },
    forget() {
      usedAtMs.clear();
    },
  };
}
