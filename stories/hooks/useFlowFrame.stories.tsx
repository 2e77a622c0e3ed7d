import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { StatesPage } from '../../.storybook/DocsPage.tsx';
import { withLiveDots } from '../support/withDots.tsx';
import { BareFrame } from './HookExamples.tsx';

const meta = {
  title: 'Hooks/useFlowFrame',
  component: BareFrame,
  decorators: [withLiveDots],
  parameters: {
    docs: {
      page: StatesPage,
      description: {
        component:
          'All that `<DotsFlowFrame>` does, without its markup: who may speak, heights, waiting, retries, renewal. You spread `frameProps` on an iframe, give it `frameKey` as its key, and draw the rest.',
      },
    },
  },
} satisfies Meta<typeof BareFrame>;

export default meta;
type Story = StoryObj<typeof meta>;

/** What the hook says, beside the frame that it runs. */
export const WhatItKnows: Story = {
  args: { steps: ['manage-payouts'] },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByText('ready')).toBeVisible(), { timeout: 20_000 });
    await expect(within(canvasElement).getByText('manage-payouts')).toBeVisible();
  },
};
