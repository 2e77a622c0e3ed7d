import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, waitFor } from 'storybook/test';
import { StoryFlow } from '../support/StoryFlow.tsx';
import { withLiveDots } from '../support/withDots.tsx';

const meta = {
  title: 'Components/DotsFlowFrame',
  component: StoryFlow,
  decorators: [withLiveDots],
  args: {
    steps: ['compliance', 'manage-payouts'],
    signedIn: true,
    onReady: fn(),
    onResize: fn(),
    onStepComplete: fn(),
    onComplete: fn(),
    onError: fn(),
  },
} satisfies Meta<typeof StoryFlow>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A Flow in a frame that is as tall as its page. Fill it in: nothing leaves this browser. */
export const Playground: Story = {
  play: async ({ args, canvasElement }) => {
    const frame = await waitFor(() => {
      const found = canvasElement.querySelector('iframe');
      if (!found) throw new Error('There is no frame yet.');
      return found;
    });
    await waitFor(() => expect(args.onReady).toHaveBeenCalled());
    await expect(frame).toHaveAttribute('allow', expect.stringContaining('clipboard-write'));
    await waitFor(() => expect(frame.getBoundingClientRect().height).toBeGreaterThan(200));
  },
};

/** Without a known user the page asks for a phone number and a code first. */
export const SignsInFirst: Story = { args: { signedIn: false, steps: ['compliance'] } };

/** Its height is yours: the page scrolls inside. */
export const FixedHeight: Story = { args: { height: 420 } };

/** It fills the box that it is in. */
export const FillsItsBox: Story = {
  args: { height: 'fill' },
  decorators: [
    (Story) => (
      <div style={{ blockSize: 520 }}>
        <Story />
      </div>
    ),
  ],
};
