import { DotsFlowsError, isDotsFlowsError, toProblem } from '@dots-flows/core';
import type { ErrorCode } from '@dots-flows/core';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testSessions } from '../testing/test-sessions.ts';
import { httpAdapter } from './http-adapter.ts';
import type { HttpAdapterOptions } from './http-adapter.ts';

type Step = Response | Error | 'hang' | ((request: Request) => Response);

const json = (body: unknown, init?: ResponseInit): Response => Response.json(body, init);
const problem = (code: ErrorCode, headers?: Readonly<Record<string, string>>): Response => {
  const body = toProblem(new DotsFlowsError(code, { message: `Told to answer ${code}.` }));
  return json(body, { status: body.status, headers: { 'content-type': 'application/problem+json', ...headers } });
};
const FLOW = {
  flowId: 'flow-1',
  link: 'https://flows.dots.test/flow/flow-1',
  steps: ['compliance'],
  completedSteps: [],
  signedInUntil: null,
  createdAt: '2026-03-15T09:00:00.000Z',
};

/** A network that answers step by step, and remembers what it was asked. */
function network(...steps: readonly Step[]) {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const request = new Request(new URL(input as string, 'https://host.test'), init);
    const step = steps[Math.min(requests.length, steps.length - 1)];
    requests.push(request);
    if (step === 'hang' || step === undefined) {
      return new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))),
      );
    }
    if (step instanceof Error) return Promise.reject(step);
    return Promise.resolve(typeof step === 'function' ? step(request) : step.clone());
  };
  return { fetch, requests };
}

const failed = new TypeError('Failed to fetch https://host.test/api/dots/payouts/inv_1/advance');

function adapterOn(net: ReturnType<typeof network>, options: Partial<HttpAdapterOptions> = {}) {
  return httpAdapter({ baseUrl: '/api/dots/', fetch: net.fetch, ...options });
}

