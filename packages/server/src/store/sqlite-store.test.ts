import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sqliteStore } from './sqlite-store.ts';
import { openTogether } from '../../test/instances/open-together.ts';
import { isLong } from '../../test/is-long.ts';
import { describeStore } from '../../test/store/describe-store.ts';
import type { Store } from './store.ts';

const NAMESPACE = 'namespace';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dots-flows-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describeStore(
  'sqliteStore',
  () => {
    let now = Date.parse('2026-08-03T09:00:00Z');
    const file = join(folder, `${crypto.randomUUID()}.db`);
    const opened: Store[] = [];
    return {
      // Each on a file handle of its own, as processes have; opened on first use like the rest of the library does.
      connect() {
        const store = opensItself(sqliteStore(file, { clock: { nowMs: () => now } }));
        opened.push(store);
        return store;
      },
      passMs(ms) {
        now += ms;
      },
      nowMs: () => now,
      async dispose() {
        for (const store of opened) await store.close();
      },
    };
  },
  { contentionRounds: isLong ? 100 : 5 },
);

/** The contract suite connects and calls at once; here every connection has to be opened first. */
function opensItself(store: Store): Store {
  let opening: Promise<unknown> | null = null;
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || name === 'open' || name === 'close') return method;
      return async (...args: unknown[]) => {
        await (opening ??= target.open({ namespace: '00000000-0000-5000-8000-000000000001' }));
        return method.apply(target, args) as unknown;
      };
    },
  });
}

describe('sqliteStore as a file', { timeout: 60_000 }, () => {
  const file = () => join(folder, 'payouts.db');

  it.each(['', '  ', undefined, null, {}])('is not made of the path %j, which would be kept nowhere', (path) => {
    expect(() => sqliteStore(path as never)).toThrow(expect.objectContaining({ code: 'not-configured' }) as Error);
  });

  it('is there again after the process ended', async () => {
    const first = sqliteStore(file());
    await first.open({ namespace: NAMESPACE });
    const session = {
      sessionId: 's',
      reference: 'r',
      accountId: 'a',
      amountCents: 1,
      onboardingSteps: [],
      payoutSteps: [],
      metadata: {},
    };
    await first.createSession(session);
    await first.close();
    const second = sqliteStore(file());
    await second.open({ namespace: NAMESPACE });
    expect((await second.readSession({ reference: 'r' }))?.session.sessionId).toBe('s');
    await second.close();
  });

  it('is written through: write-ahead log, every commit on disk', async () => {
    const driver = new DatabaseSync(file());
    // As other drivers, and other builds of SQLite, begin.
    driver.exec('pragma synchronous = off');
    const store = sqliteStore(driver);
    await store.open({ namespace: NAMESPACE });
    expect(driver.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(driver.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
    await store.close();
    expect(driver.isOpen).toBe(true);
    driver.close();
  });

  it('is migrated once when many processes start on an empty file at the same moment', async () => {
    const epochs = await openTogether(4, [file(), NAMESPACE]);
    expect(new Set(epochs).size).toBe(1);
  });

  it('refuses a file that newer code wrote, and leaves it as it is', async () => {
    const driver = new DatabaseSync(file());
    driver.exec('pragma user_version = 99');
    driver.close();
    const store = sqliteStore(file());
    await expect(store.open({ namespace: NAMESPACE })).rejects.toMatchObject({
      code: 'store-too-new',
      message: expect.stringContaining('schema 99') as string,
    });
    await store.close();
  });

  it('refuses to change a transfer id or the audit, even by hand', async () => {
    const driver = new DatabaseSync(file());
    const store = sqliteStore(driver);
    await store.open({ namespace: NAMESPACE });
    const { bundle } = await store.createSession({
      sessionId: 's',
      reference: 'r',
      accountId: 'a',
      amountCents: 1,
      onboardingSteps: [],
      payoutSteps: [],
      metadata: {},
    });
    await store.commit({
      sessionId: 's',
      expectedVersion: bundle.session.version,
      phase: 'ACCEPTED',
      reason: null,
      events: [{ name: 'noted', fromPhase: 'CREATED', toPhase: 'ACCEPTED', reason: null }],
      attempts: [
        { type: 'add', ordinal: 1, key: 'k', dotsUserId: 'u', amountCents: 1 },
        { type: 'fact', ordinal: 1, transferId: 't', status: 'pending', evidence: null },
      ],
    });
    expect(() => driver.exec(`update dots_attempt set transfer_id = 'other'`)).toThrow('written once');
    expect(() => driver.exec(`update dots_event set name = 'other'`)).toThrow('append-only');
    expect(() => driver.exec('delete from dots_event')).toThrow('append-only');
    driver.close();
  });

  it('says what is wrong when the folder is not there', async () => {
    await expect(sqliteStore(join(folder, 'no', 'such.db')).open({ namespace: NAMESPACE })).rejects.toMatchObject({
      code: 'store-unavailable',
    });
  });

  it('answers store-unavailable when the driver fails, and works again afterwards', async () => {
    let isBroken = false;
    const driver = new DatabaseSync(file());
    const flaky = {
      prepare(sql: string) {
        const statement = driver.prepare(sql);
        const guarded = <T>(call: () => T): T => {
          if (isBroken && sql === 'commit') throw new Error('disk I/O error');
          return call();
        };
        return {
          run: (...values: (string | number | null)[]) => guarded(() => statement.run(...values)),
          get: (...values: (string | number | null)[]) => statement.get(...values),
          all: (...values: (string | number | null)[]) => statement.all(...values),
        };
      },
    };
    const store = sqliteStore(flaky);
    await store.open({ namespace: NAMESPACE });
    isBroken = true;
    await expect(store.receiveMessage({ messageId: 'm', body: '{}' })).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    isBroken = false;
    expect(await store.receiveMessage({ messageId: 'm', body: '{}' })).toBe('stored');
    driver.close();
  });

  it.each([
    [0x6969, 'NFS'],
    [-11317950, 'CIFS'],
    [0xff534d42, 'CIFS'],
    [0xfe534d42, 'SMB'],
  ])('is refused on a file system of type %d, which is shared by machines: %s', async (type, name) => {
    const real = process.getBuiltinModule.bind(process);
    const getBuiltinModule = vi
      .spyOn(process, 'getBuiltinModule')
      .mockImplementation((id: string) => (id === 'node:fs' ? { statfsSync: () => ({ type }) } : real(id)) as never);
    await expect(sqliteStore(file()).open({ namespace: NAMESPACE })).rejects.toMatchObject({
      code: 'not-configured',
      message: expect.stringContaining(name) as string,
    });
    getBuiltinModule.mockRestore();
  });

  it('names the fix where node:sqlite is missing', async () => {
    const getBuiltinModule = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    await expect(sqliteStore(file()).open({ namespace: NAMESPACE })).rejects.toMatchObject({
      code: 'not-configured',
      message: expect.stringContaining('Node 22.5') as string,
    });
    getBuiltinModule.mockRestore();
  });
});
