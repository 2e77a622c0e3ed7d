/**
 * One server instance of a fleet, as a process of its own: the real server half on a real Postgres, behind `node:http`.
 * SIGTERM drains it; at a crash point it kills itself the way a power cut does.
 */
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { assembleDotsFlows } from '../../src/create-dots-flows.ts';
import { createDotsApi } from '../../src/dots-api/create-dots-api.ts';
import { toNodeListener } from '../../src/node.ts';
import { postgresStore } from '../../src/store/postgres-store.ts';
import { createScaledClock } from './scaled-clock.ts';
import { AMOUNT_CENTS, PAGE_ORIGIN } from './worker-settings.ts';
import type { WorkerMessage, WorkerSettings } from './worker-settings.ts';

const settings = JSON.parse(process.argv[2] ?? '') as WorkerSettings;
const clock = createScaledClock(settings.clock);
const pool = new pg.Pool({ connectionString: settings.connectionString, max: settings.poolSize });
const store = postgresStore(pool, {
  schema: settings.schema,
  notify: settings.notify,
  clock: settings.storeClock === 'worker' ? clock : undefined,
});
const deaths = new Set<string>(settings.crashAt);

const dots = assembleDotsFlows(
  {
    api: createDotsApi({
      environment: { baseUrl: settings.apiUrl },
      clientId: settings.clientId,
      apiKey: settings.apiKey,
      clock,
    }),
    store,
    clock,
    allowedOrigins: [PAGE_ORIGIN],
    webhookSecrets: [settings.webhookSecret],
    authenticate: (request) => {
      const accountId = request.headers.get('x-account');
      return accountId === null ? null : { accountId };
    },
    resolvePayout: ({ payoutId, accountId }) =>
      payoutId === `inv_${accountId}` ? { amountCents: AMOUNT_CENTS, onboardingSteps: ['compliance'] } : null,
    allowNewAttempt: () => true,
    onNotice: () => undefined,
    onEvent: (event) => say({ type: 'event', event }),
  },
  {
    piggyBack: settings.sweeps,
    crashPoint(name) {
      if (!deaths.has(name)) return undefined;
      appendFileSync(settings.crashLog, `${name}\n`);
      process.kill(process.pid, 'SIGKILL');
      // Nothing behind this point runs, however long the signal takes.
      return new Promise(() => undefined);
    },
  },
);

const server = createServer(toNodeListener(dots.handler));
server.listen(0, '127.0.0.1', () => {
  if (settings.sweeps) dots.start();
  say({ type: 'ready', port: (server.address() as AddressInfo).port });
});
process.once('SIGTERM', () => void drain());
// A parent that died leaves nobody behind.
process.once('disconnect', () => process.exit(1));

/** As the README tells hosts to end: no new requests, then the work under way, then who is only listening. */
async function drain(): Promise<void> {
  const answered = new Promise((resolve) => server.close(resolve));
  await dots.stop();
  await Promise.race([answered, wait(1_000)]);
  server.closeAllConnections();
  await store.close();
  await pool.end();
  process.exit(0);
}

function say(message: WorkerMessage): void {
  process.send?.(message);
}
