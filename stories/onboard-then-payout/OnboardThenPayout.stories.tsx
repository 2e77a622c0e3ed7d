import { OnboardThenPayout } from '@dots-flows/react';
import { createTestAdapter, testSessions } from '@dots-flows/react/testing';
import type { TestOutcome } from '@dots-flows/react/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { withAdapter, withLiveDots } from '../support/withDots.tsx';

const meta = {
  title: 'Components/OnboardThenPayout',
  component: OnboardThenPayout,
  args: {
    payoutId: 'inv_2041',
    description: '12 deliveries, 9 to 15 March',
    onComplete: fn(),
    onStageChange: fn(),
    onError: fn(),
    onDone: fn(),
    helpUrl: 'https://example.com/help',
  },
} satisfies Meta<typeof OnboardThenPayout>;

export default meta;
type Story = StoryObj<typeof meta>;

const answering = (...outcomes: readonly [TestOutcome, ...TestOutcome[]]) =>
  withAdapter(() => createTestAdapter(outcomes));

/** The whole journey, alive: verify, receive, withdraw. The sign-in code is 000000. */
export const WholeJourney: Story = {
  decorators: [withLiveDots],
  play: async ({ canvasElement }) => {
    const card = within(canvasElement);
    await expect(await card.findByText('$248.50')).toBeVisible();
    await waitFor(() => expect(canvasElement.querySelector('iframe')).not.toBeNull());
  },
};

export const Loading: Story = { decorators: [answering('hang')] };

export const Transferring: Story = { decorators: [answering(testSessions.transferring())] };
export const TransferPending: Story = { decorators: [answering(testSessions.transferring('pending'))] };

export const HeldTransferFlagged: Story = { decorators: [answering(testSessions.held('transfer-flagged'))] };
export const HeldPayeeInReview: Story = { decorators: [answering(testSessions.held('payee-in-review'))] };
export const HeldNotEligible: Story = { decorators: [answering(testSessions.held('not-eligible'))] };
export const HeldNeedsOperator: Story = { decorators: [answering(testSessions.held('needs-operator'))] };

export const Completed: Story = {
  decorators: [answering(testSessions.completed())],
  play: async ({ args, canvasElement }) => {
    await waitFor(() => expect(args.onComplete).toHaveBeenCalledOnce());
    await userEvent.click(await within(canvasElement).findByRole('button'));
    await expect(args.onDone).toHaveBeenCalledOnce();
  },
};

export const FailedCanRetry: Story = {
  decorators: [answering(testSessions.failed('transfer-failed', true), testSessions.transferring())],
};
export const FailedCanceled: Story = { decorators: [answering(testSessions.failed('transfer-canceled', false))] };
export const FailedRefused: Story = { decorators: [answering(testSessions.failed('transfer-refused', true))] };
export const FailedReversed: Story = { decorators: [answering(testSessions.failed('transfer-reversed', false))] };
export const FailedCancelledByHost: Story = { decorators: [answering(testSessions.failed('payout-cancelled', false))] };

export const NotFound: Story = { decorators: [answering('payout-not-found')] };
export const SignedOut: Story = { decorators: [answering('unauthenticated')] };
export const Offline: Story = { decorators: [answering('network-error')] };