/** Lets every pause pass, and gives what the call came to. */
async function settle<T>(call: Promise<T>): Promise<T | DotsFlowsError> {
  const caught = call.catch((error: unknown) => {
    if (isDotsFlowsError(error)) return error;
    throw error;
  });
  await vi.runAllTimersAsync();
  return caught;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('httpAdapter', () => {
  it('advances a payout by POST, with wishes in the body and nothing that decides money', async () => {
    const net = network(json(testSessions.withdrawing()));
    const adapter = adapterOn(net, { headers: async () => ({ authorization: 'Bearer t' }) });
    await expect(adapter.advancePayout('inv 1/ü')).resolves.toMatchObject({ stage: 'withdrawing' });
    await adapter.advancePayout('inv_1', { renewLink: true });
    await adapter.advancePayout('inv_1', { retry: true });
    expect(net.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://host.test/api/dots/payouts/inv%201%2F%C3%BC/advance',
      'POST https://host.test/api/dots/payouts/inv_1/advance',
      'POST https://host.test/api/dots/payouts/inv_1/advance',
    ]);
    expect(await Promise.all(net.requests.map((request) => request.text()))).toEqual([
      '{}',
      '{"renewLink":true}',
      '{"retry":true}',
    ]);
    const [first] = net.requests;
    expect(first?.headers.get('content-type')).toBe('application/json');
    expect(first?.headers.get('authorization')).toBe('Bearer t');
    expect(first?.credentials).toBe('same-origin');
    expect(first?.cache).toBe('no-store');
  });

  it('creates and reads a Flow', async () => {
    const net = network(json(FLOW));
    const adapter = adapterOn(net, { credentials: 'include' });
    await expect(adapter.createFlow({ steps: ['compliance'] })).resolves.toEqual(FLOW);
    await expect(adapter.retrieveFlow('flow-1')).resolves.toEqual(FLOW);
    expect(net.requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'POST /api/dots/flows',
      'GET /api/dots/flows/flow-1',
    ]);
    expect(net.requests[1]?.credentials).toBe('include');
  });

  it('repeats reads and advances when the network fails, and gives up after three tries', async () => {
    const once = network(failed, json(testSessions.held()));
    await expect(settle(adapterOn(once).advancePayout('inv_1'))).resolves.toMatchObject({ stage: 'held' });
    expect(once.requests).toHaveLength(2);

    const never = network(failed);
    await expect(settle(adapterOn(never).retrieveFlow('flow-1'))).resolves.toMatchObject({ code: 'network-error' });
    expect(never.requests).toHaveLength(3);
  });

  it.each([
    ['the network fails', failed],
    ['the server is busy', problem('dots-unavailable')],
    ['the outcome is unknown', problem('outcome-unknown')],
    ['the answer cannot be read', json({})],
  ])('never repeats the creation of a Flow when %s', async (_name, step) => {
    const net = network(step);
    expect(await settle(adapterOn(net).createFlow({ steps: ['compliance'] }))).toBeInstanceOf(DotsFlowsError);
    expect(net.requests).toHaveLength(1);
  });

  it.each(['payout-not-found', 'unauthenticated', 'payout-conflict', 'outcome-unknown'] as const)(
    'does not repeat what would answer the same: %s',
    async (code) => {
      const net = network(problem(code));
      await expect(settle(adapterOn(net).advancePayout('inv_1'))).resolves.toMatchObject({
        code,
        message: `Told to answer ${code}.`,
      });
      expect(net.requests).toHaveLength(1);
    },
  );

  it.each([
    ['seconds', '4', 4_000],
    ['a date', new Date(Date.UTC(2026, 2, 15, 9, 0, 6)).toUTCString(), 6_000],
  ])('waits as long as Retry-After says in %s', async (_name, header, expectedMs) => {
    vi.setSystemTime(Date.UTC(2026, 2, 15, 9, 0, 0));
    const net = network(problem('too-many-requests', { 'retry-after': header }), json(testSessions.held()));
    const call = adapterOn(net).advancePayout('inv_1');
    await vi.advanceTimersByTimeAsync(expectedMs - 1);
    expect(net.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await expect(call).resolves.toMatchObject({ stage: 'held' });
  });

  it('hands a long Retry-After to the caller instead of waiting', async () => {
    const net = network(problem('too-many-requests', { 'retry-after': '60' }));
    await expect(settle(adapterOn(net).advancePayout('inv_1'))).resolves.toMatchObject({
      code: 'too-many-requests',
      retryAfterSeconds: 60,
    });
    expect(net.requests).toHaveLength(1);
  });

  it.each([
    ['a page of a proxy', new Response('<html>', { status: 502 }), 'network-error', 3],
    ['a wrong mount path', new Response('<html>', { status: 404 }), 'bad-answer', 1],
    ['a sign-in page', new Response('<html>'), 'bad-answer', 1],
    ['a session of another form', json({ ...testSessions.held(), amountCents: '1' }), 'bad-answer', 1],
  ] as const)('names what %s means', async (_name, answer, code, tries) => {
    const net = network(answer);
    await expect(settle(adapterOn(net).advancePayout('inv_1'))).resolves.toMatchObject({ code });
    expect(net.requests).toHaveLength(tries);
  });

  it('gives a try up after its time', async () => {
    const net = network('hang', json(testSessions.held()));
    const call = adapterOn(net, { timeoutMs: 5_000 }).advancePayout('inv_1');
    await vi.advanceTimersByTimeAsync(4_999);
    expect(net.requests[0]?.signal.aborted).toBe(false);
    await expect(settle(call)).resolves.toMatchObject({ stage: 'held' });
    expect(net.requests[0]?.signal.aborted).toBe(true);
  });

  it('stops at once when the caller gives up, in a try and between tries', async () => {
    const during = new AbortController();
    const hanging = network('hang');
    const first = adapterOn(hanging).advancePayout('inv_1', { signal: during.signal });
    await vi.advanceTimersByTimeAsync(0);
    during.abort();
    await expect(first).rejects.toMatchObject({ code: 'aborted' });
    expect(hanging.requests[0]?.signal.aborted).toBe(true);

    const between = new AbortController();
    const failing = network(failed);
    const second = adapterOn(failing).advancePayout('inv_1', { signal: between.signal });
    await vi.advanceTimersByTimeAsync(0);
    between.abort();
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    expect(vi.getTimerCount()).toBe(0);

    await expect(adapterOn(failing).retrieveFlow('f', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(failing.requests).toHaveLength(1);
  });

  it('does not call it the network when the headers cannot be made', async () => {
    const net = network(json(testSessions.held()));
    const headers = (): never => {
      throw new Error('The token could not be refreshed.');
    };
    await expect(settle(adapterOn(net, { headers }).advancePayout('inv_1'))).resolves.toMatchObject({
      code: 'internal-error',
    });
    expect(net.requests).toHaveLength(0);
  });

  it('repeats no address or link in its messages', async () => {
    const net = network(failed);
    const error = await settle(adapterOn(net).advancePayout('inv_1'));
    expect(error).toMatchObject({ code: 'network-error' });
    expect(inspect(error)).not.toMatch(/host\.test|inv_1/);
  });

  it('says what is missing when it has no baseUrl', () => {
    expect(() => httpAdapter({} as HttpAdapterOptions)).toThrow(/baseUrl.*\/api\/dots/);
  });
});
