import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import next from 'next';
import { mountServer } from '../../../server/test/http/mounting.ts';
import type { Mounting } from '../../../server/test/http/mounting.ts';

/** Where the one route of the app that is tested finds the handler. */
export type HandlerHolder = typeof globalThis & { dotsFlowsHandler: (request: Request) => Promise<Response> };

const DIRECTORY = path.resolve(import.meta.dirname, 'conformance-app');

/** A catch-all route of Next, in a production build, behind a socket. */
export const nextMounting: Mounting = {
  name: 'Next 16',
  answersItself: { malformedPercent: true, unusualMethods: true, surplusSlashes: true },
  async mount(handler) {
    (globalThis as HandlerHolder).dotsFlowsHandler = handler;
    buildOnce();
    const app = next({ dev: false, dir: DIRECTORY });
    await app.prepare();
    const answer = app.getRequestHandler();
    const mounted = await mountServer(createServer((request, response) => void answer(request, response)));
    return {
      ...mounted,
      async close() {
        await mounted.close();
        await app.close();
      },
    };
  },
};

let isBuilt = false;

function buildOnce(): void {
  if (isBuilt) return;
  const command = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'build'], {
    cwd: DIRECTORY,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (status !== 0) throw new Error(`next build failed:\n${stdout}${stderr}`);
  isBuilt = true;
}
