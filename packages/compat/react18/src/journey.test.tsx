import { DotsFlowsProvider } from '@dots-flows/react';
import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import type { PayoutSession } from '@dots-flows/react';
import { createTestAdapter, emitFlowMessage, testSessions } from '@dots-flows/react/testing';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode } from 'react';
import { describe, expect, it, vi } from 'vitest';

describe('OnboardThenPayout', () => {
  it('goes from onboarding over the transfer to the withdrawal and its end', async () => {
    let current: PayoutSession = testSessions.onboarding();
    const adapter = createTestAdapter([() => current]);
    const onComplete = vi.fn<(event: { payoutId: string; amountCents: number }) => void>();
    const onDone = vi.fn<() => void>();
    render(
      <StrictMode>
        <DotsFlowsProvider adapter={adapter}>
          <OnboardThenPayout payoutId="inv_2041" onComplete={onComplete} onDone={onDone} />
        </DotsFlowsProvider>
      </StrictMode>,
    );

    expect(await screen.findByTitle('Tax details')).toBeVisible();
    expect(screen.getByText('$248.50')).toBeVisible();

    current = testSessions.transferring();
    act(() => emitFlowMessage({ step: 'compliance', status: 'completed' }));
    act(() => emitFlowMessage({ step: 'manage-payouts', status: 'completed' }));
    expect(await screen.findByRole('heading', { name: 'Sending $248.50 to your Dots balance' })).toBeVisible();

    act(() => adapter.push(testSessions.withdrawing()));
    expect(await screen.findByTitle('Withdraw your money')).toBeVisible();
    expect(onComplete).not.toHaveBeenCalled();

    act(() => adapter.push(testSessions.completed()));
    await userEvent.click(await screen.findByRole('button', { name: 'Done' }));
    expect(onDone).toHaveBeenCalledTimes(1);
    expect(onComplete).toHaveBeenCalledTimes(1);
    expect(onComplete.mock.calls[0]?.[0]).toMatchObject({ payoutId: 'inv_2041', amountCents: 24_850 });
  });

  it('leaves no watch behind', async () => {
    const adapter = createTestAdapter([testSessions.onboarding()]);
    const view = render(
      <StrictMode>
        <DotsFlowsProvider adapter={adapter}>
          <OnboardThenPayout payoutId="inv_2041" />
        </DotsFlowsProvider>
      </StrictMode>,
    );
    await screen.findByTitle('Tax details');
    expect(adapter.watchCount()).toBe(1);
    view.unmount();
    await waitFor(() => expect(adapter.watchCount()).toBe(0));
  });
});
