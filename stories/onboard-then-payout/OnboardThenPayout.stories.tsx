import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { appears, atFlowPage, findFrame, waitForPanel, waitForState } from '../support/frame-play.ts';
import { withAmount, wordsIn } from '../support/words-in.ts';
import { createStageAdapter } from '../support/stage-adapter.ts';
import type { StoryDots } from '../support/story-dots.ts';
import { withLiveDots } from '../support/withDots.tsx';
import { DotsDesk, LeaveAndComeBack, TwoTabs } from './Surroundings.tsx';

const meta = {
  title: 'Components/OnboardThenPayout',
  component: OnboardThenPayout,
  decorators: [withLiveDots],
  args: {
    payoutId: 'inv_2041',
    description: '12 deliveries, 9 to 15 March',
    helpUrl: '#help',
    onComplete: fn(),
    onStageChange: fn(),
    onError: fn(),
    onDone: fn(),
  },
  argTypes: {
    title: { control: 'text' },
    description: { control: 'text' },
    footer: { control: 'text' },
    headingLevel: { control: 'select', options: [1, 2, 3, 4, 5] },
    frame: { control: 'object' },
  },
} satisfies Meta<typeof OnboardThenPayout>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A payee whom Dots does not know yet. Go through it: any phone number will do, and the code is 000000. */
export const Playground: Story = {
  play: async ({ canvasElement, globals }) => {
    const amount = withAmount('{amount}', globals);
    await appears(within(canvasElement).findByText((_, element) => element?.textContent === amount));
    await atFlowPage(canvasElement).sees('Verify your phone');
  },
};

/** The journey from the phone number to the money on its way, as the interactions panel plays it step by step. */
export const WholeJourney: Story = {
  tags: ['!autodocs'],
  args: { payoutId: 'inv_2042' },
  play: async ({ args, canvasElement, step }) => {
    const page = atFlowPage(canvasElement);
    await step('Verify: sign in by phone', async () => {
      await page.sees('Verify your phone');
      await page.type('Phone number', '4155550142');
      await page.press('Text me a code');
      await page.type('Six-digit code', '000000');
      await page.press('Verify');
      await page.type('First name', 'Maya');
      await page.type('Last name', 'Demo');
      await page.type('Email', 'maya@example.com');
      await page.press('Continue');
    });
    await step('Verify: tax form', async () => {
      await page.sees('Tax details');
      await page.press('Sandbox: fill in sample data');
      await page.press(/penalties of perjury/, 'checkbox');
      await page.press('Sign and submit W-9');
    });
    await step('Verify: bank account', async () => {
      await page.sees('Payout methods');
      await page.press(/^Bank/, 'radio');
      await page.press('Sandbox: fill in sample data');
      await page.press(/^Add /);
      await page.press('Save and continue');
    });
    await step('Receive: the money is sent', async () => {
      await waitForPanel(canvasElement, 'withdrawing');
      await waitFor(() =>
        expect(args.onStageChange).toHaveBeenCalledWith(expect.objectContaining({ stage: 'withdrawing' })),
      );
    });
    await step('Withdraw', async () => {
      await page.sees('Withdraw your money');
      await page.press('Continue');
      await page.press('Withdraw $248.50');
      await waitForPanel(canvasElement, 'completed');
    });
    await waitFor(() => expect(args.onComplete).toHaveBeenCalledOnce());
    await expect(args.onError).not.toHaveBeenCalled();
  },
};

/** Somebody who was paid before: one press to confirm where the money goes, and it is there to be withdrawn. */
export const KnownPayee: Story = {
  tags: ['!autodocs'],
  args: { payoutId: 'inv_2043' },
  parameters: { dots: { isPayeeKnown: true, onboardingSteps: ['manage-payouts'], walletCents: 0 } },
  play: async ({ canvasElement }) => {
    await atFlowPage(canvasElement).press('Save and continue');
    await waitForPanel(canvasElement, 'withdrawing');
    await atFlowPage(canvasElement).sees('Withdraw your money');
  },
};

/** Days later, or on another device: the card opens where the payout stands. */
export const ComesBackToWithdraw: Story = {
  args: { payoutId: 'inv_2044' },
  parameters: { dots: { makeAdapter: (dots: StoryDots) => createStageAdapter(dots, { stage: 'withdrawing' }) } },
  play: async ({ args, canvasElement }) => {
    await waitForPanel(canvasElement, 'withdrawing');
    await atFlowPage(canvasElement).sees('Withdraw your money');
    await expect(args.onStageChange).toHaveBeenCalledWith(
      expect.objectContaining({ stage: 'withdrawing', previousStage: null }),
    );
  },
};

