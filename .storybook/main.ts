import type { StorybookConfig } from '@storybook/react-vite';
import { defaultClientConditions, mergeConfig } from 'vite';

const config: StorybookConfig = {
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: { name: '@storybook/react-vite', options: {} },
  typescript: { reactDocgen: 'react-docgen' },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The emulator's Flow pages as static files: the frames in the stories are alive without any server.
  staticDirs: [{ from: '../packages/emulator/dist/flow-page-static', to: '/flow-page' }],
  // The packages are read from their sources, so that a story shows what was just written.
  viteFinal: (base) =>
    mergeConfig(base, { resolve: { conditions: ['@dots-flows/source', ...defaultClientConditions] } }),
};

export default config;
