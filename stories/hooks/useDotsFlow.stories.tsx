import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { StatesPage } from '../../.storybook/DocsPage.tsx';
import { waitForState } from '../support/frame-play.ts';
import { withLiveDots } from '../support/withDots.tsx';
import { MadeFlow } from './HookExamples.tsx';

const meta = {
  title: 'Hooks/useDotsFlow',
  component: MadeFlow,
  decorators: [withLiveDots],
  parameters: {
    docs: {
      page: StatesPage,
      description: {
        component:
          'Makes a Flow through the adapter, once per mount, StrictMode included. `reload` makes another one in its place.',
      },
    },
  },
} satisfies Meta<typeof MadeFlow>;

export default meta;
type Story = StoryObj<typeof meta>;

/** "Another Flow" asks for a new one; the frame then is another frame. */
export const MadeAndMadeAgain: Story = {
  play: async ({ canvasElement }) => {
    await waitForState(canvasElement, 'ready');
    const first = canvasElement.querySelector('iframe');
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Another Flow' }));
    await waitFor(() => expect(canvasElement.querySelector('iframe')).not.toBe(first));
    await waitForState(canvasElement, 'ready');
  },
};
