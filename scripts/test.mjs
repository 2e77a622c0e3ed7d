// `npm test` on a machine with only Node and npm: installs what is missing, then runs all that CI runs.
// `npm test -- unit e2e` runs only the named steps.
import { ensureInstalled, exitWith, runNode24 } from './bootstrap.mjs';

try {
  await ensureInstalled();
  process.exitCode = await runNode24(['scripts/verify.mjs', ...process.argv.slice(2)]);
} catch (error) {
  exitWith(error);
}
