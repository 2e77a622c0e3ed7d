import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import { createTestAdapter, testSessions } from '@dots-flows/react/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, within } from 'storybook/test';
import { withAdapter } from '../support/withDots.tsx';
import { Receipt, ReviewHours } from './OwnPanels.tsx';
import { appears } from '../support/frame-play.ts';
import { wordsIn } from '../support/words-in.ts';

const meta = {
  title: 'Components/OnboardThenPayout with panels of your own',
  component: OnboardThenPayout,
  args: { payoutId: 'inv_2041', description: '12 deliveries, 9 to 15 March', onDone: fn() },
  parameters: {
    docs: { description: { component: 'Replace one panel, or put something around each, and keep the rest.' } },
  },
} satisfies Meta<typeof OnboardThenPayout>;

export default meta;
type Story = StoryObj<typeof meta>;

/** `slots.completed` in place of our last panel. Its heading is marked, so that it is focused as ours would be. */
export const OnePanelOfYourOwn: Story = {
  decorators: [withAdapter(() => createTestAdapter([testSessions.completed()]))],
  args: { slots: { completed: ({ amountText, payoutId }) => <Receipt amountText={amountText} payoutId={payoutId} /> } },
  play: async ({ canvasElement }) => {
    await appears(within(canvasElement).findByRole('heading', { name: 'Thank you, Maya' }));
  },
};

/** `renderPanel` is asked for every panel and given the usual one, here to add the hours of a help desk. */
export const SomethingAroundEachPanel: Story = {
  decorators: [withAdapter(() => createTestAdapter([testSessions.held('payee-in-review')]))],
  args: { renderPanel: (panel, usual) => <ReviewHours panel={panel.panel}>{usual}</ReviewHours> },
  play: async ({ canvasElement, globals }) => {
    await appears(within(canvasElement).findByText(wordsIn(globals).payout.held['payee-in-review'].title));
    await expect(within(canvasElement).getByText(/weekdays from 9 to 6/)).toBeVisible();
  },
};

/** Heading, line below it, and the card's last line in your own words. */
export const WordsOfYourOwn: Story = {
  decorators: [withAdapter(() => createTestAdapter([testSessions.transferring()]))],
  args: {
    title: 'Week 11',
    description: (
      <>
        Paid by <strong>Rosa’s Kitchen</strong>
      </>
    ),
    footer: <bdi>Questions? Write to pay@rosas.example.</bdi>,
  },
  play: async ({ canvasElement }) => {
    await appears(within(canvasElement).findByRole('heading', { name: 'Week 11' }));
  },
};
