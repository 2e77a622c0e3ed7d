export type Theme = 'light' | 'dark';

const STORAGE_KEY = 'earnings-theme';
const listeners = new Set<() => void>();
const systemPrefersDark = matchMedia('(prefers-color-scheme: dark)');

function apply(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  for (const listener of listeners) listener();
}

function storedTheme(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

systemPrefersDark.addEventListener('change', ({ matches }) => {
  if (storedTheme() === null) apply(matches ? 'dark' : 'light');
});

/** The theme that is shown: the chosen one, or the system's. `theme.js` has set it before the first paint. */
export function currentTheme(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

export function subscribeToTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows a theme from now on, on this device. */
export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(STORAGE_KEY, theme);
  } catch {
    // Storage may be blocked; the choice then lasts until the page is left.
  }
  apply(theme);
}
