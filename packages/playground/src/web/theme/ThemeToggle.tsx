import type { ReactElement } from 'react';
import { Icon } from '../shell/Icon.tsx';
import { chooseTheme } from './theme-store.ts';
import { useTheme } from './useTheme.ts';

/** Switches between the light and the dark theme; until it is used, the system decides. */
export function ThemeToggle(): ReactElement {
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" className="icon-button" title={`Use the ${other} theme`} onClick={() => chooseTheme(other)}>
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      <span className="visually-hidden">Use the {other} theme</span>
    </button>
  );
}
