import type { PayoutSession } from '@dots-flows/core';
import {
  QueryClient,
  QueryClientProvider,
  dehydrate,
  focusManager,
  hydrate,
  keepPreviousData,
  onlineManager,
} from '@tanstack/react-query';
import { act, configure, render, renderHook, waitFor } from '@testing-library/react';
import type { RenderHookResult } from '@testing-library/react';
import { StrictMode } from 'react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DotsFlowsProvider } from '../DotsFlowsProvider.tsx';
import type { ServerAdapter } from '../adapters/server-adapter.ts';
import type { DotsFlowsEvent } from '../events/dots-flows-event.ts';
import { payoutQueryOptions } from '../queries/payout-options.ts';
import { dotsFlowsKeys } from '../queries/query-keys.ts';
import { createTestAdapter } from '../testing/create-test-adapter.ts';
import type { TestAdapter, TestOutcome } from '../testing/create-test-adapter.ts';
import { testSessions } from '../testing/test-sessions.ts';
import { usePayoutSession } from './usePayoutSession.ts';
import type { UsePayoutSessionResult } from './usePayoutSession.ts';

// Patience costs nothing when all goes well, and a busy machine is no failure.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

const heard: DotsFlowsEvent[] = [];

function follow(
  adapter: ServerAdapter,
  { client = new QueryClient(), strict = false, payoutId = 'inv_2041' } = {},
): RenderHookResult<UsePayoutSessionResult, unknown> {
  return renderHook(() => usePayoutSession(payoutId), {
    wrapper: ({ children }: { readonly children: ReactNode }) => {
      const content = (
        <QueryClientProvider client={client}>
          <DotsFlowsProvider adapter={adapter} onEvent={(event) => heard.push(event)}>
            {children}
          </DotsFlowsProvider>
        </QueryClientProvider>
      );
      return strict ? <StrictMode>{content}</StrictMode> : content;
    },
  });
}

/** An outcome that waits until the test lets it go. */
function held(session: PayoutSession): { readonly outcome: TestOutcome; readonly answer: () => Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<PayoutSession>();
  return {
    outcome: () => promise,
    answer: async () => {
      await act(async () => {
        resolve(session);
        await promise;
      });
      await flush();
    },
  };
}

/** Lets what was queued reach the hook. */
const flush = (): Promise<void> => act(() => new Promise<void>((resolve) => setTimeout(resolve)));

const advances = (adapter: TestAdapter): number => adapter.calls.length;
const stageOf = ({ result }: RenderHookResult<UsePayoutSessionResult, unknown>): string | undefined =>
  result.current.session?.stage;

beforeEach(() => {
  heard.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  focusManager.setFocused(undefined);
  onlineManager.setOnline(true);
});

