import type { PayoutSession } from '@dots-flows/core';
import type { ServerAdapter } from '../adapters/server-adapter.ts';
import { reportHostError } from '../internal/report-error.ts';

interface SharedWatch {
  users: number;
  stop: (() => void) | undefined;
}

const watches = new WeakMap<ServerAdapter, Map<string, SharedWatch>>();

/**
 * Watches a payout once per adapter, however many components follow it: browsers allow six connections to a host over
 * HTTP/1.1, and each watch may hold one.
 *
 * @returns A function that ends the caller's share.
 * @internal
 */
export function shareWatch(
  adapter: ServerAdapter,
  payoutId: string,
  onSession: (session: PayoutSession) => void,
): () => void {
  const ofAdapter = watches.get(adapter) ?? new Map<string, SharedWatch>();
  const known = ofAdapter.get(payoutId);
  const watch: SharedWatch = known ?? { users: 0, stop: undefined };
  const isOpen = (): boolean => ofAdapter.get(payoutId) === watch;
  if (!known) {
    watches.set(adapter, ofAdapter.set(payoutId, watch));
    try {
      // What an adapter still delivers afterwards must not come back into a cache that a sign-out has emptied.
      watch.stop = adapter.watchPayout?.(payoutId, (session) => isOpen() && onSession(session));
    } catch (error) {
      // Without a watch the hook polls, so one that cannot be opened takes no page down.
      reportHostError(error);
    }
  }
  watch.users += 1;
  return () => {
    watch.users -= 1;
    // StrictMode leaves and comes back at once; only who is still gone a moment later has left.
    queueMicrotask(() => {
      if (watch.users || !isOpen()) return;
      ofAdapter.delete(payoutId);
      watch.stop?.();
    });
  };
}
