import type { Meta, StoryObj } from '@storybook/react-vite';
import { StoryFlow } from '../support/StoryFlow.tsx';
import { withLiveDots } from '../support/withDots.tsx';

const meta = {
  title: 'Steps/All eight steps',
  component: StoryFlow,
  decorators: [withLiveDots],
} satisfies Meta<typeof StoryFlow>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Compliance: Story = { args: { steps: ['compliance'] } };
export const IdVerification: Story = { args: { steps: ['id-verification'] } };
export const BackgroundCheck: Story = { args: { steps: ['background-check'] } };
export const ManagePayouts: Story = { args: { steps: ['manage-payouts'] } };
export const ManagePayments: Story = { args: { steps: ['manage-payments'] } };
export const Payout: Story = { args: { steps: ['payout'] } };
export const PdfFormFill: Story = { args: { steps: [{ name: 'pdf-form-fill', template_id: 'w9-2026' }] } };
export const Redirect: Story = {
  args: { steps: [{ name: 'redirect', redirect_url: 'https://example.com/earnings' }] },
};
