// @vitest-environment node
import { DotsFlowFrame, DotsFlowsProvider } from '@dots-flows/react';
import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import { createTestAdapter, testSessions } from '@dots-flows/react/testing';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';

it('renders to HTML where there is no window, without a link and without a call', () => {
  expect(globalThis).not.toHaveProperty('window');
  const adapter = createTestAdapter([testSessions.onboarding()]);
  const html = renderToString(
    <DotsFlowsProvider adapter={adapter}>
      <OnboardThenPayout payoutId="inv_2041" />
      <DotsFlowFrame link="https://flows.dots.test/flow/secret" />
    </DotsFlowsProvider>,
  );
  expect(html).toContain('Your payout');
  expect(html).not.toContain('secret');
  // A style attribute would break a strict content security policy.
  expect(html).not.toContain('style=');
  expect(adapter.calls).toEqual([]);
});
