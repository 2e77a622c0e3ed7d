import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FlowPageBackend } from './flow-page-backend.ts';
import { ANA, BO, renderFlowPage } from './render-flow-page.tsx';

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('FlowPage, options', () => {
  it('posts completed-saved when manage-payouts is saved without a change', async () => {
    const { user, steps } = renderFlowPage({ flow: { steps: ['manage-payouts'], user_id: ANA } });
    await heading('Payout methods');
    await user.click(button('Save and continue'));
    await heading('All done');
    expect(steps()).toEqual([{ step: 'manage-payouts', status: 'completed-saved' }]);
  });

  it('does not add a method twice when the answer to adding it was lost', async () => {
    let isCut = false;
    const wire = (backend: FlowPageBackend): FlowPageBackend => ({
      ...backend,
      async act(request) {
        const answer = await backend.act(request);
        if (isCut) return answer;
        isCut = true;
        throw new Error('cut after it was applied');
      },
    });
    const { user, world } = renderFlowPage({ flow: { steps: ['manage-payouts'], user_id: BO }, wire });
    await heading('Payout methods');
    await user.click(screen.getByRole('radio', { name: /PayPal/ }));
    await user.click(button('Add PayPal account'));
    expect(await screen.findByText(/could not reach the server/)).toBeInTheDocument();
    await user.click(button('Add PayPal account'));
    expect(await screen.findByRole('list', { name: 'Saved methods' })).toBeInTheDocument();
    expect(world.users.require(BO).payoutMethods).toHaveLength(1);
  });

  it('ends manage-payouts by its first change when there is no continue button', async () => {
    const { user, steps } = renderFlowPage({
      flow: { steps: [{ name: 'manage-payouts', hide_continue_button: true }], user_id: ANA },
    });
    await heading('Payout methods');
    expect(screen.queryByRole('button', { name: /continue/i })).toBeNull();
    await user.click(button('Make default: ana@example.com'));
    expect(await screen.findByText('Your payout methods are saved.')).toBeInTheDocument();
    expect(steps()).toEqual([{ step: 'manage-payouts', status: 'completed' }]);
  });

  it('never lets focus fall out of the page while methods come and go', async () => {
    const { user } = renderFlowPage({ flow: { steps: ['manage-payouts'], user_id: ANA } });
    await heading('Payout methods');
    await user.click(button('Add a payout method'));
    expect(screen.getByRole('radio', { name: /Bank account/ })).toHaveFocus();
    await user.click(button('Cancel'));
    expect(button('Add a payout method')).toHaveFocus();
    for (const name of ['ana@example.com', 'Chase ••6789']) {
      await user.click(button(`Remove: ${name}`));
      await user.click(button(`Yes, remove: ${name}`));
      await waitFor(() => expect(screen.queryByText(name)).toBeNull());
    }
    expect(screen.getByRole('radio', { name: /Bank account/ })).toHaveFocus();
    await user.click(screen.getByRole('radio', { name: /PayPal/ }));
    await user.click(button('Add PayPal account'));
    await waitFor(() => expect(screen.getByRole('list', { name: 'Saved methods' })).toHaveFocus());
  });

  it('asks once more before it removes a method', async () => {
    const { user, world } = renderFlowPage({ flow: { steps: ['manage-payouts'], user_id: ANA } });
    await heading('Payout methods');
    await user.click(button('Remove: ana@example.com'));
    expect(button('Keep: ana@example.com')).toHaveFocus();
    await user.click(button('Keep: ana@example.com'));
    expect(button('Remove: ana@example.com')).toHaveFocus();
    await user.click(button('Remove: ana@example.com'));
    await user.click(button('Yes, remove: ana@example.com'));
    await waitFor(() => expect(screen.queryByText('ana@example.com')).toBeNull());
    expect(world.users.require(ANA).payoutMethods).toHaveLength(1);
    expect(screen.getByRole('list', { name: 'Saved methods' })).toHaveFocus();
  });

  it('changes the default and automatic payout', async () => {
    const { user, world } = renderFlowPage({ flow: { steps: ['manage-payouts'], user_id: ANA } });
    await heading('Payout methods');
    await user.click(button('Make default: ana@example.com'));
    await user.click(await screen.findByRole('switch', { name: 'Automatic payout' }));
    await waitFor(() => expect(world.users.require(ANA).autoPayout).toBe(true));
    expect(screen.getByRole('switch')).toBeChecked();
    expect(screen.getByRole('switch')).toHaveFocus();
    const { defaultPayoutMethodId, payoutMethods } = world.users.require(ANA);
    expect(payoutMethods.find(({ id }) => id === defaultPayoutMethodId)?.rail).toBe('paypal');
  });

  it('hides the rails that the App has excluded for this person', async () => {
    const { world } = renderFlowPage({ flow: { steps: ['manage-payouts'], user_id: BO } });
    // The page has asked, and is answered after this turn.
    world.users.require(BO).payoutOptionsExclude = ['venmo'];
    await heading('Payout methods');
    expect(screen.getByRole('radio', { name: /PayPal/ })).toBeInTheDocument();
    expect(screen.queryByRole('radio', { name: /Venmo/ })).toBeNull();
  });

  it('offers no automatic payout when auto_payout_enabled is false', async () => {
    renderFlowPage({ flow: { steps: [{ name: 'manage-payouts', auto_payout_enabled: false }], user_id: ANA } });
    await heading('Payout methods');
    expect(screen.queryByRole('switch')).toBeNull();
  });

  it('stays on a finished step, with nothing to press, when hide_continue_button is set', async () => {
    const { user, steps } = renderFlowPage({
      flow: { steps: [{ name: 'compliance', hide_continue_button: true }], user_id: BO },
    });
    await heading('Tax details');
    await user.click(button('Sandbox: fill in sample data'));
    await user.click(screen.getByRole('checkbox'));
    await user.click(button('Sign and submit W-9'));
    await heading('Tax details received');
    expect(screen.queryByRole('button')).toBeNull();
    expect(steps()).toEqual([{ step: 'compliance', status: 'completed' }]);
  });

  it('hides the dashboard button when the Flow says so', async () => {
    const { user } = renderFlowPage({
      flow: { steps: ['manage-payouts'], user_id: ANA, hide_go_to_dashboard_on_complete: true },
    });
    await user.click(await screen.findByRole('button', { name: 'Save and continue' }));
    await heading('All done');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows balance and methods behind the dashboard button', async () => {
    const { user } = renderFlowPage({ flow: { steps: ['manage-payouts'], user_id: ANA } });
    await user.click(await screen.findByRole('button', { name: 'Save and continue' }));
    await user.click(await screen.findByRole('button', { name: 'Go to dashboard' }));
    expect(await heading('Your dashboard')).toHaveFocus();
    expect(screen.getByText('$248.50')).toBeInTheDocument();
  });

  it('posts the step of a redirect first and navigates then', async () => {
    const order: unknown[] = [];
    const { user } = renderFlowPage({
      flow: { steps: [{ name: 'redirect', redirect_url: 'https://fleetly.example.com/done?x=1' }], user_id: BO },
      settings: { redirectUrlRule: 'any' },
      onMessage: (message) => order.push(message),
      onNavigate: (url) => order.push(url),
    });
    await heading('Taking you back');
    expect(screen.getByText('fleetly.example.com')).toBeInTheDocument();
    await user.click(button('Go now'));
    await waitFor(() => expect(order).toContain('https://fleetly.example.com/done?x=1'));
    expect(order.filter((item) => typeof item === 'string' || (item as object).hasOwnProperty('step'))).toEqual([
      { step: 'redirect', status: 'completed' },
      'https://fleetly.example.com/done?x=1',
    ]);
  });

  it('never navigates to a script', async () => {
    const order: string[] = [];
    const wire = (backend: FlowPageBackend): FlowPageBackend => ({
      ...backend,
      async open(request) {
        const answer = await backend.open(request);
        if (!answer.ok) return answer;
        return {
          ...answer,
          view: { ...answer.view, screen: { name: 'redirect', redirectUrl: 'javascript:alert(1)' } },
        };
      },
    });
    renderFlowPage({ flow: { steps: ['payout'], user_id: BO }, wire, onNavigate: (url) => order.push(url) });
    await heading('This page cannot go on');
    expect(screen.queryByRole('button')).toBeNull();
    expect(order).toEqual([]);
  });

  it('finishes a step that it has no page for by a button', async () => {
    const { user, steps } = renderFlowPage({
      flow: { steps: ['mystery'], user_id: BO },
      settings: { unknownSteps: 'accept' },
    });
    await user.click(await screen.findByRole('button', { name: 'Mark as done' }));
    await heading('All done');
    expect(steps()).toEqual([{ step: 'mystery', status: 'completed' }]);
  });
});
