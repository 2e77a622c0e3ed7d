import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import { DotsFlowsInspector } from '@dots-flows/react/devtools';
import '@dots-flows/react/devtools.css';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { appears, atFlowPage, waitForPanel, waitForState } from '../support/frame-play.ts';
import { withLiveDots } from '../support/withDots.tsx';

const meta = {
  title: 'Components/DotsFlowsInspector',
  component: DotsFlowsInspector,
  decorators: [withLiveDots],
  parameters: {
    dots: { isPayeeKnown: true, onboardingSteps: ['manage-payouts'], walletCents: 0 },
  },
  args: { initiallyOpen: true, placement: 'inline' },
  render: (args) => (
    <div style={{ display: 'grid', gap: 20 }}>
      <OnboardThenPayout payoutId="inv_3000" description="12 deliveries, 9 to 15 March" />
      <DotsFlowsInspector {...args} />
    </div>
  ),
} satisfies Meta<typeof DotsFlowsInspector>;

export default meta;
type Story = StoryObj<typeof meta>;

const timeline = (canvas: HTMLElement) => within(canvas).getByRole('list', { name: /^Timeline/ });

/** Press "Save and continue" in the card above, and watch what is told. */
export const BesideACard: Story = {
  play: async ({ canvasElement }) => {
    await waitForState(canvasElement, 'ready');
    await expect((await within(timeline(canvasElement)).findAllByText(/^height \d+$/)).length).toBeGreaterThan(0);
    await expect(within(timeline(canvasElement)).getByText(/inv_3000: onboarding, version/)).toBeVisible();
    await expect(canvasElement.querySelector('.df-inspector')?.textContent).not.toContain('/flow/');
  },
};

/** A step ends: the message is accepted, the server is asked, the session has another stage. */
export const AStepEnds: Story = {
  tags: ['!autodocs'],
  play: async ({ canvasElement }) => {
    await atFlowPage(canvasElement).press('Save and continue');
    await waitForPanel(canvasElement, 'withdrawing');
    const lines = within(timeline(canvasElement));
    await expect(lines.getByText('step manage-payouts: completed-saved')).toBeVisible();
    await appears(lines.findByText(/inv_3000: withdrawing/));
  },
};

/** The buttons choose what is shown; the field searches in it. */
export const Filtered: Story = {
  tags: ['!autodocs'],
  play: async ({ canvasElement }) => {
    await waitForState(canvasElement, 'ready');
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'accepted' }));
    await waitFor(() => expect(within(timeline(canvasElement)).queryByText(/^height/)).not.toBeInTheDocument());
    await userEvent.type(within(canvasElement).getByRole('searchbox'), 'advance');
    await waitFor(() =>
      expect(
        within(timeline(canvasElement))
          .getAllByRole('listitem')
          .every((item) => /advance/.test(item.textContent ?? '')),
      ).toBe(true),
    );
  },
};

/** Until somebody opens it, it is one button in the corner of the window. */
export const InTheCorner: Story = {
  tags: ['!autodocs'],
  args: { initiallyOpen: false, placement: 'floating' },
  play: async ({ canvasElement }) => {
    await appears(within(canvasElement).findByRole('button', { name: /^Dots Flows · \d+$/ }));
  },
};