describe('usePayoutSession', () => {
  it('advances once on mount, under StrictMode too, and opens one watch', async () => {
    const first = held(testSessions.onboarding());
    const adapter = createTestAdapter([first.outcome]);
    const hook = follow(adapter, { strict: true });
    expect(hook.result.current).toMatchObject({ session: undefined, error: null, isAdvancing: true });
    expect(advances(adapter)).toBe(1);
    await first.answer();
    expect(stageOf(hook)).toBe('onboarding');
    expect(advances(adapter)).toBe(1);
    expect(adapter.watchCount()).toBe(1);
    hook.unmount();
    await flush();
    expect(adapter.watchCount()).toBe(0);
  });

  it('shares one call among components that follow the same payout', async () => {
    const client = new QueryClient();
    const adapter = createTestAdapter([testSessions.transferring()]);
    const one = follow(adapter, { client });
    const other = follow(adapter, { client });
    await waitFor(() => expect(stageOf(one)).toBe('transferring'));
    expect(other.result.current.session).toBe(one.result.current.session);
    expect(advances(adapter)).toBe(1);
  });

  it('shares one watch among the components below a provider, until the last one leaves', async () => {
    const watched: string[] = [];
    const inner = createTestAdapter([testSessions.transferring()]);
    const adapter: ServerAdapter = {
      ...inner,
      watchPayout: (payoutId) => {
        watched.push(`+${payoutId}`);
        return () => watched.push(`-${payoutId}`);
      },
    };
    const Two = ({ count }: { readonly count: number }): ReactNode =>
      Array.from({ length: count }, (_, index) => <One key={index} />);
    const One = (): ReactNode => usePayoutSession('inv_2041').session?.stage;
    const page = (count: number): ReactNode => (
      <StrictMode>
        <DotsFlowsProvider adapter={adapter}>
          <Two count={count} />
        </DotsFlowsProvider>
      </StrictMode>
    );
    const view = render(page(2));
    await flush();
    view.rerender(page(1));
    await flush();
    expect(watched).toEqual(['+inv_2041']);
    view.rerender(page(0));
    await flush();
    expect(watched).toEqual(['+inv_2041', '-inv_2041']);
  });

  it('asks again after a hint, and once more when the hint came while an answer was on its way', async () => {
    const slow = held(testSessions.onboarding());
    const adapter = createTestAdapter([testSessions.onboarding(), slow.outcome, testSessions.transferring()]);
    const hook = follow(adapter);
    await waitFor(() => expect(stageOf(hook)).toBe('onboarding'));
    act(() => hook.result.current.reportStep({ flowId: 'onboarding-flow', step: 'compliance', status: 'completed' }));
    act(() =>
      hook.result.current.reportStep({ flowId: 'onboarding-flow', step: 'manage-payouts', status: 'completed-saved' }),
    );
    act(() => hook.result.current.refetch());
    expect(advances(adapter)).toBe(2);
    await slow.answer();
    await waitFor(() => expect(stageOf(hook)).toBe('transferring'));
    expect(advances(adapter)).toBe(3);
  });

  it('is catching up from the last reported step until the server has confirmed it', async () => {
    const adapter = createTestAdapter([testSessions.onboarding()]);
    const hook = follow(adapter);
    await waitFor(() => expect(stageOf(hook)).toBe('onboarding'));
    const report = (step: string, status = 'completed', flowId: string | null = 'onboarding-flow'): void =>
      act(() => hook.result.current.reportStep({ flowId, step, status }));
    report('compliance');
    report('manage-payouts', 'started');
    report('manage-payouts', 'completed', 'another-flow');
    expect(hook.result.current.isCatchingUp).toBe(false);
    report('manage-payouts');
    expect(hook.result.current.isCatchingUp).toBe(true);
    act(() => hook.result.current.backToFlow());
    expect(hook.result.current.isCatchingUp).toBe(false);
    act(() => hook.result.current.reportReturn());
    expect(hook.result.current.isCatchingUp).toBe(true);
    act(() => adapter.push(testSessions.withdrawing()));
    await flush();
    expect(hook.result.current.isCatchingUp).toBe(false);
  });

  it('takes live changes, the newest version only, and stops watching at the end', async () => {
    const adapter = createTestAdapter([testSessions.transferring()]);
    const hook = follow(adapter);
    await waitFor(() => expect(stageOf(hook)).toBe('transferring'));
    act(() => adapter.push(testSessions.held()));
    await flush();
    expect(stageOf(hook)).toBe('held');
    act(() => adapter.push(testSessions.transferring()));
    await flush();
    expect(stageOf(hook)).toBe('held');
    act(() => adapter.push(testSessions.completed()));
    await flush();
    expect(adapter.watchCount()).toBe(0);
    expect(heard.filter((event) => event.type === 'session').map(({ stage }) => stage)).toEqual([
      'transferring',
      'held',
      'completed',
    ]);
  });

  it('polls with growing pauses while something is on its way, and anew after each change', async () => {
    vi.useFakeTimers();
    const adapter = createTestAdapter([testSessions.transferring()], { watch: false });
    const hook = follow(adapter);
    await act(() => vi.advanceTimersByTimeAsync(0));
    const times: number[] = [];
    for (let elapsedMs = 0; elapsedMs < 30_000; elapsedMs += 100) {
      const before = advances(adapter);
      await act(() => vi.advanceTimersByTimeAsync(100));
      if (advances(adapter) > before) times.push(elapsedMs + 100);
    }
    const pauses = times.map((time, index) => time - (times[index - 1] ?? 0));
    expect(pauses).toEqual([1_500, 2_400, 3_900, 6_100, 9_900].slice(0, pauses.length));
    expect(pauses.length).toBeGreaterThan(3);

    adapter.script(testSessions.held());
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect(stageOf(hook)).toBe('held');
    adapter.script(testSessions.completed());
    await act(() => vi.advanceTimersByTimeAsync(30_000));
    expect(stageOf(hook)).toBe('completed');
    const atTheEnd = advances(adapter);
    await act(() => vi.advanceTimersByTimeAsync(3_600_000));
    expect(advances(adapter)).toBe(atTheEnd);
  });

  it('looks when the page is seen again or is online again, and not once the payout is over', async () => {
    const adapter = createTestAdapter([testSessions.onboarding()]);
    const hook = follow(adapter);
    await waitFor(() => expect(advances(adapter)).toBe(1));
    await act(async () => {
      focusManager.setFocused(false);
      focusManager.setFocused(true);
    });
    expect(advances(adapter)).toBe(2);
    await act(async () => {
      onlineManager.setOnline(false);
      onlineManager.setOnline(true);
    });
    expect(advances(adapter)).toBe(3);
    act(() => adapter.push(testSessions.completed()));
    await flush();
    await act(async () => {
      focusManager.setFocused(false);
      focusManager.setFocused(true);
    });
    expect(advances(adapter)).toBe(3);
    hook.unmount();
  });

  it('says at once that it is offline instead of waiting in silence', async () => {
    onlineManager.setOnline(false);
    const hook = follow(createTestAdapter(['network-error']));
    await waitFor(() => expect(hook.result.current.error).toMatchObject({ code: 'network-error' }));
  });

  it('keeps the error of a first call in sight while it asks again', async () => {
    const second = held(testSessions.held());
    const adapter = createTestAdapter(['network-error', second.outcome]);
    const hook = follow(adapter);
    await waitFor(() => expect(hook.result.current.error).not.toBeNull());
    act(() => hook.result.current.refetch());
    await flush();
    expect(hook.result.current).toMatchObject({ isAdvancing: true, error: { code: 'network-error' } });
    await second.answer();
    expect(hook.result.current).toMatchObject({ isAdvancing: false, error: null, session: { stage: 'held' } });
  });

  it('tells the other tabs that there is news, and hears of theirs', async () => {
    const other = new BroadcastChannel('dots-flows');
    const told: unknown[] = [];
    other.onmessage = ({ data }) => told.push(data);
    try {
      const secret = testSessions.onboarding({ flow: { link: 'https://flows.dots.test/flow/secret-link' } });
      const adapter = createTestAdapter([secret, testSessions.transferring()]);
      const hook = follow(adapter);
      await waitFor(() => expect(told).toEqual([{ payoutId: 'inv_2041', version: 1 }]));
      for (const news of [
        null,
        'x',
        { payoutId: 'inv_2041' },
        { payoutId: 'inv_2041', version: 1 },
        { payoutId: 'y', version: 9 },
      ])
        other.postMessage(news);
      other.postMessage({ payoutId: 'inv_2041', version: 2 });
      await waitFor(() => expect(stageOf(hook)).toBe('transferring'));
      expect(advances(adapter)).toBe(2);
      // What another tab knows already is not sent back to it.
      expect(told).toHaveLength(1);
    } finally {
      other.close();
    }
  });

  it('works without channels between tabs', async () => {
    vi.stubGlobal('BroadcastChannel', function refuse() {
      throw new DOMException('opaque origin', 'SecurityError');
    });
    const hook = follow(createTestAdapter([testSessions.held()]));
    await waitFor(() => expect(stageOf(hook)).toBe('held'));
    vi.unstubAllGlobals();
  });

  it('renews a link once at a time, with the newest link winning', async () => {
    const renewed = held(
      testSessions.withdrawing({ version: 5, flow: { link: 'https://flows.dots.test/flow/fresh' } }),
    );
    const adapter = createTestAdapter([testSessions.withdrawing()]);
    const hook = follow(adapter);
    await waitFor(() => expect(stageOf(hook)).toBe('withdrawing'));
    adapter.script(renewed.outcome);
    await act(async () => {
      void hook.result.current.renewLink();
      await hook.result.current.renewLink();
    });
    await flush();
    expect(adapter.calls.filter((call) => call.call === 'advancePayout' && call.renewLink)).toHaveLength(1);
    expect(hook.result.current.isChanging).toBe(true);
    await renewed.answer();
    expect(hook.result.current.session).toMatchObject({ flow: { link: 'https://flows.dots.test/flow/fresh' } });
  });

  it('shows why a wish failed until something succeeds', async () => {
    const adapter = createTestAdapter([
      testSessions.failed('transfer-failed', true),
      'too-many-requests',
      testSessions.transferring('sending', { version: 9 }),
    ]);
    const hook = follow(adapter);
    await waitFor(() => expect(stageOf(hook)).toBe('failed'));
    act(() => hook.result.current.retry());
    await waitFor(() => expect(hook.result.current.error).toMatchObject({ code: 'too-many-requests' }));
    act(() => hook.result.current.refetch());
    await waitFor(() => expect(hook.result.current).toMatchObject({ error: null, session: { stage: 'transferring' } }));
  });

  it('hands out the same functions at every render', async () => {
    const adapter = createTestAdapter([testSessions.transferring()]);
    const hook = follow(adapter);
    const functions = (): unknown[] =>
      Object.values(hook.result.current).filter((value) => typeof value === 'function');
    const atFirst = functions();
    await waitFor(() => expect(stageOf(hook)).toBe('transferring'));
    expect(atFirst).toHaveLength(6);
    expect(functions()).toEqual(atFirst);
  });

  it('leaves no link in a cache that is written down and read back', async () => {
    const client = new QueryClient();
    const adapter = createTestAdapter([
      testSessions.withdrawing({ flow: { link: 'https://flows.dots.test/flow/secret-link' } }),
    ]);
    const hook = follow(adapter, { client });
    await waitFor(() =>
      expect(hook.result.current.session).toMatchObject({
        flow: { link: expect.stringContaining('secret') as string },
      }),
    );
    hook.unmount();
    const written = JSON.stringify(dehydrate(client));
    expect(written).toContain('payout-flow');
    expect(written).not.toContain('secret-link');

    const later = new QueryClient();
    hydrate(later, JSON.parse(written));
    const again = follow(adapter, { client: later });
    expect(again.result.current.session).toBeUndefined();
    await waitFor(() =>
      expect(again.result.current.session).toMatchObject({
        flow: { link: expect.stringContaining('secret') as string },
      }),
    );
    expect(client.getQueryCache().find({ queryKey: dotsFlowsKeys.payout('inv_2041') })?.meta).toEqual({
      persist: false,
    });
  });

  it('does what it should whatever the defaults of the host are', async () => {
    const client = new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: Infinity,
          refetchOnMount: false,
          refetchOnWindowFocus: false,
          refetchOnReconnect: false,
          retry: 5,
          throwOnError: true,
          enabled: false,
          placeholderData: keepPreviousData,
          select: () => 'another thing',
          notifyOnChangeProps: ['dataUpdatedAt'],
        },
      },
    });
    const adapter = createTestAdapter(['network-error', testSessions.failed('transfer-failed', true), 'hang']);
    const hook = follow(adapter, { client });
    await waitFor(() => expect(hook.result.current.error).toMatchObject({ code: 'network-error' }));
    expect(advances(adapter)).toBe(1);
    act(() => hook.result.current.refetch());
    await waitFor(() => expect(stageOf(hook)).toBe('failed'));
    act(() => hook.result.current.retry());
    await waitFor(() => expect(advances(adapter)).toBe(3));

    const other = renderHook(({ payoutId }) => usePayoutSession(payoutId), {
      initialProps: { payoutId: 'inv_2041' },
      wrapper: ({ children }) => (
        <QueryClientProvider client={client}>
          <DotsFlowsProvider adapter={adapter}>{children}</DotsFlowsProvider>
        </QueryClientProvider>
      ),
    });
    expect(other.result.current.session).toMatchObject({ payoutId: 'inv_2041' });
    other.rerender({ payoutId: 'inv_2042' });
    expect(other.result.current.session).toBeUndefined();
  });

  it('is a failed call when an adapter answers what is no session', async () => {
    for (const answer of [undefined, null, {}, { ...testSessions.held(), stage: 'refunded' }]) {
      const adapter: ServerAdapter = {
        ...createTestAdapter([testSessions.held()]),
        advancePayout: () => Promise.resolve(answer as PayoutSession),
      };
      const hook = follow(adapter);
      await waitFor(() => expect(hook.result.current.error).toMatchObject({ code: 'bad-answer' }));
      hook.unmount();
    }
  });

  it('goes on without a watch when one cannot be opened', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const refusal = new Error('no sockets here');
    const adapter: ServerAdapter = {
      ...createTestAdapter([testSessions.transferring()]),
      watchPayout: () => {
        throw refusal;
      },
    };
    const hook = follow(adapter);
    await waitFor(() => expect(stageOf(hook)).toBe('transferring'));
    expect(reported).toHaveBeenCalledExactlyOnceWith(refusal);
    hook.unmount();
    vi.unstubAllGlobals();
  });

  it('takes what an adapter delivers while its watch is opened, and nothing after its end', async () => {
    const client = new QueryClient();
    const slow = held(testSessions.onboarding());
    let deliver: ((session: PayoutSession) => void) | undefined;
    const adapter: ServerAdapter = {
      ...createTestAdapter([slow.outcome]),
      watchPayout: (_payoutId, onSession) => {
        deliver = onSession;
        onSession(testSessions.transferring());
        return () => undefined;
      },
    };
    const hook = follow(adapter, { client });
    await waitFor(() => expect(stageOf(hook)).toBe('transferring'));
    hook.unmount();
    await flush();
    client.clear();
    deliver?.(testSessions.transferring());
    expect(client.getQueryCache().getAll()).toEqual([]);
    await slow.answer();
  });

  it('hides the link of a live change in a cache that was emptied meanwhile', async () => {
    const client = new QueryClient();
    const adapter = createTestAdapter([testSessions.onboarding()]);
    const hook = follow(adapter, { client });
    await waitFor(() => expect(stageOf(hook)).toBe('onboarding'));
    client.clear();
    act(() => adapter.push(testSessions.withdrawing({ flow: { link: 'https://flows.dots.test/flow/secret-link' } })));
    const written = JSON.stringify(
      client
        .getQueryCache()
        .getAll()
        .map(({ state }) => state),
    );
    expect(written).toContain('payout-flow');
    expect(written).not.toContain('secret-link');
  });

  it('hears nothing of other tabs while it is not enabled', async () => {
    const adapter = createTestAdapter([testSessions.onboarding()]);
    const opened = vi.spyOn(globalThis, 'BroadcastChannel');
    const hook = renderHook(({ enabled }) => usePayoutSession('inv_2041', { enabled }), {
      initialProps: { enabled: false },
      wrapper: ({ children }) => <DotsFlowsProvider adapter={adapter}>{children}</DotsFlowsProvider>,
    });
    expect(opened).not.toHaveBeenCalled();
    hook.rerender({ enabled: true });
    await waitFor(() => expect(hook.result.current.session?.stage).toBe('onboarding'));
    expect(opened).toHaveBeenCalledOnce();
    hook.rerender({ enabled: false });
    act(() => adapter.push(testSessions.transferring()));
    expect(advances(adapter)).toBe(1);
    vi.restoreAllMocks();
  });

  it('asks for a fresh link by a clock that was set back too', async () => {
    const adapter = createTestAdapter([testSessions.onboarding()]);
    const hook = follow(adapter);
    await waitFor(() => expect(stageOf(hook)).toBe('onboarding'));
    const nowMs = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(nowMs - 3_600_000);
    await act(() => hook.result.current.renewLink());
    vi.restoreAllMocks();
    expect(adapter.calls.at(-1)).toMatchObject({ renewLink: true });
  });

  it('asks for another attempt once, whoever runs the query again', async () => {
    const client = new QueryClient();
    const slow = held(testSessions.failed('transfer-failed', true));
    const adapter = createTestAdapter([testSessions.failed('transfer-failed', true), slow.outcome]);
    const hook = follow(adapter, { client });
    await waitFor(() => expect(stageOf(hook)).toBe('failed'));
    act(() => hook.result.current.retry());
    hook.unmount();
    await slow.answer();
    await act(() => client.refetchQueries({ type: 'all' }));
    expect(adapter.calls).toHaveLength(3);
    expect(adapter.calls.filter((call) => call.call === 'advancePayout' && call.retry)).toHaveLength(1);
  });

  it('turns whatever an adapter throws into a DotsFlowsError', async () => {
    const adapter: ServerAdapter = {
      ...createTestAdapter([testSessions.held()]),
      advancePayout: () => Promise.reject(new TypeError('x')),
    };
    const hook = follow(adapter);
    await waitFor(() =>
      expect(hook.result.current.error).toMatchObject({ code: 'internal-error', cause: new TypeError('x') }),
    );
  });
});

