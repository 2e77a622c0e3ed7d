// Checks each published package as it would be packed: publint, types of every entry (attw), and what lies in it.
// Prints one line per check; exits with 1 when one fails. Needs the packages built.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from './bootstrap.mjs';
import { createCheckLines } from './check-lines.mjs';
import { listTarball, packPackages, readFromTarball } from './pack-packages.mjs';

const bin = (name) => path.join(repositoryRoot, 'node_modules/.bin', name);

function runTool(name, args) {
  const { status, stdout, stderr } = spawnSync(bin(name), args, { cwd: repositoryRoot, encoding: 'utf8' });
  return status === 0 ? [] : [`${stdout}${stderr}`.trim()];
}

const lintPackage = ({ tarball }) => runTool('publint', ['run', tarball, '--strict', '--pack', 'false']);

/** Style sheets have no types to look for. */
function checkTypes({ tarball, manifest }) {
  const styles = Object.keys(manifest.exports).filter((entry) => entry.endsWith('.css'));
  const exclusions = styles.length > 0 ? ['--exclude-entrypoints', ...styles] : [];
  return runTool('attw', [tarball, '--profile', 'esm-only', '--no-definitely-typed', '--no-color', ...exclusions]);
}

/** Everything that an entry or a condition of it points at, however deep. */
function exportTargets(entry) {
  return typeof entry === 'string' ? [entry] : Object.values(entry ?? {}).flatMap(exportTargets);
}

function checkContents({ tarball, manifest }) {
  const files = listTarball(tarball);
  const packed = readFromTarball(tarball, 'package.json');
  const wanted = ['LICENSE', 'README.md', ...exportTargets(manifest.exports).map((file) => file.replace(/^\.\//, ''))];
  const isThere = (wantedFile) => {
    const [before, after] = wantedFile.split('*');
    return files.some((file) =>
      after === undefined ? file === before : file.startsWith(before) && file.endsWith(after),
    );
  };
  return [
    ...wanted.filter((file) => !isThere(file)).map((file) => `${file} is missing`),
    ...files.filter((file) => /\.(?:test|stories)\./.test(file)).map((file) => `${file} does not belong there`),
    ...(packed.includes('workspace:') ? ['a workspace: range was left in package.json'] : []),
  ];
}

const CHECKS = { publint: lintPackage, types: checkTypes, contents: checkContents };

const lines = createCheckLines('packages');
const packed = packPackages();
try {
  for (const entry of packed.packages)
    for (const [name, check] of Object.entries(CHECKS)) lines.report(`${name} ${entry.name}`, check(entry));
} finally {
  packed.remove();
  lines.end();
}
