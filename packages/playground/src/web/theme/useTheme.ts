import { useSyncExternalStore } from 'react';
import { currentTheme, subscribeToTheme } from './theme-store.ts';
import type { Theme } from './theme-store.ts';

/** The theme that is shown now. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribeToTheme, currentTheme);
}