/** The signed-in link runs out in front of the user: a fresh one is offered, never forced. */
export const RenewalOffered: Story = {
  args: { payoutId: 'inv_2045' },
  parameters: {
    dots: {
      makeAdapter: (dots: StoryDots) => createStageAdapter(dots, { stage: 'withdrawing', signedInForMs: 61_500 }),
    },
  },
  play: async ({ canvasElement, globals }) => {
    await waitForState(canvasElement, 'ready');
    const name = wordsIn(globals).frame.renewLink;
    await appears(within(canvasElement).findByRole('button', { name }, { timeout: 10_000 }));
  },
};

/** The user accepted the offer: another frame with a fresh link, and the payout where it was. */
export const Renewed: Story = {
  ...RenewalOffered,
  tags: ['!autodocs'],
  args: { payoutId: 'inv_2046' },
  play: async ({ canvasElement, globals }) => {
    const first = await findFrame(canvasElement);
    const name = wordsIn(globals).frame.renewLink;
    await userEvent.click(await within(canvasElement).findByRole('button', { name }, { timeout: 10_000 }));
    await waitFor(() => expect(first).not.toBeInTheDocument(), { timeout: 10_000 });
    await waitForState(canvasElement, 'ready');
    await waitForPanel(canvasElement, 'withdrawing');
  },
};

/** Close the card in the middle and open it again: it goes on where it was. */
export const LeftAndOpenedAgain: Story = {
  tags: ['!autodocs'],
  args: { payoutId: 'inv_2047' },
  parameters: { dots: { isPayeeKnown: true, onboardingSteps: ['manage-payouts'], walletCents: 0 } },
  render: (args) => <LeaveAndComeBack {...args} />,
  play: async ({ canvasElement }) => {
    const host = within(canvasElement);
    await atFlowPage(canvasElement).press('Save and continue');
    await waitForPanel(canvasElement, 'withdrawing');
    await userEvent.click(host.getByRole('button', { name: 'Close the payout' }));
    await waitFor(() => expect(canvasElement.querySelector('iframe')).toBeNull());
    await userEvent.click(host.getByRole('button', { name: 'Open the payout' }));
    await waitForPanel(canvasElement, 'withdrawing');
  },
};

/** Two tabs with the same payout: what one does, the other one shows. They never pay twice. */
export const InTwoTabs: Story = {
  tags: ['!autodocs'],
  args: { payoutId: 'inv_2048' },
  parameters: { pageWidth: 'full', dots: { isPayeeKnown: true, onboardingSteps: ['manage-payouts'], walletCents: 0 } },
  render: (args, { globals }) => <TwoTabs {...args} globals={globals} />,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('[data-state="ready"]')).toHaveLength(2), {
      timeout: 20_000,
    });
    await atFlowPage(canvasElement).press('Save and continue');
    await waitFor(() => expect(canvasElement.querySelectorAll('[data-panel="withdrawing"]')).toHaveLength(2), {
      timeout: 20_000,
    });
  },
};

/** Dots flags the transfer. The card says that somebody looks at it, and goes on by itself when they are through. */
export const ReviewedThenReleased: Story = {
  tags: ['!autodocs'],
  args: { payoutId: 'inv_2049' },
  parameters: {
    dots: { isPayeeKnown: true, onboardingSteps: ['manage-payouts'], walletCents: 0, nextTransfer: 'flagged' },
  },
  render: (args) => <DotsDesk {...args} />,
  play: async ({ canvasElement, globals }) => {
    await atFlowPage(canvasElement).press('Save and continue');
    await waitForPanel(canvasElement, 'held');
    await appears(within(canvasElement).findByText(wordsIn(globals).payout.held['transfer-flagged'].title));
    await userEvent.click(within(canvasElement).getByRole('button', { name: /Release/ }));
    await waitForPanel(canvasElement, 'withdrawing');
  },
};

/** The transfer fails, and the host allows another try: a second transfer is made, since the first one moved nothing. */
export const FailedThenPaid: Story = {
  tags: ['!autodocs'],
  args: { payoutId: 'inv_2050' },
  parameters: {
    dots: { isPayeeKnown: true, onboardingSteps: ['manage-payouts'], walletCents: 0, nextTransfer: 'failed' },
  },
  play: async ({ canvasElement, globals }) => {
    await atFlowPage(canvasElement).press('Save and continue');
    await waitForPanel(canvasElement, 'failed');
    await userEvent.click(within(canvasElement).getByRole('button', { name: wordsIn(globals).payout.tryAgain }));
    await waitForPanel(canvasElement, 'withdrawing');
  },
};
