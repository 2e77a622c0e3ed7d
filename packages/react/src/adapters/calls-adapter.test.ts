import type { PayoutSession } from '@dots-flows/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callsAdapter } from './calls-adapter.ts';
import type { CallsAdapterOptions, CallsFlowRequest, CallsTransferRequest } from './calls-adapter.ts';

const USER = '2a6e0c1f-7d34-4b8a-b5f9-14c8e9d07a63';

interface HostFlow {
  id: string;
  user_id: string | null;
  steps: string[];
  completed_steps: string[];
  link: string;
  created: string;
}

/** Three endpoints of a host that hand Dots' own answers on. */
function host(transfer: object | (() => object) = { status: 'completed', amount: '-24850' }) {
  const flows: HostFlow[] = [];
  const flowRequests: CallsFlowRequest[] = [];
  const transfers: CallsTransferRequest[] = [];
  const options: CallsAdapterOptions = {
    createFlow: async (request) => {
      flowRequests.push(request);
      const flow: HostFlow = {
        id: `flow-${flows.length + 1}`,
        user_id: request.userId ?? null,
        steps: request.steps.map((step) => (typeof step === 'string' ? step : step.name)),
        completed_steps: [],
        link: `https://my-sandbox.dots.dev/flow/flow-${flows.length + 1}`,
        created: '2026-08-03T09:15:22.104913',
      };
      flows.push(flow);
      return { ...flow };
    },
    retrieveFlow: async (flowId) => ({ ...flows.find(({ id }) => id === flowId) }),
    createTransfer: async (request) => {
      transfers.push(request);
      return typeof transfer === 'function' ? transfer() : transfer;
    },
    amountCents: () => 24_800,
  };
  return {
    options,
    flowRequests,
    transfers,
    finish: (index: number, userId = USER) => {
      const flow = flows[index];
      if (flow) Object.assign(flow, { completed_steps: [...flow.steps], user_id: userId });
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 7, 3, 9, 15) });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('callsAdapter', () => {
  it('runs the four steps, each when the one before is done', async () => {
    const { options, flowRequests, transfers, finish } = host();
    const adapter = callsAdapter(options);

    const first = await adapter.advancePayout('inv_1');
    expect(first).toMatchObject({
      payoutId: 'inv_1',
      amountCents: 24_800,
      stage: 'onboarding',
      flow: { flowId: 'flow-1', steps: ['compliance', 'manage-payouts'], signedInUntil: null },
    });
    expect(await adapter.advancePayout('inv_1')).toEqual(first);
    expect(transfers).toEqual([]);

    finish(0);
    const second = await adapter.advancePayout('inv_1');
    expect(second).toMatchObject({
      amountCents: 24_850,
      stage: 'withdrawing',
      flow: { flowId: 'flow-2', steps: ['payout'], signedInUntil: '2026-08-03T09:29:00.000Z' },
    });
    expect(second.version).toBeGreaterThan(first.version);
    expect(transfers).toEqual([{ payoutId: 'inv_1', userId: USER, flowId: 'flow-1', retry: false }]);
    expect(flowRequests).toEqual([
      { payoutId: 'inv_1', steps: ['compliance', 'manage-payouts'] },
      { payoutId: 'inv_1', userId: USER, steps: ['payout'] },
    ]);

    finish(1);
    const third = await adapter.advancePayout('inv_1');
    expect(third).toMatchObject({ stage: 'completed' });
    expect(await adapter.advancePayout('inv_1')).toEqual(third);
  });

  it.each([
    [{ status: 'created' }, { stage: 'transferring', transfer: { status: 'created' } }],
    [{ status: 'pending' }, { stage: 'transferring', transfer: { status: 'pending' } }],
    [{ status: 'flagged' }, { stage: 'held', reason: 'transfer-flagged' }],
    [{ status: 'failed' }, { stage: 'failed', reason: 'transfer-failed', canRetry: false }],
    [
      { status: 'canceled', canRetry: true },
      { stage: 'failed', reason: 'transfer-canceled', canRetry: true },
    ],
    [{ status: 'reversed' }, { stage: 'failed', reason: 'transfer-reversed', canRetry: false }],
  ])('makes no payout Flow while the transfer is not completed: %j', async (transfer, expected) => {
    const { options, flowRequests, finish } = host(transfer);
    const adapter = callsAdapter(options);
    await adapter.advancePayout('inv_1');
    finish(0);
    expect(await adapter.advancePayout('inv_1')).toMatchObject(expected);
    expect(flowRequests).toHaveLength(1);
  });

  it('asks for the same transfer again after a lost answer', async () => {
    let isLost = true;
    const { options, transfers, finish } = host(() => {
      if (!isLost) return { status: 'completed', amountCents: 24_850 };
      isLost = false;
      throw new TypeError('Failed to fetch https://host.test/transfers');
    });
    const adapter = callsAdapter(options);
    await adapter.advancePayout('inv_1');
    finish(0);
    await expect(adapter.advancePayout('inv_1')).rejects.toMatchObject({ code: 'internal-error' });
    expect(await adapter.advancePayout('inv_1')).toMatchObject({ stage: 'withdrawing' });
    expect(transfers).toEqual([transfers[0], transfers[0]]);
  });

  it('tries a failed transfer again only when the user asks', async () => {
    let status = 'failed';
    const { options, transfers, finish } = host(() => ({ status, canRetry: true }));
    const adapter = callsAdapter(options);
    await adapter.advancePayout('inv_1');
    finish(0);
    await adapter.advancePayout('inv_1');
    await adapter.advancePayout('inv_1');
    expect(transfers).toHaveLength(1);
    status = 'completed';
    expect(await adapter.advancePayout('inv_1', { retry: true })).toMatchObject({ stage: 'withdrawing' });
    expect(transfers[1]).toMatchObject({ retry: true });
  });

  it('makes another payout Flow only to renew the link, and never for a withdrawal that is done', async () => {
    const { options, flowRequests, finish } = host();
    const adapter = callsAdapter(options);
    await adapter.advancePayout('inv_1');
    finish(0);
    await adapter.advancePayout('inv_1');
    await adapter.advancePayout('inv_1');
    expect(flowRequests).toHaveLength(2);
    expect(await adapter.advancePayout('inv_1', { renewLink: true })).toMatchObject({ flow: { flowId: 'flow-3' } });
    finish(2);
    expect(await adapter.advancePayout('inv_1', { renewLink: true })).toMatchObject({ stage: 'completed' });
    expect(flowRequests).toHaveLength(3);
  });

  it('makes one Flow for calls that come at once', async () => {
    const { options, flowRequests } = host();
    const adapter = callsAdapter(options);
    const sessions = await Promise.all([1, 2, 3].map(() => adapter.advancePayout('inv_1')));
    expect(flowRequests).toHaveLength(1);
    expect(new Set(sessions.map((session: PayoutSession) => session.version)).size).toBe(1);
  });

  it('pays nobody whose onboarding is not done, whatever steps a Flow claims', async () => {
    const { options, transfers } = host();
    const flow = {
      flowId: 'f',
      link: 'https://my.dots.dev/flow/f',
      steps: ['compliance'],
      completedSteps: ['compliance'],
    };
    const adapter = callsAdapter({ ...options, createFlow: async () => flow, retrieveFlow: async () => flow });
    expect(await adapter.advancePayout('inv_1')).toMatchObject({ stage: 'onboarding' });
    expect(transfers).toEqual([]);
  });

  it('takes the amount beside the Flow, and says what is missing when nobody names one', async () => {
    const { options } = host();
    const { amountCents: _amount, ...rest } = options;
    await expect(callsAdapter(rest).advancePayout('inv_1')).rejects.toMatchObject({
      code: 'not-configured',
      message: expect.stringContaining('amountCents') as string,
    });
    const withAmount = callsAdapter({
      ...rest,
      createFlow: async (...call) => ({ ...((await options.createFlow(...call)) as object), amountCents: 990 }),
    });
    expect(await withAmount.advancePayout('inv_1')).toMatchObject({ amountCents: 990 });
  });

  it.each([0, -5, 1.5, Number.NaN, 2 ** 53])('refuses an amount of %d', async (amountCents) => {
    const adapter = callsAdapter({ ...host().options, amountCents: () => amountCents });
    await expect(adapter.advancePayout('inv_1')).rejects.toMatchObject({ code: 'invalid-amount' });
  });

  it.each([
    ['a Flow', { createFlow: async () => ({ error: 'nope' }) }],
    ['a transfer', { createTransfer: async () => ({ status: 'sort of done' }) }],
  ])('calls what is not %s a bad answer', async (_name, override) => {
    const { options, finish } = host();
    const adapter = callsAdapter({ ...options, ...override });
    const call = async (): Promise<unknown> => {
      await adapter.advancePayout('inv_1');
      finish(0);
      return adapter.advancePayout('inv_1');
    };
    await expect(call()).rejects.toMatchObject({ code: 'bad-answer' });
  });

  it('hands on free-standing Flows', async () => {
    const adapter = callsAdapter(host().options);
    const flow = await adapter.createFlow({ steps: ['compliance'] });
    expect(flow).toMatchObject({ flowId: 'flow-1', createdAt: '2026-08-03T09:15:22.104Z' });
    expect(await adapter.retrieveFlow('flow-1')).toEqual(flow);
  });

  it('says which function is missing', () => {
    expect(() => callsAdapter({ ...host().options, createTransfer: undefined as never })).toThrow(/createTransfer/);
  });
});
