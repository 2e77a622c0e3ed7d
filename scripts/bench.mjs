// `npm run bench`: our packages beside others of their kind, measured in the same run, as ratios.
// `--only react|server` runs one half; `--json FILE` also writes [{ name, value, unit, bar, ok }].
import path from 'node:path';
import { ensureInstalled, exitWith, PNPM, repositoryRoot, run, runNode24 } from './bootstrap.mjs';

const PACKAGES = ['core', 'react', 'server', 'emulator'];

try {
  await ensureInstalled();
  // What is measured is what would be published, so it is built first.
  const filters = PACKAGES.flatMap((name) => ['--filter', `./packages/${name}`]);
  const built = await run('npx', ['-y', PNPM, ...filters, 'run', 'build'], {
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  process.exitCode =
    built === 0
      ? await runNode24([path.join(repositoryRoot, 'packages/bench/src/run-bench.ts'), ...process.argv.slice(2)])
      : built;
} catch (error) {
  exitWith(error);
}
