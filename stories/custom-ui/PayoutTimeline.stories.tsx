import { createTestAdapter, testSessions } from '@dots-flows/react/testing';
import type { TestOutcome } from '@dots-flows/react/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { createStageAdapter } from '../support/stage-adapter.ts';
import type { StoryDots } from '../support/story-dots.ts';
import { withAdapter, withLiveDots } from '../support/withDots.tsx';
import { PayoutTimeline } from './PayoutTimeline.tsx';
import { appears } from '../support/frame-play.ts';

const meta = {
  title: 'Custom UI/A payout of your own',
  component: PayoutTimeline,
  parameters: {
    docs: { subtitle: 'Nothing of ours to be seen: usePayoutSession and useFlowFrame under markup of your own.' },
  },
  args: { payoutId: 'inv_4000' },
} satisfies Meta<typeof PayoutTimeline>;

export default meta;
type Story = StoryObj<typeof meta>;

const frameIn = (canvas: HTMLElement) => canvas.querySelector<HTMLIFrameElement>('.timeline iframe');

/** Alive: press "Save and continue", then withdraw. */
export const WholeJourney: Story = {
  decorators: [withLiveDots],
  parameters: { dots: { isPayeeKnown: true, onboardingSteps: ['manage-payouts'], walletCents: 0 } },
  play: async ({ canvasElement }) => {
    const press = async (name: string): Promise<void> => {
      const button = await waitFor(
        () => {
          const body = frameIn(canvasElement)?.contentDocument?.body;
          if (!body) throw new Error('There is no Flow page yet.');
          return within(body).getByRole('button', { name });
        },
        { timeout: 20_000 },
      );
      button.click();
    };
    await press('Save and continue');
    await press('Continue');
    await press('Withdraw $248.50');
    await appears(within(canvasElement).findByText(/^All done/, {}, { timeout: 20_000 }));
  },
};

/** The withdrawal, with a link that runs out in front of the user. */
export const RenewalOffered: Story = {
  decorators: [withLiveDots],
  parameters: {
    dots: {
      makeAdapter: (dots: StoryDots) => createStageAdapter(dots, { stage: 'withdrawing', signedInForMs: 61_500 }),
    },
  },
  play: async ({ canvasElement }) => {
    await userEvent.click(
      await within(canvasElement).findByRole('button', { name: 'Stay signed in' }, { timeout: 10_000 }),
    );
    await waitFor(() => expect(within(canvasElement).queryByText(/signs you out soon/)).not.toBeInTheDocument());
  },
};

const answering = (text: RegExp, ...outcomes: readonly [TestOutcome, ...TestOutcome[]]): Story => ({
  decorators: [withAdapter(() => createTestAdapter(outcomes, { watch: false }))],
  args: { payoutId: 'inv_2041' },
  play: async ({ canvasElement }) => {
    await appears(within(canvasElement).findByText(text));
  },
});

export const Loading = answering(/^Looking up/, 'hang');
export const Sending = answering(/on its way to Dots/, testSessions.transferring());
export const Held = answering(/second look/, testSessions.held('transfer-flagged'));
export const Failed = answering(/no money has moved/, testSessions.failed('transfer-failed', true));
export const Done = answering(/^All done/, testSessions.completed());
export const Offline = answering(/cannot reach/, 'network-error');
export const SignedOut = answering(/signed out/, 'unauthenticated');
