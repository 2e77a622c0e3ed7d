import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createEmulator, createWebhookSecret } from '@dots-flows/emulator';
import type { Emulator } from '@dots-flows/emulator';

export interface RunningExample {
  readonly origin: string;
  readonly emulator: Emulator;
  /** What the server wrote, both streams. */
  readonly output: () => string;
  close(): Promise<void>;
}

const DIRECTORY = path.resolve(import.meta.dirname, '..');

/** `next start` on the build, with a local Dots beside it. */
export async function startExample(): Promise<RunningExample> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const secret = createWebhookSecret();
  const emulator = await createEmulator({ webhooks: [{ url: `${origin}/api/dots/webhooks`, secret }] });
  const data = await mkdtemp(path.join(os.tmpdir(), 'dots-flows-next-'));

  const command = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const child = spawn(process.execPath, [command, 'start', '--port', String(port)], {
    cwd: DIRECTORY,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DOTS_API_URL: emulator.apiUrl,
      DOTS_CLIENT_ID: emulator.clientId,
      DOTS_API_KEY: emulator.apiKey,
      DOTS_WEBHOOK_SECRET: secret,
      DATABASE_FILE: path.join(data, 'payouts.db'),
      APP_ORIGIN: origin,
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    await emulator.close();
    await rm(data, { recursive: true, force: true });
  };
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Ready')) resolve();
      });
  });
  const isReady = await Promise.race([ready.then(() => true), ended.then(() => false)]);
  if (!isReady) {
    await close();
    throw new Error(`next start ended at once:\n${output}`);
  }
  return { origin, emulator, output: () => output, close };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
