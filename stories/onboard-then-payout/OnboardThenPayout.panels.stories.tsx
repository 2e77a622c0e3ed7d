import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import type { PayoutMessages, TitledText } from '@dots-flows/react';
import { createTestAdapter, emitFlowMessage, testSessions } from '@dots-flows/react/testing';
import type { TestOutcome } from '@dots-flows/react/testing';
import { StatesPage } from '../../.storybook/DocsPage.tsx';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { appears, atFlowPage, waitForPanel, waitForState } from '../support/frame-play.ts';
import { withAmount, wordsIn } from '../support/words-in.ts';
import { passNextQuickly } from '../support/pass-quickly.ts';
import { createStageAdapter } from '../support/stage-adapter.ts';
import type { StageAdapterOptions } from '../support/stage-adapter.ts';
import type { StoryDots } from '../support/story-dots.ts';
import { withAdapter, withLiveDots } from '../support/withDots.tsx';

const meta = {
  title: 'Panels/OnboardThenPayout',
  component: OnboardThenPayout,
  parameters: {
    docs: { page: StatesPage, description: { component: 'Everything that the card may show, one story each.' } },
    controls: { include: ['title', 'description', 'footer', 'helpUrl', 'headingLevel'] },
  },
  args: {
    payoutId: 'inv_2041',
    description: '12 deliveries, 9 to 15 March',
    helpUrl: '#help',
    onComplete: fn(),
    onDone: fn(),
  },
} satisfies Meta<typeof OnboardThenPayout>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Which of the words of the payout are its heading. */
type TitleOf = (words: PayoutMessages) => TitledText;

const shows = (titleOf: TitleOf): Pick<Story, 'play'> => ({
  play: async ({ canvasElement, globals }) => {
    const name = withAmount(titleOf(wordsIn(globals).payout).title, globals);
    const heading = await within(canvasElement).findByRole('heading', { name });
    await waitFor(() => expect(heading).toBeVisible());
  },
});

/** A panel of words, from a server that answers so. */
const answering = (titleOf: TitleOf, ...outcomes: readonly [TestOutcome, ...TestOutcome[]]): Story => ({
  decorators: [withAdapter(() => createTestAdapter(outcomes))],
  ...shows(titleOf),
});

/** A panel with a Flow, from a server whose payout stands there. */
const standingAt = (options: StageAdapterOptions): Pick<Story, 'decorators' | 'parameters'> => ({
  decorators: [withLiveDots],
  parameters: { dots: { makeAdapter: (dots: StoryDots) => createStageAdapter(dots, options) } },
});

/** Nothing is known yet. The card has its full height already, so that the first answer moves nothing. */
export const Loading: Story = {
  decorators: [withAdapter(() => createTestAdapter(['hang']))],
  play: async ({ canvasElement, globals }) => {
    await expect(await within(canvasElement).findByText(wordsIn(globals).payout.loading)).toBeInTheDocument();
  },
};

/** The user verifies: the onboarding Flow, edge to edge. */
export const Onboarding: Story = {
  ...standingAt({ stage: 'onboarding' }),
  play: async ({ canvasElement }) => {
    await waitForPanel(canvasElement, 'onboarding');
    await atFlowPage(canvasElement).sees('Tax details');
  },
};

function sayThatOnboardingIsDone(): void {
  emitFlowMessage({ step: 'compliance', status: 'completed' });
  emitFlowMessage({ step: 'manage-payouts', status: 'completed' });
}

/** The page said that it is done, and the server asks Dots. After 20 seconds there is a way back to the form. */
export const Verifying: Story = {
  ...standingAt({ stage: 'onboarding', isSlowToConfirm: true }),
  tags: ['!autodocs'],
  play: async ({ canvasElement, globals }) => {
    await waitForState(canvasElement, 'ready');
    sayThatOnboardingIsDone();
    await waitForPanel(canvasElement, 'verifying');
    const name = wordsIn(globals).payout.verifying.title;
    await expect(within(canvasElement).getByRole('heading', { name })).toHaveFocus();
  },
};

