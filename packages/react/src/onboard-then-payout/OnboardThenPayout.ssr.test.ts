import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { DotsFlowsProvider } from '../DotsFlowsProvider.tsx';
import { createTestAdapter } from '../testing/create-test-adapter.ts';
import { testSessions } from '../testing/test-sessions.ts';
import { OnboardThenPayout } from './OnboardThenPayout.tsx';

it('renders its skeleton on a server, without a call, a frame or an inline style', () => {
  const adapter = createTestAdapter([testSessions.onboarding()]);
  const html = renderToString(
    createElement(
      DotsFlowsProvider,
      { adapter },
      createElement(OnboardThenPayout, { payoutId: 'inv_2041', title: 'For March' }),
    ),
  );
  expect(html).toContain('For March');
  expect(html).toContain('Loading your payout');
  expect(html).not.toMatch(/<iframe|style=/);
  expect(adapter.calls).toEqual([]);
});
