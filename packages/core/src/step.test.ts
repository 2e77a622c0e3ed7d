import { describe, expect, it } from 'vitest';
import { AUTOMATIC_STEPS, SENDABLE_STEPS, isAutomaticStep, isFlowComplete, remainingSteps } from './step.ts';

describe('steps', () => {
  it('names eight steps that can be sent and four spellings of the automatic one', () => {
    expect(SENDABLE_STEPS).toHaveLength(8);
    expect(AUTOMATIC_STEPS).toHaveLength(4);
    for (const step of AUTOMATIC_STEPS) expect(isAutomaticStep(step)).toBe(true);
    for (const step of SENDABLE_STEPS) expect(isAutomaticStep(step)).toBe(false);
  });

  it('lists what is left in the order of the Flow', () => {
    expect(remainingSteps(['compliance', 'id-verification', 'manage-payouts'], ['id-verification'])).toEqual([
      'compliance',
      'manage-payouts',
    ]);
  });

  it.each(AUTOMATIC_STEPS)('never waits for the automatic step spelled %s', (step) => {
    expect(isFlowComplete({ steps: [step, 'compliance'], completedSteps: ['compliance'] })).toBe(true);
  });

  it('never waits for a redirect', () => {
    expect(isFlowComplete({ steps: ['compliance', 'redirect'], completedSteps: ['compliance'] })).toBe(true);
  });

  it('waits for a step it does not know', () => {
    expect(isFlowComplete({ steps: ['hologram'], completedSteps: [] })).toBe(false);
    expect(isFlowComplete({ steps: ['hologram'], completedSteps: ['hologram'] })).toBe(true);
  });
});
