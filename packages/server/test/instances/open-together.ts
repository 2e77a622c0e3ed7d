import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const SCRIPT = path.join(import.meta.dirname, 'open-store.ts');

/**
 * Starts processes that open the same store, lets them begin at the same moment, and answers the epochs they got.
 *
 * @throws Error when one of them fails.
 */
export async function openTogether(count: number, args: readonly string[]): Promise<readonly string[]> {
  const children = Array.from({ length: count }, () =>
    fork(SCRIPT, args, { execArgv: ['--conditions=@dots-flows/source'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] }),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
  const epochs = children.map(async (child) => {
    const complaints: string[] = [];
    child.stderr?.on('data', (data: Buffer) => complaints.push(data.toString()));
    const answer = once(child, 'message');
    const [code] = await Promise.race([answer.then(() => [0]), once(child, 'exit')]);
    if (code !== 0) throw new Error(`A process ended with ${String(code)}: ${complaints.join('')}`);
    const [message] = (await answer) as [{ readonly epoch: string }];
    return message.epoch;
  });
  for (const child of children) child.send('go');
  return Promise.all(epochs);
}
