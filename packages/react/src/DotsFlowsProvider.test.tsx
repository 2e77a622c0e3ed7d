import { DotsFlowsError } from '@dots-flows/core';
import type { Flow } from '@dots-flows/core';
import { QueryClient, QueryClientProvider, dehydrate, useQueryClient } from '@tanstack/react-query';
import { act, render, renderHook, waitFor } from '@testing-library/react';
import { StrictMode, useEffect } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ServerAdapter } from './adapters/server-adapter.ts';
import { DotsFlowsProvider } from './DotsFlowsProvider.tsx';
import { useDotsFlowsContext } from './dots-flows-context.ts';
import type { DotsFlowsEvent } from './events/dots-flows-event.ts';
import { en } from './messages/en.ts';
import { useDotsFlow } from './queries/useDotsFlow.ts';

const link = 'https://my.dots.dev/flow/7b1f6a52-93c4-4e0d-8a37-2f5c0d9e4b61';
const flow: Flow = {
  flowId: '7b1f6a52-93c4-4e0d-8a37-2f5c0d9e4b61',
  link,
  steps: ['compliance'],
  completedSteps: [],
  signedInUntil: null,
  createdAt: '2026-08-03T09:15:22.104Z',
};

const adapterOf = (createFlow: ServerAdapter['createFlow'] = () => Promise.resolve(flow)): ServerAdapter => ({
  createFlow,
  retrieveFlow: () => Promise.resolve(flow),
  advancePayout: () => Promise.reject(new Error('not asked for here')),
});

function wrapperOf(adapter: ServerAdapter, client?: QueryClient, onEvent?: (event: DotsFlowsEvent) => void) {
  return function Wrapper({ children }: { readonly children: ReactNode }): ReactElement {
    const provider = (
      <DotsFlowsProvider adapter={adapter} onEvent={onEvent}>
        {children}
      </DotsFlowsProvider>
    );
    return client ? <QueryClientProvider client={client}>{provider}</QueryClientProvider> : provider;
  };
}

/** React reports an error that a component throws; here it is expected. */
const silently = <T,>(run: () => T): T => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  try {
    return run();
  } finally {
    quiet.mockRestore();
  }
};

