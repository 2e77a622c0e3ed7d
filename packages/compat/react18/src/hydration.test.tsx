import { DotsFlowFrame, DotsFlowsProvider, OnboardThenPayout } from '@dots-flows/react';
import { createTestAdapter, testSessions } from '@dots-flows/react/testing';
import { act, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';

it('takes over server HTML as it is', async () => {
  const adapter = createTestAdapter([testSessions.onboarding()]);
  const app = (
    <StrictMode>
      <DotsFlowsProvider adapter={adapter}>
        <OnboardThenPayout payoutId="inv_2041" />
        <DotsFlowFrame link="https://flows.dots.test/flow/one" title="Another" />
      </DotsFlowsProvider>
    </StrictMode>
  );
  const container = document.createElement('div');
  document.body.append(container);
  container.innerHTML = renderToString(app);
  const card = container.querySelector('section');
  const recovered: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, app, { onRecoverableError: (error) => void recovered.push(error) }),
  );

  expect(await screen.findByTitle('Tax details')).toBeVisible();
  expect(screen.getByTitle<HTMLIFrameElement>('Another').src).toBe('https://flows.dots.test/flow/one');
  expect(container.querySelector('section')).toBe(card);
  expect(recovered).toEqual([]);
  act(() => root.unmount());
  container.remove();
});
