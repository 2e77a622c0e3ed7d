import { parsePayoutSession } from '@dots-flows/core';
import { act, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DotsFlowsProvider } from '../DotsFlowsProvider.tsx';
import { DotsFlowFrame } from '../flow-frame/DotsFlowFrame.tsx';
import { TEST_FLOW_ORIGIN, createTestAdapter, emitFlowMessage, testSessions } from './index.ts';

describe('emitFlowMessage', () => {
  it('goes through the checks that a real message does', async () => {
    const steps: string[] = [];
    render(
      <DotsFlowsProvider adapter={createTestAdapter([testSessions.held()])}>
        <DotsFlowFrame
          link={`${TEST_FLOW_ORIGIN}/flow/1`}
          title="Flow"
          onStepComplete={({ step, status }) => steps.push(`${step} ${status}`)}
        />
      </DotsFlowsProvider>,
    );
    await screen.findByTitle('Flow');
    const message = { step: 'compliance', status: 'completed' };
    act(() => emitFlowMessage(message, { origin: `${TEST_FLOW_ORIGIN}.evil.example` }));
    act(() => emitFlowMessage(message, { origin: 'null' }));
    act(() => emitFlowMessage(message, { source: window }));
    act(() => emitFlowMessage({ stage: 'compliance' }));
    expect(steps).toEqual([]);
    act(() => emitFlowMessage(JSON.stringify(message)));
    act(() => emitFlowMessage(message));
    expect(steps).toEqual(['compliance completed']);
  });

  it('says when it is not clear which frame speaks', () => {
    expect(() => emitFlowMessage({ height: 500 })).toThrow(/0 frames.*\{ frame \}/);
  });
});

describe('createTestAdapter', () => {
  it('answers as scripted and repeats the last outcome', async () => {
    const adapter = createTestAdapter([testSessions.onboarding(), 'network-error', testSessions.completed()]);
    await expect(adapter.advancePayout('p')).resolves.toMatchObject({ stage: 'onboarding' });
    await expect(adapter.advancePayout('p', { retry: true })).rejects.toMatchObject({ code: 'network-error' });
    await expect(adapter.advancePayout('p')).resolves.toMatchObject({ stage: 'completed' });
    await expect(adapter.advancePayout('p')).resolves.toMatchObject({ stage: 'completed' });
    expect(adapter.calls[1]).toEqual({ call: 'advancePayout', payoutId: 'p', renewLink: false, retry: true });
  });

  it('tells a push to the watches of that payout until they end', () => {
    const adapter = createTestAdapter(['hang']);
    const seen: string[] = [];
    const stop = adapter.watchPayout?.('inv_2041', ({ stage }) => seen.push(stage));
    adapter.watchPayout?.('another', () => seen.push('another'));
    adapter.push(testSessions.held());
    stop?.();
    adapter.push(testSessions.completed());
    expect(seen).toEqual(['held']);
    expect(createTestAdapter(['hang'], { watch: false })).not.toHaveProperty('watchPayout');
  });

  it('creates Flows that can be read again', async () => {
    const adapter = createTestAdapter(['hang']);
    const flow = await adapter.createFlow({ steps: ['compliance', { name: 'payout' }] });
    expect(flow.steps).toEqual(['compliance', 'payout']);
    await expect(adapter.retrieveFlow(flow.flowId)).resolves.toBe(flow);
    await expect(adapter.retrieveFlow('nope')).rejects.toMatchObject({ code: 'flow-not-found' });
  });
});

describe('testSessions', () => {
  it('are sessions of the contract, one for every stage, each newer than the one before', () => {
    const all = Object.values(testSessions).map((make) => make());
    expect(all.map((session) => parsePayoutSession(session))).toEqual(all);
    expect(all.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(all.map(({ stage }) => stage)).size).toBe(6);
  });
});
