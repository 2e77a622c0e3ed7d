// Uses the packages as an app does that installed them: from their tarballs, with nothing else within reach than what
// they declare. Once with React 18 and once with React 19: the tests of packages/compat/react18 and their types, the
// types of every entry without skipLibCheck, its import in plain Node without a DOM, and the examples that READMEs and
// comments show. Needs the packages built.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node24Path, repositoryRoot, workspaceEnvironment } from './bootstrap.mjs';
import { createCheckLines } from './check-lines.mjs';
import { writeDocExamples } from './doc-examples.mjs';
import { listTarball, packPackages } from './pack-packages.mjs';

const COMPAT = path.join(repositoryRoot, 'packages/compat/react18');
/** Where the host's own dependencies come from, by the React that they are installed with. */
const HOSTS = { 18: COMPAT, 19: path.join(repositoryRoot, 'packages/react') };
const HOST_DEPENDENCIES = [
  'react',
  'react-dom',
  '@tanstack/react-query',
  '@testing-library/dom',
  '@testing-library/react',
  '@testing-library/user-event',
  '@testing-library/jest-dom',
  '@types/react',
  '@types/react-dom',
];
const TYPESCRIPT = path.join(repositoryRoot, 'node_modules/.bin/tsc');
const TOOLS = ['vitest', 'jsdom', '@types/node'];
/** What the examples are mounted in, or handed. */
const SERVER_TOOLS = ['hono', 'fastify', '@types/pg'];

function link(target, location) {
  mkdirSync(path.dirname(location), { recursive: true });
  if (!existsSync(location)) symlinkSync(realpathSync(target), location, 'junction');
}

