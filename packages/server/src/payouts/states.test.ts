import { describe, expect, it } from 'vitest';
import { PHASES } from '../store/records.ts';
import type { Phase } from '../store/records.ts';
import { BEFORE_INTENT, transition, TRANSITIONS } from './states.ts';
import type { PayoutEventName } from './states.ts';

const EVENTS = [...new Set(Object.values(TRANSITIONS).flatMap((row) => Object.keys(row)))] as PayoutEventName[];

/** Phases that can be reached from one, by any events but those named. */
function reachable(from: Phase, without: readonly PayoutEventName[] = []): Set<Phase> {
  const found = new Set<Phase>([from]);
  for (const phase of found)
    for (const event of EVENTS) {
      const next = without.includes(event) ? null : transition(phase, event);
      if (next !== null) found.add(next);
    }
  return found;
}

describe('the state table', () => {
  it('has a row for every phase, and every phase can be reached', () => {
    expect(Object.keys(TRANSITIONS).toSorted()).toEqual([...PHASES].toSorted());
    expect([...reachable('CREATED')].toSorted()).toEqual([...PHASES].toSorted());
  });

  it.each(PHASES)('refuses every event that is not in the row of %s', (phase) => {
    for (const event of EVENTS) expect(transition(phase, event)).toBe(TRANSITIONS[phase][event] ?? null);
  });

  it('reaches no phase with a link but through a completed transfer', () => {
    const withoutFunds = reachable('CREATED', ['transfer-completed']);
    expect(withoutFunds).not.toContain('FUNDED');
    expect(withoutFunds).not.toContain('PRESENTING');
    expect(withoutFunds).not.toContain('DONE');
  });

  it('reaches SENDING through READY only, and READY only through a cleared payee', () => {
    const into = (target: Phase) =>
      PHASES.filter((phase) => EVENTS.some((event) => transition(phase, event) === target));
    expect(into('SENDING')).toEqual(['READY', 'SENDING']);
    expect(reachable('CREATED', ['payee-cleared', 'payee-held', 'needs-operator'])).not.toContain('READY');
  });

  it('never goes back before the intent once money may have moved, but by the host`s word or a cleared payee', () => {
    const wordOfHost: PayoutEventName[] = ['retry-allowed', 'resumed', 'payee-cleared', 'steps-missing', 'cancelled'];
    const after = reachable('SENDING', wordOfHost);
    for (const phase of BEFORE_INTENT) expect(after).not.toContain(phase);
  });

  it('cancels only where nothing can have been sent, or where the caller has to show that nothing was', () => {
    const cancellable = PHASES.filter((phase) => transition(phase, 'cancelled') !== null);
    expect(cancellable).toEqual([...BEFORE_INTENT, 'HELD', 'ATTENTION']);
  });

  it('ends in REVERSED and CANCELLED, whatever Dots says', () => {
    expect([...reachable('CANCELLED', ['needs-operator'])]).toEqual(['CANCELLED']);
    expect(transition('REVERSED', 'transfer-completed')).toBeNull();
    expect(transition('DONE', 'transfer-dead')).toBeNull();
  });
});
