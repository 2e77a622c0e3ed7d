import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const CLI = path.join(import.meta.dirname, 'cli.ts');

/** What the command prints until it has told everything. */
async function start() {
  const child = spawn(
    process.execPath,
    ['--conditions=@dots-flows/source', CLI, '--api-port', '0', '--flow-port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const told = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^ {2}(\S+(?: \S+)?) {1,8}(\S+)/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) told.set(name.trim(), value);
    if (line.includes('Sign-in')) break;
  }
  return { child, told };
}

it('prints the address, id and key that a client is given, and ends at SIGTERM', async () => {
  const { child, told } = await start();
  const credentials = btoa(`${told.get('Client id')}:${told.get('API key')}`);
  const answer = await fetch(`${told.get('API')}/v2/flows`, { headers: { authorization: `Basic ${credentials}` } });
  expect(answer.status).toBe(200);
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
});