/** The same after 20 seconds: perhaps the page has said too early that it was done. */
export const StillVerifying: Story = {
  ...Verifying,
  play: async ({ canvasElement, globals }) => {
    await waitForState(canvasElement, 'ready');
    const words = wordsIn(globals).payout;
    const waitBegins = passNextQuickly(20_000);
    sayThatOnboardingIsDone();
    await waitBegins;
    await waitForPanel(canvasElement, 'verifying');
    await appears(within(canvasElement).findByText(words.stillVerifying, {}, { timeout: 10_000 }));
    await expect(within(canvasElement).getByRole('button', { name: words.backToForm })).toBeVisible();
  },
};

/** The transfer is under way. Nobody has to wait for it. */
export const Transferring = answering(({ transferring }) => transferring, testSessions.transferring());

/** Dots reports it as pending, which can take longer. */
export const TransferPending = answering(({ transferring }) => transferring, testSessions.transferring('pending'));

/** Dots has flagged the transfer. */
export const HeldTransferFlagged = answering(
  ({ held }) => held['transfer-flagged'],
  testSessions.held('transfer-flagged'),
);

/** Dots, or you, are checking the payee. */
export const HeldPayeeInReview = answering(({ held }) => held['payee-in-review'], testSessions.held('payee-in-review'));

/** The payee may not be paid as things stand. */
export const HeldNotEligible = answering(({ held }) => held['not-eligible'], testSessions.held('not-eligible'));

/** Something does not add up, and a person of yours has to look. */
export const HeldNeedsOperator = answering(({ held }) => held['needs-operator'], testSessions.held('needs-operator'));

/** The money is in the payee's Dots balance; the payout Flow lets them take it. */
export const Withdrawing: Story = {
  ...standingAt({ stage: 'withdrawing' }),
  play: async ({ canvasElement }) => {
    await waitForPanel(canvasElement, 'withdrawing');
    await atFlowPage(canvasElement).sees('Withdraw your money');
  },
};

/** The page said that the withdrawal is done, and the server asks Dots. */
export const Confirming: Story = {
  ...standingAt({ stage: 'withdrawing', isSlowToConfirm: true }),
  tags: ['!autodocs'],
  play: async ({ canvasElement }) => {
    await waitForState(canvasElement, 'ready');
    emitFlowMessage({ step: 'payout', status: 'completed' });
    await waitForPanel(canvasElement, 'confirming');
  },
};

/** It is over, and well. `onDone` gives it a button. */
export const Completed: Story = {
  ...answering(({ completed }) => completed, testSessions.completed()),
  play: async ({ args, canvasElement, globals }) => {
    await waitFor(() => expect(args.onComplete).toHaveBeenCalledOnce());
    const name = wordsIn(globals).payout.done;
    await userEvent.click(await within(canvasElement).findByRole('button', { name }));
    await expect(args.onDone).toHaveBeenCalledOnce();
  },
};

/** Dots shows the transfer as failed, and another try may be made. */
export const FailedCanRetry = answering(
  ({ failed }) => failed['transfer-failed'],
  testSessions.failed('transfer-failed', true),
  testSessions.transferring('sending', { version: 7 }),
);

/** The same, and you have not allowed another try. */
export const FailedForGood = answering(
  ({ failed }) => failed['transfer-failed'],
  testSessions.failed('transfer-failed', false),
);

/** The transfer was canceled at Dots. */
export const FailedCanceled = answering(
  ({ failed }) => failed['transfer-canceled'],
  testSessions.failed('transfer-canceled', false),
);

/** Dots did not take the transfer, for want of balance for example. */
export const FailedRefused = answering(
  ({ failed }) => failed['transfer-refused'],
  testSessions.failed('transfer-refused', true),
  testSessions.transferring('sending', { version: 7 }),
);

/** The money arrived and was taken back. */
export const FailedReversed = answering(
  ({ failed }) => failed['transfer-reversed'],
  testSessions.failed('transfer-reversed', false),
);

/** You canceled the payout before anything was sent. */
export const FailedPayoutCanceled = answering(
  ({ failed }) => failed['payout-cancelled'],
  testSessions.failed('payout-cancelled', false),
);
