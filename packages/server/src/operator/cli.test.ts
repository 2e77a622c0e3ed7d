import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEmulator } from '@dots-flows/emulator';
import type { Emulator } from '@dots-flows/emulator';
import { startPostgres } from '@dots-flows/testkit/postgres';
import type { TestPostgres } from '@dots-flows/testkit/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change } from '../../test/store/store-bench.ts';
import { createDotsApi } from '../dots-api/create-dots-api.ts';
import { postgresStore } from '../store/postgres-store.ts';
import { sqliteStore } from '../store/sqlite-store.ts';
import type { Store } from '../store/store.ts';

const CLI = path.join(import.meta.dirname, 'cli.ts');
const API_KEY = 'sk_dev_MARKED_SECRET';
const ATTEMPT_KEY = 'MARKED-ATTEMPT-KEY';
const HANGS_MS = 120_000;

let emulator: Emulator;
let postgres: TestPostgres;
let folder: string;
let userId: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'dots-flows-operator-'));
  [emulator, postgres] = await Promise.all([createEmulator({ seed: 'operator', apiKey: API_KEY }), startPostgres()]);
  userId = emulator.world.addUser({
    phone: '+1 415 555 0101',
    firstName: 'Ana',
    lastName: 'Sousa',
    compliance: 'w9',
  }).id;
}, HANGS_MS);
afterAll(async () => {
  await Promise.all([emulator.close(), postgres.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

interface Result {
  readonly code: number;
  readonly said: string;
  readonly complained: string;
}

function operator(args: readonly string[], environment: Record<string, string | undefined>): Promise<Result> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=@dots-flows/source', '--disable-warning=ExperimentalWarning', CLI, ...args],
      { env: { ...process.env, ...environment } },
      (error, said, complained) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said, complained }),
    );
  });
}

const settings = (place: string) => ({
  DOTS_ENVIRONMENT: emulator.apiUrl,
  DOTS_CLIENT_ID: emulator.clientId,
  DOTS_API_KEY: API_KEY,
  DOTS_FLOWS_STORE: place,
});

const namespace = () =>
  createDotsApi({ environment: { baseUrl: emulator.apiUrl }, clientId: emulator.clientId, apiKey: API_KEY }).namespace;

/** A payout that was sent long ago, and of which nothing was found. */
async function leaveInAttention(store: Store, payoutId: string): Promise<void> {
  await store.open({ namespace: namespace() });
  const { bundle } = await store.createSession({
    sessionId: `session-${payoutId}`,
    reference: payoutId,
    accountId: 'acc_ana',
    amountCents: 24_850,
    onboardingSteps: ['compliance'],
    payoutSteps: ['payout'],
    metadata: {},
  });
  await store.commit(
    change(bundle, {
      phase: 'ATTENTION',
      reason: 'key-too-old',
      dotsUserId: userId,
      events: [{ name: 'needs-operator', fromPhase: 'SENDING', toPhase: 'ATTENTION', reason: 'key-too-old' }],
      attempts: [
        { type: 'add', ordinal: 1, key: `${ATTEMPT_KEY}-${payoutId}`, dotsUserId: userId, amountCents: 24_850 },
        { type: 'intent', ordinal: 1, dotsUserId: userId, quietMs: 0 },
      ],
    }),
  );
  await store.close();
}

const madeByHand = () => emulator.world.transfers.createFromBody({ amount: -24_850, user_id: userId }).id;

describe('dots-flows-operator', { timeout: HANGS_MS }, () => {
  it('lists, shows what Dots has, and adopts, on an SQLite file', async () => {
    const file = path.join(folder, 'payouts.db');
    await leaveInAttention(sqliteStore(file), 'inv_2041');
    const list = await operator(['list'], settings(file));
    expect(list).toMatchObject({ code: 0, complained: '' });
    expect(list.said).toMatch(/^inv_2041 {2}\$248\.50 {2}ATTENTION \(key-too-old\) {2}account acc_ana {2}since .*Z\n$/);

    const before = await operator(['show', 'inv_2041'], settings(file));
    expect(before.said).toContain('No transfer of this payout.');
    expect(before.said).toContain('needs-operator  -> ATTENTION (key-too-old)');

    expect(await operator(['adopt', 'inv_2041'], settings(file))).toMatchObject({
      code: 2,
      complained: expect.stringContaining('needs --transfer') as string,
    });
    const transferId = madeByHand();
    const adopted = await operator(['adopt', 'inv_2041', '--transfer', transferId], settings(file));
    expect(adopted).toMatchObject({ code: 0, said: expect.stringContaining('FUNDED') as string });
    const after = await operator(['show', 'inv_2041', '--json'], settings(file));
    expect(JSON.parse(after.said)).toMatchObject({ phase: 'FUNDED', attempts: [{ transferId, status: 'completed' }] });
    expect((await operator(['adopt', 'inv_2041', '--transfer', transferId], settings(file))).code).toBe(1);
    expect((await operator(['list'], settings(file))).said).toBe('No payout waits for a person.\n');
    for (const { said, complained } of [list, before, adopted, after])
      expect(said + complained).not.toMatch(new RegExp(`${API_KEY}|${ATTEMPT_KEY}`));

    const store = sqliteStore(file);
    await store.open({ namespace: namespace() });
    expect(await store.claimNotices({ limit: 5, leaseMs: 1 })).toMatchObject([
      { body: expect.stringContaining('"type":"funded"') as string },
    ]);
    await store.close();
  });

  it('does the same on Postgres', async () => {
    const pool = new pg.Pool({ connectionString: postgres.connectionString, max: 2 });
    await leaveInAttention(postgresStore(pool, { notify: false, schema: 'back_office' }), 'inv_1');
    const environment = { ...settings(postgres.connectionString), DOTS_FLOWS_SCHEMA: 'back_office' };
    expect((await operator(['list'], environment)).said).toContain('inv_1');
    const adopted = await operator(['adopt', 'inv_1', '--transfer', madeByHand(), '--json'], environment);
    expect(JSON.parse(adopted.said)).toMatchObject({ payoutId: 'inv_1', phase: 'FUNDED' });
    await pool.end();
  });

  it('names what is missing or wrong, and never a value', async () => {
    const file = path.join(folder, 'nowhere.db');
    expect(await operator(['list'], { ...settings(file), DOTS_API_KEY: '' })).toMatchObject({
      code: 2,
      complained: expect.stringContaining('DOTS_API_KEY is not set') as string,
    });
    expect(await operator(['list'], settings(file))).toMatchObject({
      code: 2,
      complained: expect.stringContaining('a file that is not there') as string,
    });
    const wrongPlace = postgres.connectionString.replace(/:\/\/[^@]*@/, '://postgres:MARKED_PASSWORD@');
    const refused = await operator(['list'], settings(wrongPlace));
    expect(refused).toMatchObject({ code: 1, complained: expect.stringContaining('store-unavailable') as string });
    expect(refused.said + refused.complained).not.toContain('MARKED');
    const foreign = await operator(['list'], { ...settings(file), DOTS_ENVIRONMENT: 'prod' });
    expect(foreign).toMatchObject({ code: 2, complained: expect.stringContaining('DOTS_ENVIRONMENT') as string });
  });

  it('explains itself', async () => {
    for (const args of [[], ['--help'], ['help']]) {
      const { code, said } = await operator(args, { DOTS_API_KEY: undefined });
      expect(code).toBe(0);
      for (const name of ['list', 'show', 'adopt', 'resume', 'retry', 'cancel', 'DOTS_FLOWS_STORE'])
        expect(said).toContain(name);
    }
  });
});
