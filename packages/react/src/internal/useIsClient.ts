'use client';
import { useSyncExternalStore } from 'react';

const subscribe = (): (() => void) => () => {};

/**
 * `false` on a server and while its HTML is taken over, `true` otherwise, from the first render on: no second pass
 * where there is nothing to take over.
 *
 * @internal
 */
export function useIsClient(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
