// `npm start` on a machine with only Node and npm: installs and builds what is missing, then runs the playground.
import { spawn, spawnSync } from 'node:child_process';
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
 * behind. npm runs a script through a shell that outlives it when it is killed, so that npm itself is looked after.
 */
function endWithParent(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const [parent, npm] = [process.ppid, shellsParent(process.ppid)];
  setInterval(() => {
    if (process.ppid !== parent || (npm !== null && !isRunning(npm))) end();
  }, PARENT_CHECK_MS).unref();
}

/** Who started this shell; `null` when it is no shell, or when the system cannot tell. */
function shellsParent(pid) {
  const { status, stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const [, parent, command] = /^\s*(\d+)\s+(.*)$/m.exec(status === 0 ? stdout : '') ?? [];
  return parent !== undefined && /(^|[/-])(ba|da|z|k)?sh$/.test(command.trim()) ? Number(parent) : null;
}

function isRunning(pid) {
  try {
    // Signal 0 is only a question. "Not permitted" is an answer of somebody who is there.
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
