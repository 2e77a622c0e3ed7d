import { CALL_FAULTS, CRASH_POINT_NAMES, planFaults, planPair } from './fault-plan.ts';
import type { FaultPlan } from './fault-plan.ts';
import { MUTANTS } from './mutants.ts';
import { createRandom } from './random.ts';
import { runSchedule } from './run-schedule.ts';
import { storeMaker } from './stores.ts';
import type { StoreKind } from './stores.ts';

/** A share of the runs, small enough to be sent to a worker. */
export interface Batch {
  /** Numbers of the runs: `from` up to, not including, `to`. */
  readonly from: number;
  readonly to: number;
  readonly seed: string;
  readonly store: StoreKind;
  /** `pairs` tries crash points two by two against every fault. */
  readonly kind: 'random' | 'pairs';
  readonly mutant: string | null;
}

export interface BadRun {
  readonly seed: string;
  readonly verdicts: readonly string[];
}

export interface BatchResult {
  readonly runs: number;
  readonly bad: readonly BadRun[];
  readonly crashPointsHit: readonly string[];
}

const FAULTS = [null, ...CALL_FAULTS] as const;
const PAIRS = CRASH_POINT_NAMES.flatMap((first, index) =>
  CRASH_POINT_NAMES.slice(index).map((second) => (first === second ? [first] : [first, second])),
);

/** Every crash point alone and with every other one, each against every fault and against none. */
export const PAIR_RUNS = PAIRS.length * FAULTS.length;

export function planOf(batch: Pick<Batch, 'kind' | 'mutant'>, seed: string, number: number): FaultPlan {
  const random = createRandom(`${seed}/plan`);
  if (batch.kind === 'pairs')
    return planPair(random, PAIRS[Math.floor(number / FAULTS.length)] ?? [], FAULTS[number % FAULTS.length] ?? null);
  const mutant = MUTANTS.find(({ name }) => name === batch.mutant);
  const plan = planFaults(random);
  return mutant?.plan?.(plan) ?? plan;
}

export async function runBatch(batch: Batch): Promise<BatchResult> {
  const stores = await storeMaker(batch.store);
  const mutant = MUTANTS.find(({ name }) => name === batch.mutant);
  const bad: BadRun[] = [];
  const hit = new Set<string>();
  try {
    for (let number = batch.from; number < batch.to; number += 1) {
      const seed = `${batch.seed}-${batch.kind}-${number}`;
      const { verdicts, crashPointsHit } = await runSchedule({
        seed,
        plan: planOf(batch, seed, number),
        rules: mutant?.rules(seed),
        hasLocalLeases: mutant?.hasLocalLeases,
        makeStore: () => stores.make(),
      });
      for (const point of crashPointsHit) hit.add(point);
      if (verdicts.length > 0)
        bad.push({ seed, verdicts: [...new Set(verdicts.map(({ invariant, what }) => `${invariant}: ${what}`))] });
    }
  } finally {
    await stores.close();
  }
  return { runs: batch.to - batch.from, bad, crashPointsHit: [...hit] };
}
