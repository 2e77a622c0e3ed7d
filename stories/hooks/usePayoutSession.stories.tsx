import { createTestAdapter, testSessions } from '@dots-flows/react/testing';
import type { TestOutcome } from '@dots-flows/react/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { within } from 'storybook/test';
import { StatesPage } from '../../.storybook/DocsPage.tsx';
import { withAdapter } from '../support/withDots.tsx';
import { PayoutPill } from './HookExamples.tsx';
import { appears } from '../support/frame-play.ts';

const meta = {
  title: 'Hooks/usePayoutSession',
  component: PayoutPill,
  args: { payoutId: 'inv_2041' },
  parameters: {
    docs: {
      page: StatesPage,
      description: {
        component:
          'Follows one payout and keeps it moving. Several components may use it for one payout: they share its calls. Here it is a status in a list of payouts.',
      },
    },
  },
} satisfies Meta<typeof PayoutPill>;

export default meta;
type Story = StoryObj<typeof meta>;

const answering = (text: string, ...outcomes: readonly [TestOutcome, ...TestOutcome[]]): Story => ({
  decorators: [withAdapter(() => createTestAdapter(outcomes))],
  play: async ({ canvasElement }) => {
    await appears(within(canvasElement).findByText(text));
  },
});

/** Nothing is known yet: neither a session nor an error. */
export const Loading = answering('…', 'hang');
/** `session.stage` decides what is said. */
export const Sending = answering('Sending', testSessions.transferring());
/** An ended payout is a stage, not an error. */
export const Paid = answering('Paid', testSessions.completed());
/** A call that failed is a value, `error`. */
export const Unreachable = answering('Unknown', 'network-error');
