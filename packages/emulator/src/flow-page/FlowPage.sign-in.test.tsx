import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FlowPageBackend } from './flow-page-backend.ts';
import { ANA, renderFlowPage } from './render-flow-page.tsx';

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('FlowPage, signing in', () => {
  it('takes a new payee from the phone to the end and posts each step as documented', async () => {
    const { user, steps, world } = renderFlowPage({ flow: { steps: ['compliance', 'manage-payouts'] } });
    await heading('Verify your phone');
    expect(document.title).toBe('Verify your phone');
    await user.type(screen.getByLabelText('Phone number'), '415 555 0142');
    await user.click(button('Text me a code'));
    expect(await heading('Enter your code')).toHaveFocus();
    screen.getByLabelText('Six-digit code').focus();
    await user.paste('000 000');
    await user.click(button('Verify'));
    await heading('Tell us who you are');
    await user.type(screen.getByLabelText('First name'), 'Dana');
    await user.type(screen.getByLabelText('Last name'), 'Reyes');
    await user.type(screen.getByLabelText('Email'), 'dana@example.com');
    await user.click(button('Continue'));
    expect(await heading('Tax details')).toHaveFocus();
    expect(steps()).toEqual([{ step: 'onboard', status: 'completed' }]);
    await user.click(button('Sandbox: fill in sample data'));
    await user.click(screen.getByRole('checkbox'));
    await user.click(button('Sign and submit W-9'));
    await heading('Payout methods');
    await user.click(screen.getByRole('radio', { name: /Bank account/ }));
    await user.click(button('Sandbox: fill in sample data'));
    await user.click(button('Add bank account'));
    expect(await screen.findByText('Chase ••6789')).toBeInTheDocument();
    await user.click(button('Save and continue'));
    await heading('All done');
    expect(steps()).toEqual([
      { step: 'onboard', status: 'completed' },
      { step: 'compliance', status: 'completed' },
      { step: 'manage-payouts', status: 'completed' },
    ]);
    const payee = world.users.list().find(({ firstName }) => firstName === 'Dana');
    expect(payee).toMatchObject({
      lastName: 'Reyes',
      email: 'dana@example.com',
      compliance: { form: 'w9', taxIdLast4: '1234' },
    });
  });

  it('leaves focus alone on the first screen', async () => {
    renderFlowPage({ flow: { steps: ['payout'], user_id: ANA } });
    await heading('Withdraw your money');
    expect(document.body).toHaveFocus();
  });

  it('puts a wrong code on its field and moves focus there', async () => {
    const { user } = renderFlowPage({ flow: { steps: ['compliance'] } });
    await user.type(await screen.findByLabelText('Phone number'), '+49 30 901820');
    expect(screen.getByLabelText('Country or region')).toHaveValue('DE');
    await user.click(button('Text me a code'));
    await user.type(await screen.findByLabelText('Six-digit code'), '123456');
    await user.click(button('Verify'));
    const code = screen.getByLabelText('Six-digit code');
    await waitFor(() => expect(code).toBeInvalid());
    expect(code).toHaveFocus();
    expect(code).toHaveAccessibleDescription(/This code is not right/);
    await user.type(code, '{Backspace}');
    expect(code).toBeValid();
  });

  it('keeps resend and call locked until 30 seconds have gone by', async () => {
    const { user } = renderFlowPage({ flow: { steps: ['compliance'] } });
    await user.type(await screen.findByLabelText('Phone number'), '4155550142');
    await user.click(button('Text me a code'));
    await heading('Enter your code');
    expect(button('Text it again')).toHaveAttribute('aria-disabled', 'true');
    expect(button('Call me')).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByText(/You can ask again in 30 s/)).toBeInTheDocument();
  });

  it('asks for the phone again when the visit has lapsed, and says why', async () => {
    const { user, world } = renderFlowPage({ flow: { steps: ['payout'], user_id: ANA } });
    await heading('Withdraw your money');
    await user.click(button('Continue'));
    await heading('Confirm your withdrawal');
    await world.clock.advance(16 * 60_000);
    await user.click(button('Withdraw $248.50'));
    await heading('Verify your phone');
    expect(screen.getByText(/you were signed out/)).toBeInTheDocument();
    expect(world.walletCents(ANA)).toBe(24_850);
  });

  it('names the number when the Flow belongs to somebody, and takes no other one', async () => {
    const { user } = renderFlowPage({ flow: { steps: ['payout'], user_id: ANA, require_auth: true } });
    await heading('Verify your phone');
    expect(screen.getByText(/signed up with: \+1 •••• 34/)).toBeInTheDocument();
    await user.type(screen.getByLabelText('Phone number'), '415 555 0142');
    await user.click(button('Text me a code'));
    await waitFor(() => expect(screen.getByLabelText('Phone number')).toHaveFocus());
    expect(screen.getByLabelText('Phone number')).toHaveAccessibleDescription(/somebody with another phone number/);
    await user.clear(screen.getByLabelText('Phone number'));
    await user.type(screen.getByLabelText('Phone number'), '415 555 0134');
    await user.click(button('Text me a code'));
    await user.type(await screen.findByLabelText('Six-digit code'), '000000');
    await user.click(button('Verify'));
    await heading('Withdraw your money');
  });

  it('goes on without a new sign-in after a reload, by its token', async () => {
    const kept = new Map<string, string | null>();
    const tokens = {
      read: (flowId: string) => kept.get(flowId) ?? null,
      write: (flowId: string, token: string | null) => void kept.set(flowId, token),
    };
    const { flowId, world } = renderFlowPage({ flow: { steps: ['payout'], user_id: ANA }, tokens });
    await heading('Withdraw your money');
    const token = kept.get(flowId) ?? null;
    expect(token).not.toBeNull();
    await world.clock.advance(14 * 60_000);
    expect(world.pages.open({ flowId, pageToken: token })).toMatchObject({
      ok: true,
      view: { screen: { name: 'payout' } },
    });
  });
});

describe('FlowPage, when it cannot open', () => {
  it('says that a link leads nowhere', async () => {
    const wire = (backend: FlowPageBackend): FlowPageBackend => ({
      ...backend,
      open: () => backend.open({ flowId: 'nope', pageToken: null }),
    });
    const { messages } = renderFlowPage({ flow: { steps: ['payout'], user_id: ANA }, wire });
    await heading('This link does not work');
    expect(screen.queryByRole('button')).toBeNull();
    expect(messages).toEqual([]);
  });

  it('opens on retry after the network came back, and moves focus to the heading', async () => {
    let tries = 0;
    const wire = (backend: FlowPageBackend): FlowPageBackend => ({
      ...backend,
      open(request) {
        tries += 1;
        return tries === 1 ? Promise.reject(new TypeError('Failed to fetch')) : backend.open(request);
      },
    });
    const { user } = renderFlowPage({ flow: { steps: ['payout'], user_id: ANA }, wire });
    await heading('We could not load this page');
    await user.click(button('Try again'));
    expect(await heading('Withdraw your money')).toHaveFocus();
  });
});
