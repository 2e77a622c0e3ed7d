import { DotsFlowsError, formatCents } from '@dots-flows/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { RenderResult } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Activity, StrictMode } from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { DotsFlowsProvider } from '../DotsFlowsProvider.tsx';
import { ar } from '../messages/ar.ts';
import { en } from '../messages/en.ts';
import { createTestAdapter } from '../testing/create-test-adapter.ts';
import type { TestAdapter } from '../testing/create-test-adapter.ts';
import { emitFlowMessage } from '../testing/emit-flow-message.ts';
import { TEST_FLOW_ORIGIN, testSessions } from '../testing/test-sessions.ts';
import { OnboardThenPayout } from './OnboardThenPayout.tsx';
import type { OnboardThenPayoutProps } from './OnboardThenPayout.tsx';

// Patience costs nothing when all goes well, and a busy machine is no failure.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

interface Shown extends RenderResult {
  readonly client: QueryClient;
}

function show(
  adapter: TestAdapter,
  props: Partial<OnboardThenPayoutProps> = {},
  { messages = en, around = (node: ReactNode) => node } = {},
): Shown {
  const client = new QueryClient();
  const view = render(
    around(
      <QueryClientProvider client={client}>
        <DotsFlowsProvider adapter={adapter} messages={messages}>
          <button type="button">Elsewhere</button>
          <OnboardThenPayout payoutId="inv_2041" {...props} />
        </DotsFlowsProvider>
      </QueryClientProvider>,
    ),
  );
  return { ...view, client };
}

const heading = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('heading', { name, level: 3 });
const advances = (adapter: TestAdapter): number => adapter.calls.filter(({ call }) => call === 'advancePayout').length;
const completeStep = (step: string): void => act(() => emitFlowMessage({ step, status: 'completed' }));
const currentStep = (): string | null =>
  screen.getAllByRole('listitem').find((item) => item.getAttribute('aria-current') === 'step')?.textContent ?? null;

