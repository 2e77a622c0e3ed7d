import { create } from 'storybook/theming';

/** Storybook's own look, around the stories and on pages of docs: fonts of the reader's system, in the reader's scheme. */
export const theme = create({
  base: globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  brandTitle: 'Dots Flows for React',
  brandTarget: '_self',
  fontBase: "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontCode: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  colorPrimary: '#2f5bea',
  colorSecondary: '#2f5bea',
  appBorderRadius: 8,
  inputBorderRadius: 6,
});
