// #region sample
import { DotsFlowsProvider } from '@dots-flows/react';
import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import { createTestAdapter, emitFlowMessage, testSessions } from '@dots-flows/react/testing';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

test('the withdrawal follows the onboarding', async () => {
  const adapter = createTestAdapter([testSessions.onboarding(), testSessions.withdrawing()]);
  render(
    <DotsFlowsProvider adapter={adapter}>
      <OnboardThenPayout payoutId="inv_2041" />
    </DotsFlowsProvider>,
  );
  // The frame's accessible name says which step is due.
  await screen.findByTitle('Tax details');
  emitFlowMessage({ step: 'compliance', status: 'completed' });

  await screen.findByTitle('Withdraw your money');
  expect(adapter.calls).toHaveLength(2);
});
// #endregion