describe('another payout in the same place', () => {
  /** Follows whichever payout it is told to. */
  const followAny = (adapter: ServerAdapter, payoutId: string, client = new QueryClient()) =>
    renderHook((props) => usePayoutSession(props.payoutId), {
      initialProps: { payoutId },
      wrapper: ({ children }) => (
        <QueryClientProvider client={client}>
          <DotsFlowsProvider adapter={adapter}>{children}</DotsFlowsProvider>
        </QueryClientProvider>
      ),
    });

  it('does not inherit the error of the first', async () => {
    const adapter = createTestAdapter([
      ({ payoutId }) => (payoutId === 'inv_1' ? 'payout-not-found' : new Promise(() => {})),
    ]);
    const hook = followAny(adapter, 'inv_1');
    await waitFor(() => expect(hook.result.current.error).toMatchObject({ code: 'payout-not-found' }));
    hook.rerender({ payoutId: 'inv_2' });
    expect(hook.result.current).toMatchObject({ error: null, session: undefined });
  });

  it('is not held up by what the first was asked for', async () => {
    const adapter = createTestAdapter([
      ({ payoutId, retry }) =>
        retry ? new Promise(() => {}) : testSessions.failed('transfer-failed', true, { payoutId }),
    ]);
    const hook = followAny(adapter, 'inv_1');
    await waitFor(() => expect(hook.result.current.session).toBeDefined());
    act(() => hook.result.current.retry());
    expect(hook.result.current.isChanging).toBe(true);
    await flush();
    hook.rerender({ payoutId: 'inv_2' });
    await waitFor(() => expect(hook.result.current.session?.payoutId).toBe('inv_2'));
    expect(hook.result.current.isChanging).toBe(false);
    act(() => hook.result.current.retry());
    await flush();
    expect(adapter.calls.at(-1)).toMatchObject({ payoutId: 'inv_2', retry: true });
  });

  it('is asked after at its own pace, also when both have the same version', async () => {
    vi.useFakeTimers();
    const adapter = createTestAdapter([({ payoutId }) => testSessions.transferring('created', { payoutId })], {
      watch: false,
    });
    const client = new QueryClient();
    await client.prefetchQuery(payoutQueryOptions(adapter, 'inv_2'));
    const hook = followAny(adapter, 'inv_1', client);
    const tell = (session: PayoutSession): void =>
      act(() => void client.setQueryData(dotsFlowsKeys.payout('inv_1'), session));
    // Many answers, and the last of them brought the version that the other has.
    for (let answers = 0; answers < 40; answers += 1) tell(testSessions.onboarding({ payoutId: 'inv_1' }));
    tell(testSessions.transferring('created', { payoutId: 'inv_1' }));
    hook.rerender({ payoutId: 'inv_2' });
    await act(() => vi.advanceTimersByTimeAsync(100));
    const before = advances(adapter);
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(advances(adapter) - before).toBe(2);
    hook.unmount();
  });
});
