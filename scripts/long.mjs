// `npm run test:long`: what takes minutes and not seconds, one suite after the other. Ends with
// `N passed, N failed, N skipped`. `npm run test:long -- instances` runs only the named suites.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, exitWith, node24Path, repositoryRoot, run, workspaceEnvironment } from './bootstrap.mjs';

const vitest = path.join(repositoryRoot, 'node_modules/vitest/vitest.mjs');

/** Suites without a test runner count as one test each; runners leave their numbers in `.results/<file>`. */
const suites = [
  {
    name: 'instances',
    args: [vitest, 'run', '--config', 'vitest.long.config.ts'],
    counts: 'vitest-long.json',
  },
  {
    name: 'next',
    args: [vitest, 'run', '--root', 'packages/examples/next', 'test/handler.test.ts'],
    counts: 'next.json',
  },
  simulation('memory', 200_000, '--pairs'),
  simulation('sqlite', 5_000, '--pairs'),
  // Each schedule makes its own tables there, which takes half a second.
  simulation('postgres', 500),
];

function simulation(store, seeds, ...more) {
  const counts = `sim-${store}.json`;
  const main = path.join(repositoryRoot, 'packages/sim/src/main.ts');
  const options = ['--seeds', String(seeds), '--store', store, '--counts', `.results/${counts}`, ...more];
  return {
    name: `sim-${store}`,
    args: ['--conditions=@dots-flows/source', '--disable-warning=ExperimentalWarning', main, ...options],
    counts,
  };
}

function countsOf(suite, ok) {
  const file = suite.counts && path.join(repositoryRoot, '.results', suite.counts);
  if (!file) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
  // A runner that failed without a failed test (a crash, or nothing executed) has failed all the same.
  if ((!ok && counts.failed === 0) || counts.passed + counts.failed === 0) counts.failed += 1;
  return counts;
}

try {
  await ensureInstalled();
  const wanted = process.argv.slice(2);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    if (suite.counts) rmSync(path.join(repositoryRoot, '.results', suite.counts), { force: true });
    console.log(`\n> ${suite.name}`);
    const code = await run(node24Path(), suite.args, { env: workspaceEnvironment({ DOTS_FLOWS_LONG: '1' }) });
    const counts = countsOf(suite, code === 0);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed === 0 ? 0 : 1;
} catch (error) {
  exitWith(error);
}
