import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { BO, renderFlowPage } from './render-flow-page.tsx';

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('FlowPage, forms', () => {
  it('ties every error to its field and moves focus to the first one', async () => {
    const { user } = renderFlowPage({ flow: { steps: ['compliance'], user_id: BO } });
    await heading('Tax details');
    await user.clear(screen.getByLabelText('Legal name'));
    await user.click(button('Sign and submit W-9'));
    const name = screen.getByLabelText('Legal name');
    expect(name).toHaveFocus();
    expect(name).toHaveAccessibleDescription(/Enter your legal name/);
    const labels = ['Social Security number', 'Month', 'Day', 'Year', 'Street address', 'City', 'State', 'ZIP code'];
    const marked = labels.filter((label) => screen.getByLabelText(label).getAttribute('aria-invalid') === 'true');
    expect(marked).toEqual(labels);
    expect(screen.getByRole('checkbox')).toBeInvalid();
    expect(screen.getByLabelText(/Apartment/)).toBeValid();
  });

  it('shows what only the server knows on its field', async () => {
    const { user } = renderFlowPage({ flow: { steps: ['background-check'], user_id: BO } });
    await heading('Background check');
    await user.click(button('Sandbox: fill in sample data'));
    await user.clear(screen.getByLabelText('Year'));
    await user.type(screen.getByLabelText('Year'), String(new Date().getFullYear() - 10));
    await user.click(screen.getByRole('checkbox'));
    await user.click(button('Start the check'));
    await waitFor(() => expect(screen.getByLabelText('Month')).toHaveFocus());
    expect(screen.getByLabelText('Month')).toHaveAccessibleDescription(/at least 18/);
  });

  it('asks a company for no birth date, and everybody outside the US for a W-8BEN', async () => {
    const { user, world } = renderFlowPage({ flow: { steps: ['compliance'], user_id: BO } });
    await heading('Tax details');
    await user.click(screen.getByRole('radio', { name: /EIN/ }));
    expect(screen.queryByLabelText('Month')).toBeNull();
    await user.selectOptions(screen.getByLabelText('Country of tax residence'), 'DE');
    expect(screen.getByText('Form W-8BEN certification')).toBeInTheDocument();
    await user.click(button('Sandbox: fill in sample data'));
    await user.click(screen.getByRole('checkbox'));
    await user.click(button('Sign and submit W-8BEN'));
    await heading('All done');
    expect(world.users.require(BO).compliance).toMatchObject({ form: 'w8ben', country: 'DE' });
  });

  it('lets a person pass what is on file from another Flow', async () => {
    const { user, world, steps } = renderFlowPage({
      flow: { steps: ['background-check', 'id-verification', 'compliance'], user_id: BO },
    });
    Object.assign(world.users.require(BO).compliance, { idVerified: true, backgroundCheck: 'pass', form: 'w9' });
    for (const title of ['Background check', 'Verify your identity', 'Tax details']) {
      await heading(title);
      await user.click(await screen.findByRole('button', { name: 'Continue without changing it' }));
    }
    await heading('All done');
    expect(steps()).toHaveLength(3);
  });

  it('wants the signature to be the name, and shows both on the paper', async () => {
    const { user, steps } = renderFlowPage({
      flow: { steps: [{ name: 'pdf-form-fill', template_id: 'tpl_1' }], user_id: BO },
    });
    await heading('Sign the document');
    await user.type(screen.getByLabelText('Signature'), 'Bo');
    await user.click(screen.getByRole('checkbox'));
    await user.click(button('Sign and submit'));
    expect(screen.getByLabelText('Signature')).toHaveFocus();
    await user.type(screen.getByLabelText('Signature'), ' Lund');
    expect(within(screen.getByRole('region', { name: 'Document' })).getAllByText(/Bo Lund/)).toHaveLength(2);
    await user.click(button('Sign and submit'));
    await heading('All done');
    expect(steps()).toEqual([{ step: 'pdf-form-fill', status: 'completed' }]);
  });
});

describe('FlowPage, identity', () => {
  it('has no way around the camera outside of the sandbox', async () => {
    const { user } = renderFlowPage({
      flow: { steps: ['id-verification'], user_id: BO },
      settings: { sandbox: false },
      openCamera: async () => ({ ok: false, problem: 'denied' }),
    });
    await user.click(await screen.findByRole('button', { name: 'Continue to camera' }));
    expect(await screen.findByText(/camera is blocked/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Sandbox/ })).toBeNull();
    expect(screen.queryByText(/No real money moves/)).toBeNull();
  });
});
