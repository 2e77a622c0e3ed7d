import { describe, expect, it } from 'vitest';
import { createDotsApi } from '../dots-api/create-dots-api.ts';
import { noCrash } from './crash-points.ts';
import { lookUpTransfers } from './look-up.ts';
import type { LookUpRequest } from './look-up.ts';

interface WireTransfer {
  readonly id: string;
  readonly user_id: string;
  readonly created: string;
  readonly metadata?: unknown;
}

const TAG = 'tag-1';
const at = (minute: number) => `2026-08-03T09:${String(minute).padStart(2, '0')}:00.000000`;
const atMs = (minute: number) => Date.parse(`${at(minute)}Z`);

/** Dots with these transfers, newest first, in pages of two; `gone` users have no list. */
function dotsWith(transfers: readonly WireTransfer[], { gone = [] as string[], failAt = Infinity } = {}) {
  const asked: string[] = [];
  const api = createDotsApi({
    environment: { baseUrl: 'https://dots.example' },
    clientId: 'c',
    apiKey: 'k',
    fetch: async (input, init) => {
      const { searchParams } = new URL(new Request(input, init).url);
      const user = searchParams.get('user_id') ?? '';
      asked.push(user);
      if (asked.length > failAt) return Response.json({}, { status: 500 });
      if (gone.includes(user)) return Response.json({}, { status: 404 });
      const mine = transfers.filter((transfer) => transfer.user_id === user);
      const from = mine.findIndex(({ id }) => id === searchParams.get('starting_after')) + 1;
      const data = mine.slice(from, from + 2).map((transfer) => ({ status: 'completed', amount: '-100', ...transfer }));
      return Response.json({ has_more: from + 2 < mine.length, data });
    },
  });
  const look = (request: Partial<LookUpRequest> = {}) =>
    lookUpTransfers(api, { userIds: ['u-1'], referenceTag: TAG, keys: ['key-1'], sinceMs: null, ...request }, noCrash);
  return { asked, look };
}

const plain = (id: string, minute: number, user = 'u-1'): WireTransfer => ({ id, user_id: user, created: at(minute) });
const ours = (id: string, minute: number, user = 'u-1') => ({
  ...plain(id, minute, user),
  metadata: { dots_flows_reference: TAG },
});
const idsOf = (result: Awaited<ReturnType<typeof lookUpTransfers>>) =>
  result.kind === 'found' ? result.transfers.map(({ transferId }) => transferId) : result.kind;

describe('lookUpTransfers', () => {
  it('goes through every page, and takes every transfer of the payout, whichever attempt made it', async () => {
    const { asked, look } = dotsWith([
      ours('t-5', 50),
      plain('t-4', 40),
      plain('t-3', 30),
      plain('t-2', 20),
      ours('t-1', 10),
    ]);
    expect(idsOf(await look())).toEqual(['t-5', 't-1']);
    expect(asked).toHaveLength(3);
  });

  it('goes on beyond transfers whose time is not told, however old the others are', async () => {
    const timeless = (id: string) => ({ ...plain(id, 0), created: 'some time ago' });
    const transfers = [timeless('t-6'), timeless('t-5'), plain('t-4', 10), timeless('t-3'), ours('t-2', 10)];
    expect(idsOf(await dotsWith(transfers).look({ sinceMs: atMs(50) }))).toEqual(['t-2']);
  });

  it('knows a transfer by its key too, and nothing by anything else', async () => {
    const byKey = { ...plain('t-2', 20), metadata: '{"dots_flows_key":"key-1"}' };
    const others = [
      null,
      'text',
      [],
      { dots_flows_reference: 'tag-2' },
      { dots_flows_key: 'key-2' },
      { reference: TAG },
    ].map((metadata, index) => ({ ...plain(`o-${index}`, 10), metadata }));
    expect(idsOf(await dotsWith([byKey, ...others]).look())).toEqual(['t-2']);
    expect(idsOf(await dotsWith(others).look())).toBe('empty');
  });

  it('stops at a page that is older than the window, not at one old transfer', async () => {
    const transfers = [
      plain('t-6', 50),
      plain('t-5', 5),
      ours('t-4', 40),
      plain('t-3', 5),
      plain('t-2', 5),
      plain('t-1', 4),
      plain('t-0', 3),
    ];
    const { asked, look } = dotsWith(transfers);
    expect(idsOf(await look({ sinceMs: atMs(10) }))).toEqual(['t-4']);
    expect(asked).toHaveLength(3);
  });

  it('looks under every id that the person ever had, and does not mind that an old one is gone', async () => {
    const { asked, look } = dotsWith([ours('t-1', 10, 'u-0')], { gone: ['u-merged'] });
    expect(idsOf(await look({ userIds: ['u-1', 'u-merged', 'u-0', 'u-1'] }))).toEqual(['t-1']);
    expect(asked).toEqual(['u-1', 'u-merged', 'u-0']);
  });

  it('says nothing about what is there when a page is missing, or the user is', async () => {
    const transfers = [plain('t-3', 30), plain('t-2', 20), ours('t-1', 10)];
    expect(idsOf(await dotsWith(transfers, { failAt: 1 }).look())).toBe('failed');
    expect(idsOf(await dotsWith([], { gone: ['u-1'] }).look())).toBe('failed');
  });

  it('gives up, without a word about what is there, beyond two hundred pages', async () => {
    const many = Array.from({ length: 410 }, (_, index) => plain(`t-${index}`, 10));
    expect(idsOf(await dotsWith(many).look())).toBe('too-many');
  });
});
