// The simulation from the command line: see `--help`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PAIR_RUNS, runBatch } from './batch.ts';
import type { BatchResult } from './batch.ts';
import { MUTANTS } from './mutants.ts';
import { runBatches } from './run-batches.ts';
import { SOURCE_MUTANTS, trySourceMutant } from './source-mutants.ts';
import type { StoreKind } from './stores.ts';

const HELP = `npm run sim -- [options]

  --seeds N       how many random schedules (default 2000)
  --seed S        where the random numbers begin (default 1)
  --store KIND    memory, sqlite or postgres (default memory)
  --pairs         all pairs of crash points against every fault, besides the random schedules
  --mutant Mk     run the wrong variant Mk instead: it has to be caught
  --mutants       try every wrong variant and print a line for each
  --counts FILE   write { passed, failed, skipped } there
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    store: { type: 'string', default: 'memory' },
    pairs: { type: 'boolean', default: false },
    mutant: { type: 'string' },
    mutants: { type: 'boolean', default: false },
    counts: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function storeKind(text: string): StoreKind {
  if (text === 'memory' || text === 'sqlite' || text === 'postgres') return text;
  throw new Error(`--store is memory, sqlite or postgres, not "${text}".`);
}

function count(passed: number, failed: number): void {
  if (values.counts === undefined) return;
  mkdirSync(new URL('.', `file://${process.cwd()}/${values.counts}`), { recursive: true });
  writeFileSync(values.counts, JSON.stringify({ passed, failed, skipped: 0 }));
}

function tell({ bad }: BatchResult): void {
  for (const { seed, verdicts } of bad.slice(0, 20)) say(`bad ${seed}: ${verdicts.join('; ')}`);
  if (bad.length > 20) say(`and ${bad.length - 20} more`);
}

async function runSchedules(): Promise<void> {
  const whole = { from: 0, seed: values.seed, store: storeKind(values.store), mutant: values.mutant ?? null };
  if (values.mutant !== undefined && !MUTANTS.some(({ name }) => name === values.mutant))
    throw new Error(`There is no mutant ${values.mutant} of rules; --mutants tries all.`);
  const random = await runBatches({ ...whole, kind: 'random', to: Number(values.seeds) });
  tell(random);
  let runs = random.runs;
  let bad = random.bad.length;
  const hit = new Set(random.crashPointsHit);
  if (values.pairs) {
    const pairs = await runBatches({ ...whole, kind: 'pairs', to: PAIR_RUNS });
    tell(pairs);
    runs += pairs.runs;
    bad += pairs.bad.length;
    for (const point of pairs.crashPointsHit) hit.add(point);
  }
  count(runs - bad, bad);
  say(`${runs} schedules, ${bad} bad, ${hit.size} crash points hit`);
  process.exitCode = bad === 0 ? 0 : 1;
}

/** A mutant is killed when one run of it is found bad; the number of runs it may take is fixed. */
const RUNS_PER_MUTANT = 400;
const PIECE = 20;

async function tryMutants(): Promise<void> {
  let killed = 0;
  let survived = 0;
  const verdict = (name: string, what: string, evidence: string | null): void => {
    if (evidence === null) survived += 1;
    else killed += 1;
    say(evidence === null ? `${name} survived (${what})` : `${name} killed (${what}): ${evidence}`);
  };
  const names = Array.from({ length: 20 }, (_, index) => `M${index + 1}`);
  for (const name of names) {
    const inSource = SOURCE_MUTANTS.find((mutant) => mutant.name === name);
    if (inSource) {
      verdict(name, inSource.what, await trySourceMutant(inSource));
      continue;
    }
    const mutant = MUTANTS.find((one) => one.name === name);
    if (!mutant) throw new Error(`${name} is not there.`);
    const batch = { from: 0, seed: values.seed, store: 'memory', mutant: name, kind: 'random' } as const;
    let evidence: string | null = null;
    for (let from = 0; from < RUNS_PER_MUTANT && evidence === null; from += PIECE) {
      const { bad } = await runBatch({ ...batch, from, to: from + PIECE });
      if (bad.length > 0)
        evidence = `${bad.length} of schedules ${from} to ${from + PIECE}, ${bad[0]?.verdicts[0] ?? ''}`;
    }
    verdict(name, mutant.what, evidence);
  }
  count(killed, survived);
  process.exitCode = survived === 0 ? 0 : 1;
}

if (values.help) say(HELP);
else if (values.mutants) await tryMutants();
else await runSchedules();
