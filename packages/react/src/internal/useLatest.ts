'use client';
import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * A box that always holds the value of the newest committed render, so that listeners which outlive a render call the
 * newest callback.
 *
 * @internal
 */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useClientLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}

/** `useLayoutEffect` in a browser; on a server it does nothing, where React 18 would warn. @internal */
export const useClientLayoutEffect = typeof document === 'undefined' ? (): void => {} : useLayoutEffect;
