// `npm run storybook`: the stories on a local port; `npm run storybook -- --build` writes them to storybook-static/.
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  BootstrapError,
  ensureInstalled,
  exitWith,
  repositoryRoot,
  runNode24,
  workspaceEnvironment,
} from './bootstrap.mjs';

try {
  await ensureInstalled();
  const words = process.argv.slice(2);
  const isBuild = words.includes('--build');
  const rest = words.filter((word) => word !== '--build');
  const manifest = createRequire(import.meta.url).resolve('storybook/package.json');
  const command = path.join(path.dirname(manifest), 'dist', 'bin', 'dispatcher.js');
  const args = isBuild
    ? ['build', '--quiet', '--output-dir', 'storybook-static']
    : ['dev', '--ci', '--no-open', '--no-version-updates', '-p', process.env.STORYBOOK_PORT ?? '6006'];
  // The frames in the stories are the emulator's Flow pages as static files.
  const vite = path.join(repositoryRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  const built = await runNode24([vite, 'build', '--config', 'vite.flow-page-static.config.ts', '--logLevel', 'warn'], {
    cwd: path.join(repositoryRoot, 'packages', 'emulator'),
    env: workspaceEnvironment(),
  });
  if (built !== 0) throw new BootstrapError('The Flow pages could not be built; the lines above say why.');
  process.exitCode = await runNode24([command, ...args, ...rest], {
    env: workspaceEnvironment({ STORYBOOK_DISABLE_TELEMETRY: '1' }),
  });
} catch (error) {
  exitWith(error);
}
