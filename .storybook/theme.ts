import { create } from 'storybook/theming';

/** What the reader's system is set to. */
export const scheme = globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

// Dark enough for white text on it, or light enough to be read on the dark page.
const accent = scheme === 'dark' ? '#7f9dff' : '#2f5bea';

/** Storybook's own look, around the stories and on pages of docs: fonts of the reader's system, in the reader's scheme. */
export const theme = create({
  base: scheme,
  brandTitle: 'Dots Flows for React',
  brandTarget: '_self',
  fontBase: "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontCode: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  colorPrimary: accent,
  colorSecondary: accent,
  appBorderRadius: 8,
  inputBorderRadius: 6,
});
