import type { FaultEffect, Faults } from '@dots-flows/emulator';

const EFFECTS: readonly FaultEffect[] = [
  { kind: 'lost-response' },
  { kind: 'error', status: 500 },
  { kind: 'error', status: 503 },
  { kind: 'refused' },
  { kind: 'truncated' },
  { kind: 'late', delayMs: 5_000 },
];

export interface BadLuck {
  /** How many requests had some. */
  count(): number;
  stop(): void;
}

/** Every request to Dots goes wrong with this probability, by one kind of fault after the other. */
export function startBadLuck(faults: Faults, share: number): BadLuck {
  const every = Math.round(1 / share);
  const first = faults.list().length;
  let planned = 0;
  const plan = () => {
    // Each fault lets as many requests pass as the share says and then hits one; a new one takes its place.
    if (faults.list().length > first) return;
    const effect = EFFECTS[planned % EFFECTS.length];
    planned += 1;
    if (effect !== undefined) faults.add({ path: '/v2/**', skip: every - 1, effect });
  };
  plan();
  const timer = setInterval(plan, 20);
  return {
    count: () => planned - (faults.list().length > first ? 1 : 0),
    stop: () => clearInterval(timer),
  };
}
