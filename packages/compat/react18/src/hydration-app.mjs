// Plain JavaScript, so that Node can render the same tree on its own. Prints the HTML when it is run.
import { DotsFlowFrame, DotsFlowsProvider } from '@dots-flows/react';
import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import { createTestAdapter, testSessions } from '@dots-flows/react/testing';
import { StrictMode, createElement as h } from 'react';
import { renderToString } from 'react-dom/server';

export function createApp() {
  return h(
    StrictMode,
    null,
    h(
      DotsFlowsProvider,
      { adapter: createTestAdapter([testSessions.onboarding()]) },
      h(OnboardThenPayout, { payoutId: 'inv_2041' }),
      h(DotsFlowFrame, { link: 'https://flows.dots.test/flow/one', title: 'Another' }),
    ),
  );
}

if (process.argv[2] === 'print') process.stdout.write(renderToString(createApp()));
