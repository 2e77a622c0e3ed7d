import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { EarningsApp } from './support/earnings-app.ts';
import { expect, test } from './support/test.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const FREE_PORTS = { PORT: '0', DOTS_API_PORT: '0', DOTS_FLOW_PORT: '0' };

interface Run {
  readonly child: ChildProcess;
  /** Everything it said so far. */
  readonly output: () => string;
}

function npmStart(environment: Record<string, string>): Run {
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    // A group of its own, as a terminal would give it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output };
}

async function readyLine(run: Run): Promise<Record<string, string>> {
  await expect
    .poll(() => run.child.exitCode !== null || /^ready \{.*\}$/m.test(run.output()), { timeout: 60_000 })
    .toBe(true);
  const line = run.output().trimEnd().split('\n').at(-1) ?? '';
  expect(line).toMatch(/^ready \{/);
  return JSON.parse(line.slice('ready '.length)) as Record<string, string>;
}

/** Signal 0 asks whether anybody of the group is still there. */
function isGroupAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

function endGroup(run: Run): void {
  if (run.child.pid !== undefined && isGroupAlive(run.child.pid)) process.kill(-run.child.pid, 'SIGKILL');
}

test.describe('npm start', () => {
  test.describe.configure({ timeout: 120_000 });

  test('prints where everything is, serves a usable page, and leaves no process after SIGTERM to its group', async ({
    page,
  }) => {
    const run = npmStart(FREE_PORTS);
    try {
      const ready = await readyLine(run);
      expect(Object.keys(ready)).toEqual(['playground', 'api', 'flows', 'clientId', 'apiKey']);
      const authorization = `Basic ${Buffer.from(`${ready['clientId']}:${ready['apiKey']}`).toString('base64')}`;
      expect((await fetch(`${ready['api']}/v2/flows`, { headers: { authorization } })).status).toBe(200);

      const app = new EarningsApp(page);
      await app.signIn(ready['playground'] ?? '', 'Maya');
      await app.collectNewest();
      await expect(app.flowHeading('Verify your phone')).toBeVisible();

      process.kill(-(run.child.pid ?? 0), 'SIGTERM');
      await expect.poll(() => isGroupAlive(run.child.pid ?? 0), { timeout: 10_000 }).toBe(false);
      await expect(fetch(ready['playground'] ?? '')).rejects.toThrow();
    } finally {
      endGroup(run);
    }
  });

  for (const [how, signal] of [
    ['is told to end', 'SIGTERM'],
    ['is killed', 'SIGKILL'],
  ] as const)
    test(`ends when only npm itself ${how}`, async () => {
      const run = npmStart(FREE_PORTS);
      try {
        await readyLine(run);
        run.child.kill(signal);
        await expect.poll(() => isGroupAlive(run.child.pid ?? 0), { timeout: 10_000 }).toBe(false);
      } finally {
        endGroup(run);
      }
    });

  test('says which port is taken and how to choose another', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const address = blocker.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    for (const variable of ['PORT', 'DOTS_API_PORT', 'DOTS_FLOW_PORT']) {
      const run = npmStart({ ...FREE_PORTS, [variable]: port });
      try {
        const [code] = (await once(run.child, 'exit')) as [number];
        expect(code).toBe(1);
        expect(run.output()).toContain(`Port ${port} is taken`);
        expect(run.output()).toContain(`${variable}=`);
        expect(run.output()).not.toContain('    at ');
      } finally {
        endGroup(run);
      }
    }
    blocker.close();
  });

  test('names the variable that is missing or wrong', async () => {
    for (const [environment, message] of [
      [{ PORT: 'abc' }, 'PORT is not a port number'],
      [{ DOTS_API_URL: 'http://127.0.0.1:9/api' }, 'DOTS_FLOW_URL is missing'],
      [{ DOTS_API_KEY: 'sk_dev_wrong' }, 'Dots refused the keys'],
    ] as const) {
      const run = npmStart({ ...FREE_PORTS, ...environment });
      try {
        const [code] = (await once(run.child, 'exit')) as [number];
        expect(code).toBe(1);
        expect(run.output()).toContain(message);
        expect(run.output()).not.toContain('sk_dev_wrong');
      } finally {
        endGroup(run);
      }
    }
  });
});
