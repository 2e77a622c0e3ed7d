import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, configure, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AMOUNT_CENTS, PAYOUT, createHostServer } from '../../test/host-server.ts';
import type { HostServer } from '../../test/host-server.ts';
import { DotsFlowsProvider } from '../DotsFlowsProvider.tsx';
import { httpAdapter } from '../adapters/http-adapter.ts';
import { emitFlowMessage } from '../testing/emit-flow-message.ts';
import { OnboardThenPayout } from './OnboardThenPayout.tsx';

// Patience costs nothing when all goes well, and a busy machine is no failure.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

let host: HostServer;
beforeEach(async () => {
  host = await createHostServer();
});
afterEach(() => host.close());

const flowIdOf = (frame: HTMLElement): string =>
  new URL((frame as HTMLIFrameElement).src).pathname.split('/').at(-1) ?? '';

it('hears of what another device does', async () => {
  const adapter = httpAdapter({ baseUrl: '/api/dots', fetch: host.fetch });
  const opened = await adapter.advancePayout(PAYOUT);
  if (opened.stage !== 'onboarding') throw new Error(opened.stage);
  render(
    <DotsFlowsProvider adapter={adapter}>
      <OnboardThenPayout payoutId={PAYOUT} />
    </DotsFlowsProvider>,
  );
  await screen.findByTitle('Tax details');
  host.finishOnboarding(opened.flow.flowId);
  await httpAdapter({ baseUrl: '/api/dots', fetch: host.fetch }).advancePayout(PAYOUT);
  expect(await screen.findByTitle('Withdraw your money')).toBeInTheDocument();
});

it('takes a person from onboarding to withdrawal on the real server, StrictMode included, and pays once', async () => {
  const onComplete = vi.fn();
  render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <DotsFlowsProvider adapter={httpAdapter({ baseUrl: '/api/dots', fetch: host.fetch })}>
          <OnboardThenPayout payoutId={PAYOUT} onComplete={onComplete} />
        </DotsFlowsProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
  const onboarding = await screen.findByTitle('Tax details');
  expect(host.requests.filter((request) => request.endsWith('/advance'))).toHaveLength(1);
  host.finishOnboarding(flowIdOf(onboarding));
  act(() => emitFlowMessage({ step: 'compliance', status: 'completed' }));
  act(() => emitFlowMessage({ step: 'manage-payouts', status: 'completed' }));

  const payout = await screen.findByTitle('Withdraw your money');
  expect(host.paidCents()).toEqual([AMOUNT_CENTS]);
  host.finishPayout(flowIdOf(payout));
  act(() => emitFlowMessage({ step: 'payout', status: 'completed' }));
  expect(await screen.findByRole('heading', { name: 'You have been paid $248.50' })).toHaveFocus();
  expect(onComplete).toHaveBeenCalledOnce();
  expect(host.paidCents()).toEqual([AMOUNT_CENTS]);
});
