// `npm run screenshots`: goes through the journey and writes the pictures of the README to docs/images/.
import { ensureInstalled, exitWith, runNode24 } from './bootstrap.mjs';
import { ensurePagesBuilt } from './build-pages.mjs';

try {
  await ensureInstalled();
  await ensurePagesBuilt();
  process.exitCode = await runNode24([
    '--conditions=@dots-flows/source',
    '--disable-warning=ExperimentalWarning',
    'packages/playground/e2e/take-screenshots.ts',
  ]);
} catch (error) {
  exitWith(error);
}
