import { DotsFlowsError } from '@dots-flows/core';
import { describe, expect, it } from 'vitest';
import { initialFlowFrameState, reduceFlowFrame } from './flow-frame-reducer.ts';
import type { FlowFrameEvent, FlowFramePhase, FlowFrameState } from './flow-frame-reducer.ts';

const target = { link: 'https://my.dots.dev/flow/1', src: 'https://my.dots.dev/flow/1' };
const error = new DotsFlowsError('frame-timeout', { message: 'Silent.' });

const phases: FlowFramePhase[] = ['preparing', 'loading', 'slow', 'revealed', 'ready', 'complete', 'returned', 'error'];
const events: FlowFrameEvent[] = [
  { type: 'target', target },
  { type: 'target', target: null },
  { type: 'failed', error },
  { type: 'step', step: 'compliance' },
  ...(['loaded', 'slow', 'spoke', 'complete', 'returned', 'retry', 'reveal', 'touched'] as const).map((type) => ({
    type,
  })),
];

/** The table of the header comment, spelled out: what is not here stays where it is. */
const moves: Record<FlowFramePhase, Partial<Record<FlowFrameEvent['type'], FlowFramePhase>>> = {
  preparing: { failed: 'error', retry: 'preparing' },
  loading: { spoke: 'ready', slow: 'slow', failed: 'error', returned: 'returned' },
  slow: { spoke: 'ready', reveal: 'revealed', failed: 'error', returned: 'returned', retry: 'loading' },
  revealed: { spoke: 'ready', returned: 'returned', retry: 'loading' },
  ready: { complete: 'complete', returned: 'returned', retry: 'loading' },
  complete: { returned: 'returned', retry: 'loading' },
  returned: { spoke: 'ready', retry: 'loading' },
  error: { spoke: 'ready', reveal: 'revealed', retry: 'loading' },
};

const stateIn = (phase: FlowFramePhase): FlowFrameState => ({
  ...initialFlowFrameState(phase === 'preparing' ? null : target),
  phase,
});

describe('reduceFlowFrame', () => {
  it.each(phases.flatMap((phase) => events.map((event) => [phase, event] as const)))(
    'in %s takes %j',
    (phase, event) => {
      const before = stateIn(phase);
      const after = reduceFlowFrame(before, event);
      const expected =
        event.type === 'target' ? (event.target ? 'loading' : 'preparing') : (moves[phase][event.type] ?? phase);
      expect(after.phase).toBe(expected);
      expect(after.generation).toBe(before.generation + (event.type === 'target' || event.type === 'retry' ? 1 : 0));
      expect(Object.isFrozen(before) || before).toEqual(stateIn(phase));
    },
  );

  it('gives the very same object for an event that means nothing', () => {
    const ready = stateIn('ready');
    for (const type of ['slow', 'spoke', 'reveal'] as const) expect(reduceFlowFrame(ready, { type })).toBe(ready);
  });

  it('forgets everything about the old page with a new link', () => {
    let state = initialFlowFrameState(target);
    for (const event of events.slice(2)) state = reduceFlowFrame(state, event);
    const fresh = reduceFlowFrame(state, { type: 'target', target });
    expect(fresh).toEqual({ ...initialFlowFrameState(target), generation: state.generation + 1 });
  });

  it('counts tries in a row, and starts over once the page speaks', () => {
    let state = initialFlowFrameState(target);
    for (let tries = 1; tries <= 3; tries += 1) {
      state = reduceFlowFrame(reduceFlowFrame(state, { type: 'failed', error }), { type: 'retry' });
      expect(state.retries).toBe(tries);
    }
    expect(reduceFlowFrame(state, { type: 'spoke' }).retries).toBe(0);
  });

  it('keeps an error only while it is shown', () => {
    const failed = reduceFlowFrame(initialFlowFrameState(target), { type: 'failed', error });
    expect(failed.error).toBe(error);
    expect(reduceFlowFrame(failed, { type: 'spoke' }).error).toBeNull();
    expect(reduceFlowFrame(failed, { type: 'retry' }).error).toBeNull();
  });

  it('counts a reported step once, and as work of the user', () => {
    const once = reduceFlowFrame(stateIn('ready'), { type: 'step', step: 'compliance' });
    expect(once).toMatchObject({ reportedSteps: ['compliance'], isTouched: true });
    expect(reduceFlowFrame(once, { type: 'step', step: 'compliance' })).toBe(once);
  });
});
