import type { StorybookConfig } from '@storybook/react-vite';
import remarkGfm from 'remark-gfm';
import { defaultClientConditions, mergeConfig } from 'vite';
import { inheritedProps } from './inherited-props.ts';

const config: StorybookConfig = {
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: [
    {
      name: '@storybook/addon-docs',
      // Tables in guides: plain MDX has none.
      options: { mdxPluginOptions: { mdxCompileOptions: { remarkPlugins: [remarkGfm] } } },
    },
    '@storybook/addon-a11y',
    '@storybook/addon-vitest',
  ],
  framework: { name: '@storybook/react-vite', options: {} },
  typescript: { reactDocgen: 'react-docgen' },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  staticDirs: [
    // The emulator's Flow pages as static files: the frames in the stories are alive without any server.
    { from: '../packages/emulator/dist/flow-page-static', to: '/flow-page' },
    // Pages that misbehave, which the emulator's never do.
    { from: '../stories/pages', to: '/story-pages' },
  ],
  viteFinal: (base) =>
    mergeConfig(base, {
      // The packages are read from their sources, so that a story shows what was just written.
      resolve: { conditions: ['@dots-flows/source', ...defaultClientConditions] },
      plugins: [inheritedProps()],
      logLevel: 'warn',
      build: {
        // Storybook's own parts are what is large, and nobody waits for them on a slow line.
        chunkSizeWarningLimit: 2_000,
        rolldownOptions: {
          checks: { pluginTimings: false },
          onLog(level: string, log: { code?: string }, handler: (level: string, log: object) => void) {
            // A page in a browser has no server components: there `"use client"` says nothing.
            if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log);
          },
        },
      },
    }),
};

export default config;
