// `npm run test:long`: what takes minutes and not seconds, one suite after the other. Ends with
// `N passed, N failed, N skipped`. `npm run test:long -- instances sim` runs only the suites whose names begin so; those
// of Firefox need FIREFOX_PATH.
import { rmSync } from 'node:fs';
import path from 'node:path';
import {
  PNPM,
  ensureInstalled,
  exitWith,
  node24Path,
  repositoryRoot,
  run,
  workspaceEnvironment,
} from './bootstrap.mjs';
import { firefoxLaunch } from './firefox.mjs';
import { countsFile, countsOf } from './step-counts.mjs';

const vitest = path.join(repositoryRoot, 'node_modules/vitest/vitest.mjs');
const playwright = path.join(repositoryRoot, 'node_modules/@playwright/test/cli.js');

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
  // `npm test` looks at every story as it is built; this looks at it as a developer's editor does.
  {
    name: 'story-tests',
    args: [vitest, 'run', '--config', 'vitest.storybook.config.ts'],
    counts: 'stories-vitest.json',
  },
  simulation('memory', 200_000, '--pairs'),
  simulation('sqlite', 5_000, '--pairs'),
  // Each schedule makes its own tables there, which takes half a second.
  simulation('postgres', 500),
  ...(firefoxLaunch
    ? [
        {
          name: 'firefox-journeys',
          args: [playwright, 'test', '--project', 'firefox'],
          counts: 'playwright.json',
        },
        { name: 'firefox-storybook', args: ['scripts/storybook.mjs', '--build'] },
        { name: 'firefox-stories', args: ['scripts/check-stories.mjs', '--firefox'], counts: 'stories.json' },
      ]
    : []),
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

try {
  await ensureInstalled();
  // The app of Next runs on the packages as they are built.
  await run('npx', ['-y', PNPM, '-r', '--filter', './packages/*', 'run', 'build'], { env: workspaceEnvironment() });
  const wanted = process.argv.slice(2);
  const total = { passed: 0, failed: 0, skipped: 0 };
  const isWanted = ({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word));
  for (const suite of suites.filter(isWanted)) {
    if (suite.counts) rmSync(countsFile(suite), { force: true });
    console.log(`\n> ${suite.name}`);
    const code = await run(node24Path(), suite.args, { env: workspaceEnvironment({ DOTS_FLOWS_LONG: '1' }) });
    const counts = countsOf(suite, code === 0);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  // Nothing done is nothing shown: a name that no suite has, or one of Firefox without FIREFOX_PATH.
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
} catch (error) {
  exitWith(error);
}
