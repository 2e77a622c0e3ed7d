import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DotsFlows, Store } from '@dots-flows/server';
import { postgresStore } from '@dots-flows/server/postgres';
import { sqliteStore } from '@dots-flows/server/sqlite';
import { atLeast, SectionBuilder } from '../measurement.ts';
import type { Bar, Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import { measurePairs, summarizePairs } from '../statistics.ts';
import { withPostgres } from './bench-postgres.ts';
import { timesPerSecond } from './callers.ts';
import { openPayout, runPayout, startPayouts, storeSession } from './payout-work.ts';
import { postgresTable, sqliteTable } from './raw-table.ts';

const CALLERS = 8;
/** So many that a round is not the luck of a moment, and that nothing is new to the compiler any more. */
const PER_ROUND = 600;
/** The whole way is many times as much work. */
const WHOLE_WAYS_PER_ROUND = 160;

export async function measureStoreThroughput(): Promise<Section> {
  const columns = ['', 'ours /s', 'raw insert+update /s', 'ratio', 'middle half'];
  const section = new SectionBuilder('Payout sessions on a store, against raw insert + update', columns)
    .note(`${CALLERS} callers at once; commits reach the disk on both sides. Dots answers at once and costs nothing.`)
    .note('"open": first call of a new payout. "store alone": its two writes, as the store does them.')
    .note('"to the link": the whole way, on the raw side still one pair.');
  const compare = async (
    name: string,
    work: () => Promise<void>,
    raw: () => Promise<void>,
    { bar, perRound = PER_ROUND }: { readonly bar?: Bar; readonly perRound?: number } = {},
  ) => {
    const perSecond = (each: () => Promise<void>, times: number) => () =>
      timesPerSecond({ callers: CALLERS, times, work: each });
    const pairs = await measurePairs({
      warmUpRounds: 2,
      rounds: 7,
      ours: perSecond(work, perRound),
      peer: perSecond(raw, PER_ROUND),
    });
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

  await withPostgres(async (postgres) => {
    const table = await postgresTable(postgres.newPool(CALLERS));
    // One more, because the store listens on a connection of its own.
    await withStore(postgresStore(postgres.newPool(CALLERS + 1)), async (dots, store) => {
      await compare('Postgres, open', () => openPayout(dots), table.insertAndUpdate, { bar: atLeast(0.35) });
      await compare('Postgres, store alone', () => storeSession(store), table.insertAndUpdate);
      await compare('Postgres, to the link', () => runPayout(dots), table.insertAndUpdate, {
        perRound: WHOLE_WAYS_PER_ROUND,
      });
    });
  });
  await withFolder(async (folder) => {
    const table = sqliteTable(path.join(folder, 'raw.db'));
    await withStore(sqliteStore(path.join(folder, 'ours.db')), async (dots, store) => {
      await compare('SQLite, open', () => openPayout(dots), table.insertAndUpdate);
      await compare('SQLite, store alone', () => storeSession(store), table.insertAndUpdate);
      await compare('SQLite, to the link', () => runPayout(dots), table.insertAndUpdate, {
        perRound: WHOLE_WAYS_PER_ROUND,
      });
    });
    table.close();
  });
  return section.build();
}

async function withStore(store: Store, work: (dots: DotsFlows, store: Store) => Promise<void>): Promise<void> {
  try {
    await work(startPayouts(store), store);
  } finally {
    await store.close();
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
