import { describe, expect, it } from 'vitest';
import type { Answer } from '../../dots-api/answer.ts';
import type { Page, RemoteTransfer } from '../../dots-api/remote-records.ts';
import { noCrash } from '../crash-points.ts';
import type { PayoutContext } from '../payout-context.ts';
import { SAFE_RULES } from '../rules.ts';
import type { Work } from '../work.ts';
import { lookForPayout } from './look-for-payout.ts';

const MINUTE = 60_000;
const INTENT_MS = Date.parse('2026-08-03T09:00:00Z');
const NAMESPACE = '9b0d8f6e-3c52-5a64-8f43-6f1f0c1f7a2d';

interface Scene {
  /** When the transfers of the first page were made, from the intent on. */
  readonly madeAfterMs: number;
  readonly firstIntentAtMs?: number | null;
  readonly skewMs?: number | null;
}

/** Looks through a list of two pages. Answers which users' pages were read, in order. */
async function look({ madeAfterMs, firstIntentAtMs = INTENT_MS, skewMs = null }: Scene): Promise<string[]> {
  const read: string[] = [];
  const listTransfers = async (page: {
    readonly userId: string;
    readonly startingAfter?: string | undefined;
  }): Promise<Answer<Page<RemoteTransfer>>> => {
    read.push(page.userId);
    const transfer = { status: 'completed', userId: page.userId, amountCents: -1, metadata: {} };
    const createdAtMs = INTENT_MS + madeAfterMs;
    const items = [{ ...transfer, transferId: `${page.userId}-${read.length}`, createdAtMs }];
    return { kind: 'accepted', value: { items, hasMore: page.startingAfter === undefined } };
  };
  const context = {
    api: { namespace: NAMESPACE, clockSkewMs: () => skewMs, listTransfers },
    rules: SAFE_RULES,
    crashPoint: noCrash,
  } as unknown as PayoutContext;
  const bundle = {
    session: { reference: 'inv_1', dotsUserId: 'user-now' },
    attempts: [{ key: 'key-1', dotsUserId: 'user-then', firstIntentAtMs }],
    binding: { dotsUserId: 'user-now', formerUserIds: ['user-before'] },
  };
  expect(await lookForPayout(context, { bundle } as unknown as Work)).toEqual({ kind: 'empty' });
  return read;
}

const USERS = ['user-now', 'user-then', 'user-before'];
const twice = (users: readonly string[]) => users.flatMap((user) => [user, user]);

describe('lookForPayout', () => {
  it('looks under every id of the payee, back to ten minutes before the intent and no further', async () => {
    expect(await look({ madeAfterMs: -9 * MINUTE })).toEqual(twice(USERS));
    expect(await look({ madeAfterMs: -11 * MINUTE })).toEqual(USERS);
  });

  it('looks as far back as there is, before anything was sent', async () => {
    expect(await look({ madeAfterMs: -1_000 * MINUTE, firstIntentAtMs: null })).toEqual(twice(USERS));
  });

  it('looks further back by as much as Dots` clock is behind, and no less far when it is ahead', async () => {
    expect(await look({ madeAfterMs: -65 * MINUTE, skewMs: -60 * MINUTE })).toEqual(twice(USERS));
    expect(await look({ madeAfterMs: -71 * MINUTE, skewMs: -60 * MINUTE })).toEqual(USERS);
    expect(await look({ madeAfterMs: -9 * MINUTE, skewMs: 60 * MINUTE })).toEqual(twice(USERS));
  });
});