describe('DotsFlowsProvider', () => {
  it('is named by the error of a hook outside of it', () => {
    const fail = (): unknown => silently(() => renderHook(() => useDotsFlowsContext()));
    expect(fail).toThrow(DotsFlowsError);
    expect(fail).toThrow(/<DotsFlowsProvider adapter=\{httpAdapter/);
    expect(fail).toThrow(expect.objectContaining({ code: 'missing-provider', retry: 'never' }));
  });

  it('uses the React Query client of the host', () => {
    const client = new QueryClient();
    const { result } = renderHook(() => useQueryClient(), { wrapper: wrapperOf(adapterOf(), client) });
    expect(result.current).toBe(client);
  });

  it('brings one of its own where there is none, and keeps it', () => {
    const { result, rerender } = renderHook(() => useQueryClient(), { wrapper: wrapperOf(adapterOf()) });
    const first = result.current;
    rerender();
    expect(first).toBeInstanceOf(QueryClient);
    expect(result.current).toBe(first);
  });

  it('speaks English, in the locale of its words, unless told otherwise', () => {
    const { result } = renderHook(() => useDotsFlowsContext(), { wrapper: wrapperOf(adapterOf()) });
    expect(result.current.messages).toBe(en);
    expect(result.current.locale).toBe(en.locale);
  });

  it.each([
    ['de-AT', 'de-AT'],
    ['pt_BR', en.locale],
    ['', en.locale],
  ])('takes the tag %j as the locale %s, so that no slip takes a page down', (locale, taken) => {
    const { result } = renderHook(() => useDotsFlowsContext(), {
      wrapper: ({ children }) => (
        <DotsFlowsProvider adapter={adapterOf()} locale={locale}>
          {children}
        </DotsFlowsProvider>
      ),
    });
    expect(result.current.locale).toBe(taken);
  });

  it('tells the newest onEvent, from the first effect of a child on', () => {
    function Child(): null {
      const { events } = useDotsFlowsContext();
      useEffect(() => events.emit({ type: 'onReady', details: { flowId: 'early' } }), [events]);
      return null;
    }
    const first = vi.fn();
    const newest = vi.fn();
    const view = (onEvent: (event: DotsFlowsEvent) => void, key: string): ReactElement => (
      <DotsFlowsProvider adapter={adapterOf()} onEvent={onEvent}>
        <Child key={key} />
      </DotsFlowsProvider>
    );
    const { rerender } = render(view(first, 'a'));
    expect(first).toHaveBeenCalledOnce();
    rerender(view(newest, 'b'));
    expect(first).toHaveBeenCalledOnce();
    expect(newest).toHaveBeenCalledOnce();
  });

  it('is not disturbed by an onEvent that throws', () => {
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    const bug = new Error('a bug of the host');
    const { result } = renderHook(() => useDotsFlowsContext(), {
      wrapper: wrapperOf(adapterOf(), undefined, () => {
        throw bug;
      }),
    });
    const other = vi.fn();
    result.current.events.subscribe(other);
    result.current.events.emit({ type: 'onReady', details: { flowId: null } });
    expect(other).toHaveBeenCalledOnce();
    expect(report.mock.calls).toEqual([[bug]]);
    vi.unstubAllGlobals();
  });

  it('reports every call with its end, and nothing of what it carried', async () => {
    const told: DotsFlowsEvent[] = [];
    const refusal = new DotsFlowsError('forbidden', { message: 'No.' });
    const createFlow = vi
      .fn<ServerAdapter['createFlow']>()
      .mockResolvedValueOnce(flow)
      .mockRejectedValueOnce(refusal)
      .mockRejectedValueOnce(new Error('odd'));
    const { result } = renderHook(() => useDotsFlowsContext().adapter, {
      wrapper: wrapperOf(adapterOf(createFlow), undefined, (event) => told.push(event)),
    });
    const request = { steps: ['compliance'] };
    await expect(result.current.createFlow(request)).resolves.toBe(flow);
    await expect(result.current.createFlow(request)).rejects.toBe(refusal);
    await expect(result.current.createFlow(request)).rejects.toThrow('odd');
    expect(told).toMatchObject(
      ['ok', 'forbidden', 'unknown-error'].map((outcome) => ({ type: 'call', call: 'createFlow', outcome })),
    );
    expect(JSON.stringify(told)).not.toContain(link);
    expect('watchPayout' in result.current).toBe(false);
  });
});

describe('useDotsFlow', () => {
  it.each([false, true])('creates one Flow per mount (StrictMode: %s)', async (strict) => {
    const createFlow = vi.fn(() => Promise.resolve(flow));
    const Wrapper = wrapperOf(adapterOf(createFlow));
    const wrapper = ({ children }: { readonly children: ReactNode }): ReactElement =>
      strict ? (
        <StrictMode>
          <Wrapper>{children}</Wrapper>
        </StrictMode>
      ) : (
        <Wrapper>{children}</Wrapper>
      );
    const { result, rerender } = renderHook(() => useDotsFlow({ steps: ['compliance'] }), { wrapper });
    expect(result.current).toMatchObject({ flow: null, error: null, isPending: true });
    await waitFor(() => expect(result.current.flow?.link).toBe(link));
    rerender();
    expect(createFlow).toHaveBeenCalledOnce();
  });

  it('leaves nothing in the cache, unless the Flow has a name', async () => {
    const client = new QueryClient();
    const wrapper = wrapperOf(adapterOf(), client);
    const unnamed = renderHook(() => useDotsFlow({ steps: ['compliance'] }), { wrapper });
    await waitFor(() => expect(unnamed.result.current.flow).not.toBeNull());
    unnamed.unmount();
    await waitFor(() => expect(client.getQueryCache().getAll()).toEqual([]));
    const options = { steps: ['compliance'], flowKey: 'tax-2026' };
    const named = renderHook(() => useDotsFlow(options), { wrapper });
    await waitFor(() => expect(named.result.current.flow).not.toBeNull());
    named.unmount();
    const again = renderHook(() => useDotsFlow(options), { wrapper });
    expect(again.result.current.flow?.link).toBe(link);
    client.clear();
  });

  it('keeps the link out of every persisted form of the cache', async () => {
    const client = new QueryClient();
    const { result } = renderHook(() => useDotsFlow({ steps: ['compliance'], flowKey: 'tax' }), {
      wrapper: wrapperOf(adapterOf(), client),
    });
    await waitFor(() => expect(result.current.flow?.link).toBe(link));
    const persisted = dehydrate(client);
    expect(persisted.queries).toHaveLength(1);
    expect(JSON.stringify(persisted)).not.toContain('my.dots.dev');
    expect(JSON.stringify(structuredClone(persisted.queries[0]?.state))).not.toContain('my.dots.dev');
    client.clear();
  });

  it("keeps to its own rules, whatever the defaults of the host's client are", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    onTestFinished(() => void vi.useRealTimers());
    const client = new QueryClient({
      defaultOptions: {
        queries: {
          throwOnError: true,
          retry: 3,
          refetchOnMount: 'always',
          refetchInterval: 5_000,
          placeholderData: (known: unknown) => known,
        },
      },
    });
    const second = { ...flow, flowId: 'second', link: `${link}2` };
    const refusal = new DotsFlowsError('forbidden', { message: 'No.' });
    const createFlow = vi
      .fn<ServerAdapter['createFlow']>()
      .mockResolvedValueOnce(flow)
      .mockResolvedValueOnce(second)
      .mockRejectedValueOnce(refusal);
    const mount = () =>
      renderHook(({ flowKey }) => useDotsFlow({ steps: ['compliance'], flowKey }), {
        wrapper: wrapperOf(adapterOf(createFlow), client),
        initialProps: { flowKey: 'first' },
      });
    const { result, rerender, unmount } = mount();
    await waitFor(() => expect(result.current.flow?.link).toBe(link));
    rerender({ flowKey: 'second' });
    // The Flow of other steps never stands in.
    expect(result.current.flow).toBeNull();
    await waitFor(() => expect(result.current.flow?.link).toBe(second.link));
    mount().unmount();
    rerender({ flowKey: 'first' });
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(createFlow).toHaveBeenCalledTimes(2);
    rerender({ flowKey: 'third' });
    await waitFor(() => expect(result.current.error).toBe(refusal));
    expect(createFlow).toHaveBeenCalledTimes(3);
    unmount();
    client.clear();
  });

  it('says why there is no Flow, and makes another on request', async () => {
    const refusal = new DotsFlowsError('forbidden', { message: 'No.' });
    const createFlow = vi.fn<ServerAdapter['createFlow']>().mockRejectedValueOnce(refusal).mockResolvedValueOnce(flow);
    const { result } = renderHook(() => useDotsFlow({ steps: ['compliance'] }), {
      wrapper: wrapperOf(adapterOf(createFlow)),
    });
    await waitFor(() => expect(result.current.error).toBe(refusal));
    await act(() => result.current.reload());
    await waitFor(() => expect(result.current.flow).not.toBeNull());
    expect(result.current.error).toBeNull();
    expect(createFlow).toHaveBeenCalledTimes(2);
  });

  it('is made whatever the defaults of the host are', async () => {
    const client = new QueryClient({ defaultOptions: { queries: { enabled: false, select: () => null } } });
    const { result } = renderHook(() => useDotsFlow({ steps: ['compliance'] }), {
      wrapper: wrapperOf(
        adapterOf(() => Promise.resolve(flow)),
        client,
      ),
    });
    await waitFor(() => expect(result.current.flow?.flowId).toBe(flow.flowId));
  });

  it('fails as every call does when the adapter answers nothing', async () => {
    const { result } = renderHook(() => useDotsFlow({ steps: ['compliance'] }), {
      wrapper: wrapperOf(adapterOf(() => Promise.resolve(undefined as never))),
    });
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'internal-error' }));
  });
});