/** Lays out an app: tarballs unpacked, each with only its declared dependencies; peers are the app's own. */
function layOut(directory, packages, host) {
  const modules = path.join(directory, 'node_modules');
  for (const name of HOST_DEPENDENCIES) {
    // What works with either React is installed once.
    const own = path.join(host, 'node_modules', name);
    link(existsSync(own) ? own : path.join(COMPAT, 'node_modules', name), path.join(modules, name));
  }
  for (const name of TOOLS) link(path.join(repositoryRoot, 'node_modules', name), path.join(modules, name));
  const server = path.join(repositoryRoot, 'packages/server/node_modules');
  for (const name of SERVER_TOOLS) link(path.join(server, name), path.join(modules, name));
  for (const { name, folder, manifest, tarball } of packages) {
    const location = path.join(modules, name);
    mkdirSync(location, { recursive: true });
    const { status } = spawnSync('tar', ['-xzf', tarball, '-C', location, '--strip-components=1']);
    if (status !== 0) throw new Error(`${name} could not be unpacked.`);
    for (const dependency of Object.keys(manifest.dependencies ?? {}))
      if (!dependency.startsWith('@dots-flows/'))
        link(path.join(folder, 'node_modules', dependency), path.join(location, 'node_modules', dependency));
    for (const peer of Object.keys(manifest.peerDependencies ?? {}))
      if (existsSync(path.join(folder, 'node_modules', peer)))
        link(path.join(folder, 'node_modules', peer), path.join(modules, peer));
  }
  writeFileSync(path.join(directory, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  for (const name of ['src', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(path.join(COMPAT, name), path.join(directory, name), { recursive: true });
}

/** Every entry of a package that is code: `@dots-flows/server/sqlite` and so on. Patterns stand for what they match. */
function entriesOf({ name, manifest, tarball }) {
  const files = listTarball(tarball);
  return Object.entries(manifest.exports).flatMap(([entry, conditions]) => {
    if (/\.(?:css|json)$/.test(entry)) return [];
    if (!entry.includes('*')) return [`${name}${entry.slice(1)}`];
    const [before, after] = conditions.import.replace('./', '').split('*');
    return files
      .filter((file) => file.startsWith(before) && file.endsWith(after))
      .map((file) => `${name}${entry.slice(1).replace('*', file.slice(before.length, file.length - after.length))}`);
  });
}

function run(command, args, directory, extra = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: directory,
    encoding: 'utf8',
    env: workspaceEnvironment({ NO_COLOR: '1', ...extra }),
  });
  return status === 0 ? [] : [`${stdout}${stderr}`];
}

function checkImport(directory, entry) {
  const script = `const names = Object.keys(await import(${JSON.stringify(entry)}));
if ('window' in globalThis || 'document' in globalThis) throw new Error('It makes a window of its own.');
if (names.length === 0 && ${JSON.stringify(!entry.endsWith('/return'))}) throw new Error('It exports nothing.');`;
  return run(node24Path(), ['--input-type=module', '--eval', script], directory);
}

const STRICT = {
  target: 'ES2022',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: false,
  jsx: 'react-jsx',
  types: ['node'],
};

/** The declarations themselves are checked too: an app may not skip them. */
function checkTypes(directory, entries, resolution) {
  const imports = entries.map((entry, index) => `import * as entry${index} from '${entry}';\nvoid entry${index};`);
  writeFileSync(path.join(directory, 'every-entry.ts'), `${imports.join('\n')}\n`);
  const project = path.join(directory, `tsconfig.${resolution}.json`);
  const module = resolution === 'bundler' ? 'ESNext' : 'NodeNext';
  writeFileSync(
    project,
    JSON.stringify({ compilerOptions: { ...STRICT, module, moduleResolution: resolution }, files: ['every-entry.ts'] }),
  );
  return run(TYPESCRIPT, ['-p', project], directory);
}

/** Every example compiles as it stands, as strictly as an app can be; one per package and README at the least. */
function checkDocExamples(directory, packages) {
  const { files, sources } = writeDocExamples(path.join(directory, 'examples'), packages);
  const project = path.join(directory, 'tsconfig.examples.json');
  const compilerOptions = { ...STRICT, module: 'ESNext', moduleResolution: 'bundler', skipLibCheck: true };
  // Style sheets are the bundler's.
  writeFileSync(path.join(directory, 'styles.d.ts'), "declare module '*.css';\n");
  writeFileSync(project, JSON.stringify({ compilerOptions, files: [...files, path.join(directory, 'styles.d.ts')] }));
  const silent = packages.filter(
    ({ folder }) => !sources.some((source) => path.join(repositoryRoot, source) === path.join(folder, 'README.md')),
  );
  return [
    ...silent.map(({ name }) => `the README of ${name} shows no example`),
    ...run(TYPESCRIPT, ['-p', project], directory),
  ];
}

const lines = createCheckLines('packed');
const packed = packPackages();
try {
  for (const [major, host] of Object.entries(HOSTS)) {
    const directory = path.join(packed.directory, `react${major}`);
    layOut(directory, packed.packages, host);
    // Only the browser half can tell one React from another.
    const concerned = packed.packages.filter(({ name }) => major === '19' || /\/(?:core|react)$/.test(name));
    const entries = concerned.flatMap(entriesOf);
    for (const resolution of ['bundler', 'nodenext'])
      lines.report(`types of every entry, React ${major}, ${resolution}`, checkTypes(directory, entries, resolution));
    for (const entry of entries) lines.report(`import ${entry}, React ${major}`, checkImport(directory, entry));
    if (major === '19') lines.report('examples of READMEs and comments', checkDocExamples(directory, packed.packages));
    lines.report(`types of an app's own components, React ${major}`, run(TYPESCRIPT, ['-p', '.'], directory));
    const vitest = path.join(directory, 'node_modules/vitest/vitest.mjs');
    lines.report(
      `tests on the packed packages, React ${major}`,
      run(node24Path(), [vitest, 'run'], directory, { REACT_MAJOR: major }),
    );
  }
} finally {
  packed.remove();
  lines.end();
}
