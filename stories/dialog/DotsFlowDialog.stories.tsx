import { DotsFlowDialog } from '@dots-flows/react/dialog';
import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ComponentType } from 'react';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { appears, atFlowPage, findFrame, waitForState } from '../support/frame-play.ts';
import { wordsIn } from '../support/words-in.ts';
import { withLiveDots } from '../support/withDots.tsx';
import { DialogHost } from './DialogHost.tsx';
import type { DialogHostProps } from './DialogHost.tsx';

const meta = {
  title: 'Components/DotsFlowDialog',
  argTypes: { page: { table: { disable: true } } },
  component: DotsFlowDialog as ComponentType<DialogHostProps>,
  decorators: [withLiveDots],
  render: (args) => <DialogHost {...args} />,
  args: { title: 'Your tax details', onClose: fn(), onStepComplete: fn() },
} satisfies Meta<DialogHostProps>;

export default meta;
type Story = StoryObj<typeof meta>;

async function open(canvas: HTMLElement): Promise<void> {
  await userEvent.click(await within(canvas).findByRole('button', { name: 'Add your tax details' }));
  await waitForState(canvas, 'ready');
}

/** English is what the dialog says by itself. */
const pressClose = (canvas: HTMLElement, globals: Readonly<Record<string, unknown>>): Promise<void> =>
  userEvent.click(within(canvas).getByRole('button', { name: wordsIn(globals).dialog?.close ?? 'Close' }));

/** A click into a frame is seen by what it takes away: the focus of the page around it. */
async function workInThePage(canvas: HTMLElement): Promise<void> {
  (await findFrame(canvas)).focus();
  window.dispatchEvent(new FocusEvent('blur'));
  await waitFor(() => expect(canvas.querySelector('.df-frame')).toHaveAttribute('data-touched'));
}

/** Press the button. Escape, the cross, and a click beside the dialog close it. */
export const Closed: Story = {
  play: async ({ canvasElement }) => {
    await appears(within(canvasElement).findByRole('button', { name: 'Add your tax details' }));
    await expect(within(canvasElement).queryByRole('dialog')).not.toBeInTheDocument();
  },
};

/** Open: the focus is on the heading, and the page behind stays where it is. */
export const Open: Story = {
  tags: ['!autodocs'],
  play: async ({ canvasElement }) => {
    await open(canvasElement);
    const dialog = within(canvasElement).getByRole('dialog', { name: 'Your tax details' });
    await expect(dialog).toBeVisible();
    await expect(within(dialog).getByRole('heading', { name: 'Your tax details' })).toHaveFocus();
  },
};

/** Closed again: the focus is back on the button that opened it. */
export const GivesTheFocusBack: Story = {
  tags: ['!autodocs'],
  play: async ({ args, canvasElement, globals }) => {
    await open(canvasElement);
    await pressClose(canvasElement, globals);
    await waitFor(() =>
      expect(within(canvasElement).getByRole('button', { name: 'Add your tax details' })).toHaveFocus(),
    );
    await expect(args.onClose).toHaveBeenCalledWith({ reason: 'close-button' });
  },
};

/** Somebody has worked in the page and is not done: then leaving has to be confirmed. The page is kept meanwhile. */
export const AsksBeforeLeaving: Story = {
  tags: ['!autodocs'],
  play: async ({ args, canvasElement, globals }) => {
    await open(canvasElement);
    await workInThePage(canvasElement);
    const frame = await findFrame(canvasElement);
    await pressClose(canvasElement, globals);
    const { dialog } = wordsIn(globals);
    await appears(within(canvasElement).findByText(dialog?.confirm.title ?? 'Leave before you are done?'));
    await expect(within(canvasElement).getByRole('button', { name: dialog?.stay ?? 'Stay here' })).toHaveFocus();
    await expect(args.onClose).not.toHaveBeenCalled();
    await expect(frame).toBeInTheDocument();
  },
};

/** When the Flow is done there is nothing to lose, so nothing is asked. */
export const AsksNothingWhenDone: Story = {
  tags: ['!autodocs'],
  args: { title: 'Payout methods', steps: ['manage-payouts'] },
  play: async ({ args, canvasElement, globals }) => {
    await open(canvasElement);
    await atFlowPage(canvasElement).press('Save and continue');
    await waitForState(canvasElement, 'complete');
    await pressClose(canvasElement, globals);
    await waitFor(() => expect(args.onClose).toHaveBeenCalledOnce());
  },
};

/** The heading, the question and the cross in Arabic, on a page that reads from right to left. */
export const RightToLeft: Story = {
  tags: ['!autodocs'],
  args: {
    title: 'بياناتك الضريبية',
    page: ['الإعدادات', 'نحتاج إلى بعض البيانات قبل أول دفعة لك. تُرسَل إلى Dots وحدها.', 'أضف بياناتك الضريبية'],
  },
  globals: { locale: 'ar' },
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: 'أضف بياناتك الضريبية' }));
    await waitForState(canvasElement, 'ready');
    await workInThePage(canvasElement);
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'إغلاق' }));
    await waitFor(() => expect(within(canvasElement).getByRole('alertdialog')).toBeVisible());
  },
};

/** On a phone it comes up from the lower edge, as wide as the screen. */
export const OnAPhone: Story = {
  ...Open,
  tags: ['!autodocs'],
  globals: { viewport: { value: 'phoneSmall' } },
};
