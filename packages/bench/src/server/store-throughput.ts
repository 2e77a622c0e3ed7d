import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DotsFlows, Store } from '@dots-flows/server';
import { postgresStore } from '@dots-flows/server/postgres';
import { sqliteStore } from '@dots-flows/server/sqlite';
import { startPostgres } from '@dots-flows/testkit/postgres';
import pg from 'pg';
import { atLeast, SectionBuilder } from '../measurement.ts';
import type { Bar, Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import { measurePairs, summarizePairs } from '../statistics.ts';
import { timesPerSecond } from './callers.ts';
import { openPayout, runPayout, startPayouts } from './payout-work.ts';
import { postgresTable, sqliteTable } from './raw-table.ts';

const CALLERS = 8;
const PER_ROUND = 240;

export async function measureStoreThroughput(): Promise<Section> {
  const columns = ['', 'ours /s', 'raw insert+update /s', 'ratio', 'middle half'];
  const section = new SectionBuilder('Payout sessions on a store, against raw insert + update', columns)
    .note(`${CALLERS} callers at once; commits reach the disk on both sides. Dots answers at once and costs nothing.`)
    .note('"open": first call of a new payout. "to the link": the whole way, on the raw side still one pair.');
  const compare = async (name: string, work: () => Promise<void>, raw: () => Promise<void>, bar?: Bar) => {
    const perSecond = (each: () => Promise<void>) => () =>
      timesPerSecond({ callers: CALLERS, times: PER_ROUND, work: each });
    const pairs = await measurePairs({ warmUpRounds: 2, rounds: 9, ours: perSecond(work), peer: perSecond(raw) });
    const { oursMedian, peerMedian, ratio, ratioLow, ratioHigh } = summarizePairs(pairs);
    section
      .row(
        name,
        formatNumber(oursMedian),
        formatNumber(peerMedian),
        `${formatNumber(ratio)}x`,
        `${formatNumber(ratioLow)}-${formatNumber(ratioHigh)}`,
      )
      .measure(`server/sessions/${name.replace(', ', '/').replaceAll(' ', '-').toLowerCase()}`, ratio, 'x', bar);
  };

  await withPostgres(async (ours, raw) => {
    const table = await postgresTable(raw);
    await withStore(postgresStore(ours), async (dots) => {
      await compare('Postgres, open', () => openPayout(dots), table.insertAndUpdate, atLeast(0.35));
      await compare('Postgres, to the link', () => runPayout(dots), table.insertAndUpdate);
    });
  });
  await withFolder(async (folder) => {
    const table = sqliteTable(path.join(folder, 'raw.db'));
    await withStore(sqliteStore(path.join(folder, 'ours.db')), async (dots) => {
      await compare('SQLite, open', () => openPayout(dots), table.insertAndUpdate);
      await compare('SQLite, to the link', () => runPayout(dots), table.insertAndUpdate);
    });
    table.close();
  });
  return section.build();
}

async function withStore(store: Store, work: (dots: DotsFlows) => Promise<void>): Promise<void> {
  try {
    await work(startPayouts(store));
  } finally {
    await store.close();
  }
}

function newPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: CALLERS + 1 });
  // At the end the server may close a connection before the pool does.
  pool.on('error', () => undefined);
  return pool;
}

async function withPostgres(work: (ours: pg.Pool, raw: pg.Pool) => Promise<void>): Promise<void> {
  const server = await startPostgres({ durable: true });
  const pools = [0, 1].map(() => newPool(server.connectionString)) as [pg.Pool, pg.Pool];
  try {
    await work(...pools);
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
    await server.stop();
  }
}

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dots-flows-bench-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
