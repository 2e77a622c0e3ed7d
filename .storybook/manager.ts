import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

const systemFont = "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

addons.setConfig({
  theme: create({
    base: globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    brandTitle: 'Dots Flows for React',
    brandTarget: '_self',
    fontBase: systemFont,
    fontCode: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
    colorPrimary: '#2f5bea',
    colorSecondary: '#2f5bea',
    appBorderRadius: 8,
    inputBorderRadius: 6,
  }),
  sidebar: { showRoots: true },
});