describe('OnboardThenPayout', () => {
  it('goes from onboarding to completed as the frame reports its steps', async () => {
    const adapter = createTestAdapter([testSessions.onboarding()]);
    const onComplete = vi.fn();
    const stages: string[] = [];
    show(adapter, {
      onComplete,
      onStageChange: ({ stage, previousStage }) => stages.push(`${previousStage} > ${stage}`),
    });

    expect(screen.getByText('Loading your payout')).toBeInTheDocument();
    expect(currentStep()).toBeNull();
    expect(await screen.findByTitle('Tax details')).toHaveAttribute(
      'src',
      'https://flows.dots.test/flow/onboarding-flow',
    );
    expect(currentStep()).toBe('Verify');
    expect(screen.getByText('$248.50')).toBeInTheDocument();

    completeStep('compliance');
    expect(await screen.findByTitle('Payout methods')).toBeInTheDocument();
    adapter.script(testSessions.withdrawing());
    completeStep('manage-payouts');
    expect(await screen.findByTitle('Withdraw your money')).toBeInTheDocument();
    expect(currentStep()).toBe('Withdraw');

    adapter.script(testSessions.completed());
    completeStep('payout');
    expect(await heading('You have been paid $248.50')).toBeInTheDocument();
    expect(currentStep()).toBeNull();
    expect(onComplete).toHaveBeenCalledExactlyOnceWith({
      payoutId: 'inv_2041',
      amountCents: 24_850,
      currency: 'USD',
      wasComplete: false,
    });
    expect(stages).toEqual(['null > onboarding', 'onboarding > withdrawing', 'withdrawing > completed']);
  });

  it('says that it checks while the server has not confirmed the last step', async () => {
    const adapter = createTestAdapter([testSessions.onboarding({ flow: { steps: ['compliance'] } })]);
    show(adapter);
    await screen.findByTitle('Tax details');
    completeStep('compliance');
    expect(await heading('Checking your details')).toHaveFocus();
    expect(screen.queryByTitle('Tax details')).toBeNull();
    act(() => adapter.push(testSessions.transferring()));
    expect(await heading('Sending $248.50 to your Dots balance')).toHaveFocus();
    expect(currentStep()).toBe('Receive');
  });

  it('offers the form again when the confirmation does not come', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const adapter = createTestAdapter([testSessions.withdrawing()]);
      show(adapter);
      await screen.findByTitle('Withdraw your money');
      completeStep('payout');
      await heading('Confirming your withdrawal');
      await act(() => vi.advanceTimersByTimeAsync(20_000));
      const before = advances(adapter);
      expect(before).toBeGreaterThan(3);
      await userEvent.click(screen.getByRole('button', { name: 'Back to the form' }));
      expect(await screen.findByTitle('Withdraw your money')).toBeInTheDocument();
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['transfer-flagged', 'Your payout is under review'],
    ['payee-in-review', 'Your account is under review'],
    ['not-eligible', 'This payout cannot be sent yet'],
    ['needs-operator', 'We are looking into your payout'],
  ] as const)('explains why a payout is held: %s', async (reason, title) => {
    show(createTestAdapter([testSessions.held(reason)]));
    expect(await heading(title)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it.each([
    ['transfer-failed', 'The transfer did not go through'],
    ['transfer-canceled', 'The transfer was canceled'],
    ['transfer-refused', 'The transfer could not be made'],
    ['transfer-reversed', 'The transfer was taken back'],
    ['payout-cancelled', 'This payout was canceled'],
  ] as const)('explains why a payout failed and offers a retry only where there is one: %s', async (reason, title) => {
    const { unmount } = show(createTestAdapter([testSessions.failed(reason, false)]));
    expect(await heading(title)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    unmount();
    show(createTestAdapter([testSessions.failed(reason, true)]));
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });

  it('asks once for another attempt, however often the button is pressed', async () => {
    let answer: () => void = () => {};
    const adapter = createTestAdapter([testSessions.failed('transfer-failed', true, { version: 1 })]);
    show(adapter);
    const button = await screen.findByRole('button', { name: 'Try again' });
    adapter.script(() => new Promise((resolve) => (answer = () => resolve(testSessions.transferring()))));
    await userEvent.dblClick(button);
    await userEvent.click(button);
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(adapter.calls.filter((call) => call.call === 'advancePayout' && call.retry)).toHaveLength(1);
    act(() => answer());
    expect(await heading('Sending $248.50 to your Dots balance')).toHaveFocus();
  });

  it.each([
    ['payout-not-found', 'We could not find this payout'],
    ['network-error', 'We cannot reach the server'],
    ['unauthenticated', 'Please sign in again'],
    ['internal-error', 'Something went wrong'],
  ] as const)('says what happened when the server cannot be asked, and tries again: %s', async (code, title) => {
    const onError = vi.fn();
    const adapter = createTestAdapter([code, code, testSessions.held()]);
    show(adapter, { onError });
    expect(await heading(title)).toBeInTheDocument();
    expect(onError.mock.lastCall?.[0]).toMatchObject({ code });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    // The panel stays while it asks: it neither flickers nor takes the focus away.
    expect(await heading(title)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toHaveFocus();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Try again' })).toHaveAttribute('aria-disabled', 'false'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await heading('Your payout is under review')).toHaveFocus();
  });

  it('keeps what it knows when a later call fails, and says that it may be old', async () => {
    const adapter = createTestAdapter([testSessions.failed('transfer-failed', true), 'network-error']);
    show(adapter);
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Connection lost, so this may be out of date.')).toBeInTheDocument();
    expect(await heading('The transfer did not go through')).toBeInTheDocument();
  });

  it('does not take the focus on the first load, nor from somebody who is busy elsewhere', async () => {
    const adapter = createTestAdapter([testSessions.transferring()]);
    show(adapter);
    await heading(/Sending/);
    expect(document.body).toHaveFocus();
    screen.getByRole('button', { name: 'Elsewhere' }).focus();
    act(() => adapter.push(testSessions.held()));
    await heading('Your payout is under review');
    expect(screen.getByRole('button', { name: 'Elsewhere' })).toHaveFocus();
    // The step is the same as before.
    expect(screen.getAllByText('Your payout is under review').map(({ tagName }) => tagName)).toEqual(['H3', 'OUTPUT']);
    act(() => adapter.push(testSessions.withdrawing()));
    expect(
      await screen.findByText('Step 3 of 3: Withdraw. Withdraw your money: we sent $248.50 to your Dots balance'),
    ).toBeInTheDocument();
    act(() => adapter.push(testSessions.completed()));
    await heading('You have been paid $248.50');
    expect(screen.queryByText(/Step 3/)).toBeNull();
  });

  it('calls a host once when the payout is found completed, and under StrictMode too', async () => {
    const onComplete = vi.fn();
    const adapter = createTestAdapter([testSessions.completed()]);
    show(adapter, { onComplete }, { around: (node) => <StrictMode>{node}</StrictMode> });
    await heading(/You have been paid/);
    expect(onComplete).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ wasComplete: true }));
    expect(advances(adapter)).toBe(1);
    expect(adapter.watchCount()).toBe(0);
  });

  it('tells a stage once, however many versions it has', async () => {
    const onStageChange = vi.fn();
    const onComplete = vi.fn();
    const adapter = createTestAdapter([testSessions.transferring('sending')]);
    show(adapter, { onStageChange, onComplete });
    await heading(/Sending/);
    act(() => adapter.push(testSessions.transferring('pending', { version: 3 })));
    await screen.findByText(/The transfer is on its way/);
    expect(onStageChange).toHaveBeenCalledOnce();
    act(() => adapter.push(testSessions.completed({ version: 7 })));
    await heading(/You have been paid/);
    adapter.script(testSessions.completed({ version: 8 }));
    await userEvent.click(screen.getByRole('button', { name: 'Elsewhere' }));
    expect(onStageChange).toHaveBeenCalledTimes(2);
    expect(onComplete).toHaveBeenCalledOnce();
  });

  it('tells a failure once, also where its card is hidden and shown again', async () => {
    const onError = vi.fn();
    const adapter = createTestAdapter(['payout-not-found', 'hang']);
    const card = (mode: 'visible' | 'hidden'): ReactNode => (
      <DotsFlowsProvider adapter={adapter}>
        <Activity mode={mode}>
          <OnboardThenPayout payoutId="inv_2041" onError={onError} />
        </Activity>
      </DotsFlowsProvider>
    );
    const view = render(card('visible'));
    await heading('We could not find this payout');
    view.rerender(card('hidden'));
    view.rerender(card('visible'));
    expect(await heading('We could not find this payout')).toBeInTheDocument();
    expect(onError).toHaveBeenCalledOnce();
  });

  it('survives callbacks that throw, and reports what they threw', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    const boom = new Error('host code');
    const fail = (): never => {
      throw boom;
    };
    show(createTestAdapter([testSessions.completed()]), { onComplete: fail, onStageChange: fail });
    expect(await heading(/You have been paid/)).toBeInTheDocument();
    expect(reported).toEqual([boom, boom]);
    vi.unstubAllGlobals();
  });

  it('puts slots in place of panels and hands them everything they need', async () => {
    const adapter = createTestAdapter([
      testSessions.failed('transfer-failed', true),
      testSessions.completed({ version: 7 }),
    ]);
    show(adapter, {
      slots: {
        failed: ({ title, lines, payout, amountText }) => (
          <div>
            <h4 data-df-heading="" tabIndex={-1}>
              {title}, {amountText}
            </h4>
            <p>{lines.join(' ')}</p>
            <button type="button" onClick={payout.retry}>
              Once more
            </button>
          </div>
        ),
      },
      renderPanel: ({ panel }, usual) => <div data-testid={`around-${panel}`}>{usual}</div>,
    });
    expect(await screen.findByText('The transfer did not go through, $248.50')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Once more' }));
    const around = await screen.findByTestId('around-completed');
    expect(within(around).getByRole('heading')).toHaveFocus();
  });

  it('speaks the language of its messages, with amounts and direction', async () => {
    show(createTestAdapter([testSessions.completed()]), { title: undefined }, { messages: ar });
    const card = await screen.findByRole('region', { name: ar.payout.title });
    expect(card).toHaveAttribute('dir', 'rtl');
    expect(card).toHaveAttribute('lang', ar.locale);
    const amount = formatCents(24_850, 'USD', 'ar').replaceAll(/\s/g, ' ');
    expect(await within(card).findByText(amount)).toBeInTheDocument();
    const [, heading3] = within(card).getAllByRole('heading');
    expect(heading3).toHaveTextContent(ar.payout.completed.title.replace('{amount}', amount));
  });

  it('keeps the link out of everything but the frame', async () => {
    const secret = 'https://flows.dots.test/flow/secret-link';
    const adapter = createTestAdapter([testSessions.withdrawing({ flow: { link: secret } })]);
    const heard: unknown[] = [];
    const { client, container } = show(adapter, { onStageChange: (event) => heard.push(event) });
    const frame = await screen.findByTitle('Withdraw your money');
    expect(frame).toHaveAttribute('src', secret);
    frame.remove();
    expect(container.innerHTML).not.toContain('secret-link');
    expect(
      JSON.stringify([
        heard,
        client
          .getQueryCache()
          .getAll()
          .map(({ state }) => state),
      ]),
    ).not.toContain('secret-link');
    expect(JSON.stringify(structuredClone(client.getQueryCache().getAll()[0]?.state.data))).not.toContain(
      'secret-link',
    );
  });

  it('leaves the page that the user works in alone when another link turns up', async () => {
    const adapter = createTestAdapter([testSessions.withdrawing()]);
    show(adapter);
    const frame = await screen.findByTitle('Withdraw your money');
    act(() => adapter.push(testSessions.withdrawing({ version: 5, flow: { flowId: 'second-flow' } })));
    await waitFor(() => expect(screen.getByTitle('Withdraw your money')).not.toBe(frame));

    const second = screen.getByTitle('Withdraw your money');
    second.focus();
    fireEvent.blur(window);
    screen.getByRole('button', { name: 'Elsewhere' }).focus();
    act(() => adapter.push(testSessions.withdrawing({ version: 6, flow: { flowId: 'third-flow' } })));
    await act(() => new Promise((resolve) => setTimeout(resolve)));
    expect(screen.getByTitle('Withdraw your money')).toBe(second);
    // The next stage is another page, whoever works in this one.
    act(() => adapter.push(testSessions.completed({ version: 7 })));
    expect(await heading(/You have been paid/)).toBeInTheDocument();
  });

  it('never leaves the page of one payout in the card of another, though its user works in it', async () => {
    const adapter = createTestAdapter([
      ({ payoutId }) => testSessions.onboarding({ payoutId, flow: { flowId: `flow-of-${payoutId}` } }),
    ]);
    const client = new QueryClient();
    const cardOf = (payoutId: string): ReactNode => (
      <QueryClientProvider client={client}>
        <DotsFlowsProvider adapter={adapter}>
          <OnboardThenPayout payoutId={payoutId} />
        </DotsFlowsProvider>
      </QueryClientProvider>
    );
    const flowShown = async (flowId: string): Promise<void> =>
      waitFor(() => expect(screen.getByTitle('Tax details')).toHaveAttribute('src', expect.stringContaining(flowId)));
    const view = render(cardOf('inv_2'));
    await flowShown('flow-of-inv_2');
    view.rerender(cardOf('inv_1'));
    await flowShown('flow-of-inv_1');
    // A step is work; what is known of the other payout is shown at once.
    act(() => emitFlowMessage({ step: 'redirect', status: 'completed' }));
    view.rerender(cardOf('inv_2'));
    await flowShown('flow-of-inv_2');
  });

  it('renews a link that has aged before it shows it', async () => {
    const aged = new Date(Date.now() - 1000).toISOString();
    const fresh = testSessions.withdrawing({ version: 5, flow: { flowId: 'fresh-flow' } });
    const adapter = createTestAdapter([testSessions.withdrawing({ flow: { signedInUntil: aged } }), fresh]);
    show(adapter);
    await waitFor(() =>
      expect(screen.getByTitle('Withdraw your money')).toHaveAttribute('src', `${TEST_FLOW_ORIGIN}/flow/fresh-flow`),
    );
    expect(adapter.calls.filter((call) => call.call === 'advancePayout' && call.renewLink)).toHaveLength(1);
  });

  it('offers a fresh link to a user at work, and shows it when it is wanted', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const soon = new Date(Date.now() + 15 * 60_000).toISOString();
      const adapter = createTestAdapter([testSessions.withdrawing({ flow: { signedInUntil: soon } })]);
      show(adapter);
      const frame = await screen.findByTitle('Withdraw your money');
      act(() => emitFlowMessage({ height: 500 }));
      frame.focus();
      fireEvent.blur(window);
      await act(() => vi.advanceTimersByTimeAsync(15 * 60_000));
      expect(screen.getByTitle('Withdraw your money')).toBe(frame);
      adapter.script(testSessions.withdrawing({ version: 5, flow: { flowId: 'fresh-flow' } }));
      fireEvent.click(await screen.findByRole('button', { name: 'Refresh it now' }));
      await waitFor(() =>
        expect(screen.getByTitle('Withdraw your money')).toHaveAttribute('src', `${TEST_FLOW_ORIGIN}/flow/fresh-flow`),
      );
      expect(screen.queryByRole('button', { name: 'Refresh it now' })).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('never lets an older answer overwrite a newer one', async () => {
    let answerLate: () => void = () => {};
    const adapter = createTestAdapter([
      () => new Promise((resolve) => (answerLate = () => resolve(testSessions.onboarding()))),
    ]);
    show(adapter);
    act(() => adapter.push(testSessions.completed()));
    await heading(/You have been paid/);
    act(() => answerLate());
    await act(async () => {});
    expect(screen.getByRole('heading', { name: /You have been paid/ })).toBeInTheDocument();
  });

  it('throws what names the fix when there is no provider', () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => render(<OnboardThenPayout payoutId="inv_2041" />)).toThrow(DotsFlowsError);
    quiet.mockRestore();
  });
});
