import { createEmulator } from '@dots-flows/emulator';
import type { Emulator } from '@dots-flows/emulator';
import { startPostgres } from '@dots-flows/testkit/postgres';
import type { TestPostgres } from '@dots-flows/testkit/postgres';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDotsFlows } from './create-dots-flows.ts';
import { createDotsApi } from './dots-api/create-dots-api.ts';
import { pgBossSweeper } from './pg-boss-sweeper.ts';
import type { PgBossSweeper } from './pg-boss-sweeper.ts';
import { postgresStore } from './store/postgres-store.ts';

const HANGS_MS = 120_000;
const waiting = { timeout: HANGS_MS, interval: 50 };

let postgres: TestPostgres;
let pool: pg.Pool;
let emulator: Emulator;
beforeAll(async () => {
  [postgres, emulator] = await Promise.all([startPostgres(), createEmulator({ seed: 'pg-boss' })]);
  pool = new pg.Pool({ connectionString: postgres.connectionString, max: 8 });
}, HANGS_MS);
afterAll(async () => {
  await pool.end();
  await Promise.all([postgres.stop(), emulator.close()]);
});

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function startBoss(): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: postgres.connectionString, max: 3 });
  boss.on('error', () => undefined);
  await boss.start();
  ends.push(() => boss.stop({ graceful: false }));
  return boss;
}

/** Counts sweeps, and how many go on at the same time. */
function countingSweeps() {
  let running = 0;
  const counts = { begun: 0, most: 0, fails: 0 };
  return {
    counts,
    async sweep() {
      counts.begun += 1;
      running += 1;
      counts.most = Math.max(counts.most, running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
      if (counts.fails > 0) {
        counts.fails -= 1;
        throw new Error('The store is away.');
      }
      return { sessions: 0, webhooks: 0, more: counts.begun % 3 === 0 };
    },
  };
}

describe('pgBossSweeper', { timeout: HANGS_MS }, () => {
  let made = 0;
  const start = async (boss: PgBoss, dots: Parameters<typeof pgBossSweeper>[0], queue: string) => {
    const sweeper: PgBossSweeper = pgBossSweeper(dots, boss, { queue, everySeconds: 0.5 });
    await sweeper.start();
    ends.push(() => sweeper.stop());
    return sweeper;
  };

  it('sweeps on, one at a time for the whole fleet, and after a sweep that failed', async () => {
    const queue = `sweep-${(made += 1)}`;
    const dots = countingSweeps();
    dots.counts.fails = 2;
    const [one, other] = await Promise.all([startBoss(), startBoss()]);
    const sweepers = [await start(one, dots, queue), await start(other, dots, queue)];
    await expect.poll(() => dots.counts.begun, waiting).toBeGreaterThan(5);
    expect(dots.counts.most).toBe(1);
    await sweepers[0]?.stop();
    const { begun } = dots.counts;
    await expect.poll(() => dots.counts.begun, waiting).toBeGreaterThan(begun + 2);
    await sweepers[1]?.stop();
    const atEnd = dots.counts.begun;
    const jobs = await one.findJobs(queue, { queued: true });
    expect(jobs.length).toBeLessThanOrEqual(1);
    expect(dots.counts.begun).toBe(atEnd);
  });

  it('leaves a schedule that starts the chain anew when it was torn', async () => {
    const queue = `sweep-${(made += 1)}`;
    const boss = await startBoss();
    await start(boss, countingSweeps(), queue);
    await start(boss, countingSweeps(), queue);
    expect(await boss.getSchedules(queue)).toMatchObject([{ name: queue, cron: '* * * * *', timezone: 'UTC' }]);
  });

  it('brings a payout to its end without dots.start()', async () => {
    const queue = `sweep-${(made += 1)}`;
    const store = postgresStore(pool);
    ends.push(() => store.close());
    const dots = createDotsFlows({
      api: createDotsApi({
        environment: { baseUrl: emulator.apiUrl },
        clientId: emulator.clientId,
        apiKey: emulator.apiKey,
      }),
      store,
      allowedOrigins: ['https://app.example.com'],
      authenticate: () => ({ accountId: 'ana' }),
      resolvePayout: () => ({ amountCents: 700, onboardingSteps: ['compliance'] }),
    });
    const call = { payoutId: 'inv_1', accountId: 'ana', renewLink: false, retry: false };
    const opened = await dots.payouts.advance(call);
    if (opened.stage !== 'onboarding') throw new Error('The payout did not open.');
    const { flowId } = opened.flow;
    const user = emulator.world.addUser({
      phone: '+1 415 555 0101',
      firstName: 'Ana',
      lastName: 'Sousa',
      compliance: 'w9',
    });
    const flow = emulator.world.flows.require(flowId);
    emulator.world.flows.claim(flow, user.id);
    emulator.world.flows.completeStep(flow, 'compliance');
    await dots.payouts.receiveWebhook({ messageId: 'msg_1', body: { event: 'flow.updated', flow_id: flowId } });
    await start(await startBoss(), dots, queue);
    await expect
      .poll(() => emulator.world.transfers.list().map(({ userId, amountCents }) => ({ userId, amountCents })), waiting)
      .toEqual([{ userId: user.id, amountCents: -700 }]);
  });
});
