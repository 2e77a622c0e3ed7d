import type { Appearance } from '@dots-flows/react';
import { useCssAppearance } from '@dots-flows/react/appearance';
import { useMemo } from 'react';
import { useTheme } from './useTheme.ts';

/** Where the Flow pages differ from what follows from the card: fields need an edge that everybody can see. */
const DIFFERENCES = {
  light: { inputBorderColor: '#8a94a3', buttonHoverBackgroundColor: '#2448c4' },
  dark: { inputBorderColor: '#667386', buttonHoverBackgroundColor: '#a5bbff', inputBackgroundColor: '#0f1319' },
} as const;

/** The look of the Flow pages: the colours of the app, so that a Flow looks like a part of it. */
export function useFlowAppearance(): Appearance | undefined {
  const css = useCssAppearance();
  const theme = useTheme();
  return useMemo(() => css && { ...css, variables: { ...css.variables, ...DIFFERENCES[theme] } }, [css, theme]);
}
