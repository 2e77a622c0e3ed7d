// `npm run sim -- --help`: the simulation of the server half.
import path from 'node:path';
import { ensureInstalled, exitWith, repositoryRoot, runNode24 } from './bootstrap.mjs';

try {
  await ensureInstalled();
  const main = path.join(repositoryRoot, 'packages', 'sim', 'src', 'main.ts');
  process.exitCode = await runNode24(['--conditions=@dots-flows/source', main, ...process.argv.slice(2)]);
} catch (error) {
  exitWith(error);
}
