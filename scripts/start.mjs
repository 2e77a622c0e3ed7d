// `npm start` on a machine with only Node and npm: installs and builds what is missing, then runs the playground.
import { spawn } from 'node:child_process';
import { ensureInstalled, exitWith, node24Path, repositoryRoot, workspaceEnvironment } from './bootstrap.mjs';
import { ensurePagesBuilt } from './build-pages.mjs';

/** How often to look whether whoever started this script is still there. */
const PARENT_CHECK_MS = 500;

try {
  await ensureInstalled();
  await ensurePagesBuilt();
  runPlayground();
} catch (error) {
  exitWith(error);
}

function runPlayground() {
  const child = spawn(
    node24Path(),
    ['--conditions=@dots-flows/source', '--disable-warning=ExperimentalWarning', 'packages/playground/src/main.ts'],
    // The channel tells the playground when this script is gone, however it went.
    { cwd: repositoryRoot, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: workspaceEnvironment() },
  );
  // Ctrl-C reaches the child by itself as well; it stops once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  endWithParent(() => child.kill('SIGTERM'));
  child.once('error', exitWith);
  child.once('exit', (code) => process.exit(code ?? 1));
}

/**
 * npm does not pass a signal on to the script it runs (npm 11), so a stopped `npm start` would leave the playground
 * behind. When npm is gone this process has another parent.
 */
function endWithParent(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, PARENT_CHECK_MS).unref();
}
