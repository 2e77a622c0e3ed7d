/**
 * What every entry script needs before anything else, written for the system's own Node (20.19 is enough) and nothing
 * from node_modules: install what is missing, and find the Node 24 that the install brings along.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the root package.json. */
export const repositoryRoot = path.resolve(fileURLToPath(new URL('..', import.meta.url)));

// The version that wrote the lockfile; newer majors of Node's own package managers do not all run on Node 20.
export const PNPM = 'pnpm@12.21.0';
const INSTALL_STAMP = path.join(repositoryRoot, 'node_modules', '.dots-flows-installed');
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Something a person can mend; entry scripts print its message alone, without a stack. */
export class BootstrapError extends Error {
  name = 'BootstrapError';
}

/** The Node 24 binary that the workspace installs for itself, whether or not it is there yet. */
export function node24Path() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(repositoryRoot, 'node_modules', 'node', 'bin', name);
}

/** The environment for child processes: the workspace's commands, and with them its Node 24, come first on PATH. */
export function workspaceEnvironment(extra = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const first = [path.dirname(node24Path()), path.join(repositoryRoot, 'node_modules', '.bin')];
  return { ...process.env, [key]: [...first, process.env[key] ?? ''].join(path.delimiter), ...extra };
}

/**
 * Runs a program to its end, passing signals on to it, and answers its exit code (128 + n after a signal).
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { cwd: repositoryRoot, stdio: 'inherit', ...options });
    // Ctrl-C reaches the whole process group by itself, a signal to this process alone does not.
    const forward = (signal) => child.kill(signal);
    for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
    const settle = (done) => {
      for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
      done();
    };
    child.once('error', (error) => settle(() => reject(error)));
    child.once('exit', (code, signal) => settle(() => resolve(code ?? exitCodeOfSignal(signal))));
  });
}

/** Runs a program on the workspace's Node 24; see {@link run}. */
export function runNode24(args, options = {}) {
  return run(node24Path(), args, { env: workspaceEnvironment(), ...options });
}

/**
 * Installs the packages, Node 24 among them, unless the lockfile is the one that was installed last. The only command
 * it needs is npx.
 */
export async function ensureInstalled() {
  requireSystemNode();
  const wanted = installFingerprint();
  if (existsSync(node24Path()) && readStamp() === wanted) return;
  process.stderr.write('Installing packages (the first time this takes about a minute) ...\n');
  const windows = process.platform === 'win32';
  const code = await run('npx', ['-y', PNPM, 'install', '--frozen-lockfile'], {
    shell: windows,
    // Answers of the install belong to stderr: stdout is kept for what the entry script itself has to say.
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, CI: 'true' },
  }).catch((error) => {
    throw new BootstrapError(`npx could not be started (${error.code ?? 'unknown'}). It comes with npm: install npm.`);
  });
  if (code !== 0)
    throw new BootstrapError(
      `The packages could not be installed (exit code ${code}); the lines above say why. The npm registry has to be reachable the first time.`,
    );
  if (!existsSync(node24Path()))
    throw new BootstrapError('The install ended without Node 24. Delete node_modules and run the command again.');
  writeFileSync(INSTALL_STAMP, wanted);
}

/** Prints what a person can mend and makes the process end with code 1. */
export function exitWith(error) {
  process.stderr.write(`\n${error instanceof BootstrapError ? error.message : (error?.stack ?? String(error))}\n`);
  process.exitCode = 1;
}

function requireSystemNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new BootstrapError(`This is Node ${process.versions.node}; Node 20.19 or newer is needed to begin.`);
}

function installFingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${PNPM}`);
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml'])
    hash.update(readFileSync(path.join(repositoryRoot, name)));
  return hash.digest('hex');
}

function readStamp() {
  return existsSync(INSTALL_STAMP) ? readFileSync(INSTALL_STAMP, 'utf8') : null;
}

function exitCodeOfSignal(signal) {
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
  return 128 + (numbers[signal] ?? 1);
}
