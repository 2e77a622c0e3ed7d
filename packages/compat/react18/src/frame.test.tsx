import { DotsFlowFrame, DotsFlowsProvider } from '@dots-flows/react';
import { createTestAdapter, emitFlowMessage, testSessions } from '@dots-flows/react/testing';
import { act, render, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';

const LINK = 'https://flows.dots.test/flow/one';

function Host({ children }: { readonly children: ReactNode }) {
  return (
    <StrictMode>
      <DotsFlowsProvider adapter={createTestAdapter([testSessions.onboarding()])}>{children}</DotsFlowsProvider>
    </StrictMode>
  );
}

describe('DotsFlowFrame', () => {
  it('shows the link, takes the height the page asks for, and tells steps once', async () => {
    const onReady = vi.fn<() => void>();
    const onStepComplete = vi.fn<(details: { step: string; status: string }) => void>();
    render(<DotsFlowFrame link={LINK} title="Payout" onReady={onReady} onStepComplete={onStepComplete} />, {
      wrapper: Host,
    });
    const frame = screen.getByTitle<HTMLIFrameElement>('Payout');
    expect(frame.src).toBe(LINK);

    act(() => emitFlowMessage({ height: 613 }));
    await waitFor(() => expect(frame.style.height).toBe('613px'));
    act(() => emitFlowMessage({ step: 'compliance', status: 'completed' }));
    act(() => emitFlowMessage({ step: 'compliance', status: 'completed' }));

    expect(onReady).toHaveBeenCalledTimes(1);
    expect(onStepComplete).toHaveBeenCalledTimes(1);
    expect(onStepComplete.mock.calls[0]?.[0]).toMatchObject({ step: 'compliance', status: 'completed' });
  });

  it('ignores messages of another origin', () => {
    const onMessage = vi.fn<() => void>();
    render(<DotsFlowFrame link={LINK} title="Payout" onMessage={onMessage} />, { wrapper: Host });
    act(() => emitFlowMessage({ height: 613 }, { origin: 'https://flows.dots.test.evil.example' }));
    expect(onMessage).not.toHaveBeenCalled();
  });

  it('keeps its node over re-renders with inline callbacks', () => {
    const view = render(<DotsFlowFrame link={LINK} title="Payout" onResize={() => {}} />, { wrapper: Host });
    const frame = screen.getByTitle('Payout');
    for (let round = 0; round < 10; round += 1)
      view.rerender(<DotsFlowFrame link={LINK} title="Payout" onResize={() => {}} />);
    expect(screen.getByTitle('Payout')).toBe(frame);
  });

  it('creates the Flow for its steps once in StrictMode', async () => {
    const adapter = createTestAdapter([testSessions.onboarding()]);
    render(
      <StrictMode>
        <DotsFlowsProvider adapter={adapter}>
          <DotsFlowFrame steps={['compliance']} />
        </DotsFlowsProvider>
      </StrictMode>,
    );
    await screen.findByTitle('Tax details');
    expect(adapter.calls.filter(({ call }) => call === 'createFlow')).toHaveLength(1);
  });
});
