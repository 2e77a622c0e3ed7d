import { DotsFlowFrame } from '@dots-flows/react';
import { StatesPage } from '../../.storybook/DocsPage.tsx';
import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ComponentType } from 'react';
import { expect } from 'storybook/test';
import { StoryFlow } from '../support/StoryFlow.tsx';
import type { StoryFlowProps } from '../support/StoryFlow.tsx';
import { atFlowPage, findFrame } from '../support/frame-play.ts';
import { storyFile } from '../support/story-dots.ts';
import { withLiveDots } from '../support/withDots.tsx';

const meta = {
  title: 'Steps/All eight steps',
  component: DotsFlowFrame as ComponentType<StoryFlowProps>,
  decorators: [withLiveDots],
  render: (args) => <StoryFlow {...args} />,
  parameters: {
    docs: {
      page: StatesPage,
      description: { component: 'What Dots can ask of a payee, one step each. The pages stand in for those of Dots.' },
    },
    controls: { disable: true },
  },
} satisfies Meta<StoryFlowProps>;

export default meta;
type Story = StoryObj<typeof meta>;

const step = (name: string, heading: string, options: Readonly<Record<string, unknown>> = {}): Story => ({
  args: { steps: [{ name, ...options }] },
  play: async ({ canvasElement }) => {
    await atFlowPage(canvasElement).sees(heading);
  },
});

/** Tax details: a W-9 for people of the US, a W-8BEN for everybody else. */
export const Compliance = step('compliance', 'Tax details');

/** A document and a face. The only step that is given the camera, and only for the origin of the Flow. */
export const IdVerification: Story = {
  ...step('id-verification', 'Verify your identity'),
  play: async ({ canvasElement }) => {
    await atFlowPage(canvasElement).sees('Verify your identity');
    await expect((await findFrame(canvasElement)).allow).toContain('camera http');
  },
};

/** Consent to a background check. */
export const BackgroundCheck = step('background-check', 'Background check');

/** Where the money goes: bank, PayPal, Venmo, Cash App or card. */
export const ManagePayouts = step('manage-payouts', 'Payout methods');

/** The bank account that the payee pays from. */
export const ManagePayments = step('manage-payments', 'Link your bank account');

/** Withdraw what is in the Dots balance. */
export const Payout = step('payout', 'Withdraw your money');

/** A document to fill in and sign. */
export const PdfFormFill = step('pdf-form-fill', 'Sign the document', { template_id: 'w9-2026' });

/** Back to a page of yours, after a moment. See "Returns from redirect" for what the frame says then. */
export const Redirect = step('redirect', 'Taking you back', { redirect_url: storyFile('story-pages/return.html') });
