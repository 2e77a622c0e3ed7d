// Everything that a change has to pass, cheapest first. Ends with `N passed, N failed, N skipped`.
// `npm test -- unit e2e` runs only the named steps.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { PNPM } from './bootstrap.mjs';
import { chromiumPath } from './chromium.mjs';
import { countsOf } from './step-counts.mjs';

const root = path.resolve(import.meta.dirname, '..');
const bin = (name) => path.join(root, 'node_modules/.bin', name);
const sim = (...args) => [process.execPath, '--conditions=@dots-flows/source', 'packages/sim/src/main.ts', ...args];

const steps = [
  { name: 'format', command: [bin('prettier'), '--check', '.', '--log-level', 'warn'] },
  // The examples see the packages as they are built, so that linting by types needs the build.
  { name: 'build', command: ['npx', '-y', PNPM, '-r', '--filter', './packages/*', 'run', 'build'] },
  { name: 'lint', command: [bin('oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'unused', command: [bin('knip')] },
  { name: 'types', command: [bin('tsc'), '-p', 'tsconfig.json'] },
  { name: 'size', command: [bin('size-limit')] },
  { name: 'packages', command: [process.execPath, 'scripts/check-packages.mjs'], counts: 'packages.json' },
  { name: 'packed', command: [process.execPath, 'scripts/check-packed.mjs'], counts: 'packed.json' },
  { name: 'unit', command: [bin('vitest'), 'run'], counts: 'vitest.json' },
  { name: 'mutants', command: sim('--mutants', '--counts', '.results/mutants.json'), counts: 'mutants.json' },
  {
    name: 'sim',
    command: sim('--seeds', '20000', '--pairs', '--counts', '.results/sim.json'),
    counts: 'sim.json',
  },
  { name: 'e2e', command: [bin('playwright'), 'test'], counts: 'playwright.json' },
  { name: 'storybook', command: [process.execPath, 'scripts/storybook.mjs', '--build'] },
  { name: 'stories', command: [process.execPath, 'scripts/check-stories.mjs'], counts: 'stories.json' },
  { name: 'next', command: ['npx', '-y', PNPM, '-C', 'packages/examples/next', 'run', 'test'], counts: 'next.json' },
];

const wanted = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];
rmSync(path.join(root, '.results'), { recursive: true, force: true });
const browser = await chromiumPath();

for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n> ${step.name}`);
  const [command, ...args] = step.command;
  const startedAt = Date.now();
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH: browser, STORYBOOK_DISABLE_TELEMETRY: '1', NEXT_TELEMETRY_DISABLED: '1' },
  });
  const counts = countsOf(step, status === 0);
  for (const key of Object.keys(total)) total[key] += counts[key];
  summary.push(
    `${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${Math.round((Date.now() - startedAt) / 1000)} s)`,
  );
}

console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
