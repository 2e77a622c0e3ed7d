import type { PayoutSession } from '@dots-flows/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testSessions } from '../testing/test-sessions.ts';
import { httpAdapter } from './http-adapter.ts';

/** Stands for the browser's own EventSource, which jsdom lacks: what the test says happens to the connection. */
class TestEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: TestEventSource[] = [];
  readyState = 0;
  readonly url: string;
  readonly withCredentials: boolean;
  constructor(url: string, init?: EventSourceInit) {
    super();
    this.url = url;
    this.withCredentials = init?.withCredentials ?? false;
    TestEventSource.opened.push(this);
  }
  close(): void {
    this.readyState = 2;
  }
  session(data: unknown): void {
    this.readyState = 1;
    this.dispatchEvent(new MessageEvent('session', { data: typeof data === 'string' ? data : JSON.stringify(data) }));
  }
  fail(isFinal: boolean): void {
    this.readyState = isFinal ? 2 : 0;
    this.dispatchEvent(new Event('error'));
  }
}

const opened = TestEventSource.opened;
const newest = (): TestEventSource => {
  const source = opened.at(-1);
  if (!source) throw new Error('No EventSource was opened.');
  return source;
};

let isHidden = false;
function setHidden(hidden: boolean): void {
  isHidden = hidden;
  document.dispatchEvent(new Event('visibilitychange'));
}

let requests: string[] = [];
let answers: (Response | Error | 'hang')[] = [];
let stop: () => void = () => {};
let seen: PayoutSession[] = [];

function fetchScripted(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  requests.push(input as string);
  const answer = answers.shift() ?? 'hang';
  if (answer instanceof Error) return Promise.reject(answer);
  if (answer !== 'hang') return Promise.resolve(answer);
  return new Promise((_resolve, reject) =>
    init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))),
  );
}

async function watch(
  options: { readonly fetch?: typeof fetch; readonly credentials?: RequestCredentials } = {},
): Promise<void> {
  stop = httpAdapter({ baseUrl: '/api/dots', ...options }).watchPayout?.('inv_1', (next) => seen.push(next)) ?? stop;
  // The watch is a chunk of its own.
  await vi.dynamicImportSettled();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', TestEventSource);
  vi.stubGlobal('fetch', fetchScripted);
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
  opened.length = 0;
  requests = [];
  answers = [];
  seen = [];
  isHidden = false;
});
afterEach(async () => {
  stop();
  await vi.advanceTimersByTimeAsync(0);
  if (vi.getTimerCount() > 0) throw new Error('A stopped watch left a timer.');
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('httpAdapter watchPayout', () => {
  it('reports every newer session of the event stream, and nothing that is old or unreadable', async () => {
    await watch({ credentials: 'include' });
    expect(opened).toHaveLength(1);
    expect(newest()).toMatchObject({ url: '/api/dots/payouts/inv_1/events', withCredentials: true });
    newest().session(testSessions.transferring());
    newest().session('{');
    newest().session({ ...testSessions.held(), stage: 'somewhere' });
    newest().session(testSessions.onboarding());
    newest().session(testSessions.transferring());
    newest().session(testSessions.held());
    expect(seen.map(({ stage }) => stage)).toEqual(['transferring', 'held']);
  });

  it('opens nothing for somebody who has left before its chunk arrived', async () => {
    httpAdapter({ baseUrl: '/api/dots' }).watchPayout?.('inv_1', (next) => seen.push(next))();
    await vi.dynamicImportSettled();
    expect(opened).toHaveLength(0);
  });

  it('closes the stream when it is told to, and when the payout is final', async () => {
    await watch();
    newest().session(testSessions.completed());
    expect(newest().readyState).toBe(2);
    setHidden(true);
    setHidden(false);
    expect(opened).toHaveLength(1);

    await watch();
    stop();
    expect(newest().readyState).toBe(2);
    setHidden(false);
    expect(opened).toHaveLength(2);
  });

  it('holds no connection while the page is hidden', async () => {
    await watch();
    newest().session(testSessions.transferring());
    setHidden(true);
    expect(newest().readyState).toBe(2);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(opened).toHaveLength(1);
    expect(requests).toEqual([]);
    setHidden(false);
    expect(opened).toHaveLength(2);
  });

  it('leaves reconnecting to the browser once the stream has worked', async () => {
    await watch();
    newest().session(testSessions.transferring());
    for (let drops = 0; drops < 20; drops += 1) newest().fail(false);
    expect(newest().readyState).toBe(0);
    expect(requests).toEqual([]);
  });

  it.each([
    ['is refused', () => newest().fail(true)],
    ['fails three times before its first event', () => [1, 2, 3].forEach(() => newest().fail(false))],
    ['stays without an event for ten seconds', () => vi.advanceTimersByTime(10_000)],
  ])('falls back to the long poll when the stream %s', async (_name, happen) => {
    await watch();
    answers = [Response.json(testSessions.transferring()), Response.json(testSessions.held())];
    happen();
    await vi.advanceTimersByTimeAsync(0);
    expect(newest().readyState).toBe(2);
    expect(requests).toEqual([
      '/api/dots/payouts/inv_1',
      '/api/dots/payouts/inv_1?after=2',
      '/api/dots/payouts/inv_1?after=3',
    ]);
    expect(seen.map(({ stage }) => stage)).toEqual(['transferring', 'held']);
    // From now on it polls: a stream that did not get through once is not tried at every return to the page.
    setHidden(true);
    setHidden(false);
    expect(opened).toHaveLength(1);
  });

  it('polls from the start when the stream could not carry what fetch does', async () => {
    answers = [Response.json(testSessions.transferring())];
    await watch({ fetch: fetchScripted });
    await vi.advanceTimersByTimeAsync(0);
    expect(opened).toHaveLength(0);
    expect(requests).toHaveLength(2);
  });

  it('polls with growing pauses while the server fails, and not at all while the page is hidden', async () => {
    answers = Array.from({ length: 50 }, () => new TypeError('Failed to fetch'));
    await watch({ fetch: fetchScripted });
    await vi.advanceTimersByTimeAsync(60_000);
    const inTheFirstMinute = requests.length;
    expect(inTheFirstMinute).toBeGreaterThan(4);
    expect(inTheFirstMinute).toBeLessThan(9);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(requests.length - inTheFirstMinute).toBeLessThan(22);
    setHidden(true);
    const before = requests.length;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(requests).toHaveLength(before);
  });

  it('takes no more than an answer a second from a server that does not wait', async () => {
    answers = Array.from({ length: 100 }, () => Response.json(testSessions.transferring()));
    await watch({ fetch: fetchScripted });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(requests.length).toBeLessThan(13);
    expect(seen).toHaveLength(1);
  });

  it.each([401, 403, 404])('stops polling at %d, which asking again does not change', async (status) => {
    answers = [
      Response.json({ code: status === 404 ? 'payout-not-found' : 'unauthenticated', detail: 'No.' }, { status }),
    ];
    await watch({ fetch: fetchScripted });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(requests).toHaveLength(1);
  });
});
