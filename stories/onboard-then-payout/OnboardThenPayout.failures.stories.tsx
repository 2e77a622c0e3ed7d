import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import { createTestAdapter, testSessions } from '@dots-flows/react/testing';
import type { TestOutcome } from '@dots-flows/react/testing';
import { StatesPage } from '../../.storybook/DocsPage.tsx';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { appears, waitForPanel, waitForState } from '../support/frame-play.ts';
import { wordsIn } from '../support/words-in.ts';
import { createStageAdapter } from '../support/stage-adapter.ts';
import type { StoryDots } from '../support/story-dots.ts';
import { withAdapter, withLiveDots } from '../support/withDots.tsx';

const meta = {
  title: 'Failures/OnboardThenPayout',
  component: OnboardThenPayout,
  parameters: {
    docs: {
      page: StatesPage,
      description: {
        component: 'The server, the network or the frame lets the card down. Nothing is lost, and the card says so.',
      },
    },
    controls: { disable: true },
  },
  args: {
    payoutId: 'inv_2041',
    description: '12 deliveries, 9 to 15 March',
    helpUrl: '#help',
    onError: fn(),
  },
} satisfies Meta<typeof OnboardThenPayout>;

export default meta;
type Story = StoryObj<typeof meta>;

const answering = (
  words: 'offline' | 'notFound' | 'signedOut' | 'error',
  code: string,
  ...outcomes: readonly [TestOutcome, ...TestOutcome[]]
): Story => ({
  decorators: [withAdapter(() => createTestAdapter(outcomes, { watch: false }))],
  play: async ({ args, canvasElement, globals }) => {
    const name = wordsIn(globals).payout[words].title;
    await waitFor(async () => expect(within(canvasElement).getByRole('heading', { name })).toBeVisible());
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ code }));
  },
});

/** Nobody answers. The card goes on by itself when the connection is back. */
export const Offline = answering('offline', 'network-error', 'network-error');

/** Somebody else's payout, or one that does not exist: your server says no more than that. */
export const NotFound = answering('notFound', 'payout-not-found', 'payout-not-found');

/** Your own session has ended. */
export const SignedOut = answering('signedOut', 'unauthenticated', 'unauthenticated');

/** Your server or its store is down. */
export const ServerDown = answering('error', 'store-unavailable', 'store-unavailable');

/** "Try again" after the server came back. */
export const BackAgain: Story = {
  tags: ['!autodocs'],
  decorators: [withAdapter(() => createTestAdapter(['internal-error', testSessions.transferring()]))],
  play: async ({ canvasElement, globals }) => {
    const name = wordsIn(globals).payout.tryAgain;
    await userEvent.click(await within(canvasElement).findByRole('button', { name }));
    await waitForPanel(canvasElement, 'transferring');
  },
};

/** What is shown may be old, since later calls fail. It stays, and the last line says so. */
export const OutOfDate: Story = {
  decorators: [withAdapter(() => createTestAdapter([testSessions.transferring(), 'network-error'], { watch: false }))],
  play: async ({ canvasElement, globals }) => {
    await waitForPanel(canvasElement, 'transferring');
    await appears(within(canvasElement).findByText(wordsIn(globals).payout.outOfDate, {}, { timeout: 10_000 }));
  },
};

const silent = {
  settings: { messages: { height: 'never', encoding: 'object', steps: 'never', statusOverride: null } },
  makeAdapter: (dots: StoryDots) => createStageAdapter(dots, { stage: 'withdrawing' }),
};

/** The page of the Flow stays silent: the frame's own panel, inside the card. */
export const FrameStaysSilent: Story = {
  decorators: [withLiveDots],
  args: { frame: { slowAfterMs: 700, timeoutMs: 600_000 } },
  parameters: { dots: silent },
  play: async ({ canvasElement, globals }) => {
    await waitForState(canvasElement, 'slow');
    const name = wordsIn(globals).frame.openInNewTab;
    await expect(within(canvasElement).getByRole('button', { name })).toBeVisible();
  },
};

/** Silent for too long. */
export const FrameGivesUp: Story = {
  decorators: [withLiveDots],
  args: { frame: { slowAfterMs: 300, timeoutMs: 900 } },
  parameters: { dots: silent },
  play: async ({ args, canvasElement }) => {
    await waitForState(canvasElement, 'error');
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'frame-timeout' }));
  },
};
