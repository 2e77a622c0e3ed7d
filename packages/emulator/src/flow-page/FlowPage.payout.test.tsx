import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FlowPageBackend } from './flow-page-backend.ts';
import { ANA, BO, CY, renderFlowPage } from './render-flow-page.tsx';

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('FlowPage, payout', () => {
  it('withdraws the typed amount to the chosen method, once, after a confirmation', async () => {
    const { user, world, steps } = renderFlowPage({ flow: { steps: ['payout'], user_id: ANA } });
    await heading('Withdraw your money');
    const amount = screen.getByLabelText('Amount (USD)');
    expect(amount).toHaveValue('248.50');
    await user.clear(amount);
    await user.type(amount, '$10.5');
    await user.click(screen.getByRole('radio', { name: /ana@example.com/ }));
    await user.click(button('Continue'));
    await heading('Confirm your withdrawal');
    expect(world.walletCents(ANA)).toBe(24_850);
    await user.dblClick(button('Withdraw $10.50'));
    await heading('$10.50 is on its way');
    expect(screen.getByText(/PayPal account, ana@example.com/)).toBeInTheDocument();
    expect(world.walletCents(ANA)).toBe(23_800);
    await user.click(button('Continue'));
    await heading('All done');
    expect(steps()).toEqual([{ step: 'payout', status: 'completed' }]);
  });

  it.each([
    ['1.234', /two digits/],
    ['-5', /in dollars/],
    ['NaN', /in dollars/],
    ['0', /above zero/],
    ['248.51', /up to \$248.50/],
    ['99999999999999999999', /more than your balance/],
    ['{Backspace}', /Enter an amount/],
  ])('refuses the amount %s', async (typed, sentence) => {
    const { user } = renderFlowPage({ flow: { steps: ['payout'], user_id: ANA } });
    await heading('Withdraw your money');
    const amount = screen.getByLabelText('Amount (USD)');
    await user.clear(amount);
    await user.type(amount, typed);
    await user.click(button('Continue'));
    expect(amount).toBeInvalid();
    expect(amount).toHaveFocus();
    expect(amount).toHaveAccessibleDescription(sentence);
  });

  it('looks before it acts again when the answer to a withdrawal was lost', async () => {
    let isCut = false;
    const wire = (backend: FlowPageBackend): FlowPageBackend => ({
      open: (request) => backend.open(request),
      async act(request) {
        const answer = await backend.act(request);
        if (request.action.type !== 'confirm-payout' || isCut) return answer;
        isCut = true;
        throw new Error('cut after it was applied');
      },
    });
    const { user, world, steps } = renderFlowPage({ flow: { steps: ['payout'], user_id: ANA }, wire });
    await heading('Withdraw your money');
    await user.clear(screen.getByLabelText('Amount (USD)'));
    await user.type(screen.getByLabelText('Amount (USD)'), '100');
    await user.click(button('Continue'));
    await heading('Confirm your withdrawal');
    await user.click(button('Withdraw $100.00'));
    expect(await screen.findByText(/could not reach the server/)).toBeInTheDocument();
    await user.click(button('Withdraw $100.00'));
    await heading('$100.00 is on its way');
    expect(world.walletCents(ANA)).toBe(14_850);
    expect(steps()).toEqual([{ step: 'payout', status: 'completed' }]);
  });

  it('says so when the balance has gone meanwhile', async () => {
    const { user, world, flowId } = renderFlowPage({ flow: { steps: ['payout'], user_id: ANA } });
    await heading('Withdraw your money');
    await user.click(button('Continue'));
    await heading('Confirm your withdrawal');
    const elsewhere = world.flows.createFromBody({ steps: ['payout'], user_id: ANA });
    const methodId = world.users.require(ANA).payoutMethods[0]?.id ?? '';
    const opened = world.pages.open({ flowId: elsewhere.id, pageToken: null });
    const pageToken = opened.ok ? opened.view.pageToken : null;
    world.pages.act({
      flowId: elsewhere.id,
      pageToken,
      action: { type: 'confirm-payout', amountCents: 20_000, methodId },
    });
    await user.click(button('Withdraw $248.50'));
    expect(await screen.findByText(/higher than your balance/)).toBeInTheDocument();
    expect(world.flows.require(flowId).completedSteps).toEqual([]);
  });

  it('has no continue button after a payout when hide_continue_button is set', async () => {
    const { user } = renderFlowPage({
      flow: { steps: [{ name: 'payout', hide_continue_button: true }], user_id: ANA },
    });
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    await user.click(await screen.findByRole('button', { name: 'Withdraw $248.50' }));
    await heading('$248.50 is on its way');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('adds a method inline when there is none, and takes it', async () => {
    const { user, world } = renderFlowPage({ flow: { steps: ['payout'], user_id: CY } });
    await heading('Withdraw your money');
    await user.click(screen.getByRole('radio', { name: /Cash App/ }));
    await user.click(button('Sandbox: fill in sample data'));
    await user.click(button('Add Cash App account'));
    const added = await screen.findByRole('radio', { name: /\$sampleperson/ });
    expect(added).toBeChecked();
    expect(added).toHaveFocus();
    await user.click(button('Continue'));
    await user.click(await screen.findByRole('button', { name: 'Withdraw $0.99' }));
    await heading('$0.99 is on its way');
    expect(world.walletCents(CY)).toBe(0);
  });

  it('says that there is nothing to withdraw from an empty balance', async () => {
    renderFlowPage({ flow: { steps: ['payout'], user_id: BO } });
    await heading('Withdraw your money');
    expect(screen.getByText(/nothing to withdraw yet/)).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
