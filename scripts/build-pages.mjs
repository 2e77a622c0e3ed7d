/** Builds what the playground shows in a browser: its own page, and the Flow pages of the local Dots. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BootstrapError, repositoryRoot, runNode24 } from './bootstrap.mjs';

const PAGES = [
  {
    name: 'Flow pages',
    config: 'packages/emulator/vite.flow-page.config.ts',
    output: 'packages/emulator/dist/flow-page',
    inputs: ['packages/emulator/src/flow-page', 'packages/emulator/vite.flow-page.config.ts'],
  },
  {
    name: 'playground page',
    config: 'packages/playground/vite.config.ts',
    output: 'packages/playground/dist/web',
    inputs: [
      'packages/playground/src/web',
      'packages/playground/src/wire',
      'packages/playground/vite.config.ts',
      'packages/react/src',
      'packages/core/src',
    ],
  },
];

/** Builds those pages whose sources changed since they were built. */
export async function ensurePagesBuilt() {
  await Promise.all(PAGES.map(ensureBuilt));
}

async function ensureBuilt({ name, config, output, inputs }) {
  const directory = path.join(repositoryRoot, output);
  const stamp = path.join(directory, '.built-from');
  const wanted = fingerprint([...inputs, 'pnpm-lock.yaml']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(stamp, { force: true });
  process.stderr.write(`Building the ${name} ...\n`);
  const code = await runNode24(['node_modules/vite/bin/vite.js', 'build', '--config', config, '--logLevel', 'warn'], {
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (code !== 0) throw new BootstrapError(`The ${name} could not be built; the lines above say why.`);
  writeFileSync(stamp, wanted);
}

function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesBelow))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(repositoryRoot, file)));
  return hash.digest('hex');
}

function filesBelow(relative) {
  const entries = readdirSync(path.join(repositoryRoot, path.dirname(relative)), { withFileTypes: true });
  const self = entries.find((entry) => entry.name === path.basename(relative));
  if (!self?.isDirectory()) return [relative];
  return readdirSync(path.join(repositoryRoot, relative))
    .toSorted()
    .flatMap((name) => filesBelow(`${relative}/${name}`));
}
