// Packs what would be published, so that checks look at the very files that users get.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PNPM, repositoryRoot } from './bootstrap.mjs';

/** The folders of the packages that are published, in the order in which they depend on each other. */
export const PUBLISHED = ['core', 'react', 'server', 'emulator'];

/**
 * What is read of a `package.json`.
 *
 * @typedef {{ name: string, version: string, exports: Record<string, string | Record<string, string>>, dependencies?: Record<string, string>, peerDependencies?: Record<string, string> }} PackageManifest
 */

/**
 * Packs all published packages into a new temporary folder. Call `remove` when done.
 *
 * @returns {{ directory: string, packages: { name: string, folder: string, manifest: PackageManifest, tarball: string }[], remove: () => void }}
 */
export function packPackages() {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'dots-flows-packed-'));
  const filters = PUBLISHED.flatMap((name) => ['--filter', `./packages/${name}`]);
  const { status } = spawnSync('npx', ['-y', PNPM, '-r', ...filters, 'pack', '--pack-destination', directory], {
    cwd: repositoryRoot,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The packages could not be packed; the lines above say why.');
  const packages = PUBLISHED.map((name) => {
    const folder = path.join(repositoryRoot, 'packages', name);
    const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`;
    return { name: manifest.name, folder, manifest, tarball: path.join(directory, file) };
  });
  return { directory, packages, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** The paths inside a tarball, without the `package/` that all of them begin with. */
export function listTarball(tarball) {
  const { status, stdout } = spawnSync('tar', ['-tzf', tarball], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${path.basename(tarball)} could not be read.`);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((entry) => entry.replace(/^package\//, ''));
}

/** One file out of a tarball, as text. */
export function readFromTarball(tarball, file) {
  const { status, stdout } = spawnSync('tar', ['-xzOf', tarball, `package/${file}`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${path.basename(tarball)} holds no ${file}.`);
  return stdout;
}
