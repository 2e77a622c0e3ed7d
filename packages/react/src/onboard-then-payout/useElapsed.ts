'use client';
import { useEffect, useState } from 'react';

/** Says whether `key` has stayed the same for `delayMs`; a `null` key never has. @internal */
export function useElapsed(key: string | null, delayMs: number): boolean {
  const [elapsedKey, setElapsedKey] = useState<string | null>(null);
  useEffect(() => {
    if (key === null) return;
    const timer = setTimeout(() => setElapsedKey(key), delayMs);
    return () => {
      clearTimeout(timer);
      setElapsedKey(null);
    };
  }, [key, delayMs]);
  return key !== null && elapsedKey === key;
}
