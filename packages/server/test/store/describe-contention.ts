import { describe, expect, it } from 'vitest';
import type { SessionChange, Store } from '../../src/store/store.ts';
import { isLong } from '../is-long.ts';
import { aSession, LEASE_MS } from './store-bench.ts';
import type { StoreBench } from './store-bench.ts';

const CONTENDERS = 64;
const QUIET_MS = 90_000;

/** What one contender brought about in one round. */
interface Score {
  readonly isNew: boolean;
  claims: number;
  commits: number;
  intents: number;
  facts: number;
  hints: number;
}

/**
 * Many callers on one row at once: each opens the payout, tries to get its lease and to commit the intent, tells a fact of
 * its own, and hints. What they were told and what is written have to agree to the last count.
 */
export function describeContention(bench: StoreBench, rounds: number): void {
  describe('64 contenders on one row', () => {
    it(
      `commit one intent, one transfer id, and lose nothing, in each of ${rounds} rounds`,
      async () => {
        const contenders = Array.from({ length: CONTENDERS }, () => bench.under().connect());
        let won = 0;
        for (; won < rounds; won++) await playRound(bench.store, contenders, won);
        expect(won).toBe(rounds);
      },
      isLong ? 1_800_000 : 60_000,
    );
  });
}

async function playRound(judge: Store, contenders: readonly Store[], round: number): Promise<void> {
  const session = aSession();
  const scores = await Promise.all(
    contenders.map(async (store, index) => {
      const { isNew, bundle } = await store.createSession({ ...session, sessionId: `${session.sessionId}-${index}` });
      const score: Score = { isNew, claims: 0, commits: 0, intents: 0, facts: 0, hints: 0 };
      await contend(store, bundle.session.sessionId, { score, index, round });
      return score;
    }),
  );
  const count = (what: Exclude<keyof Score, 'isNew'>) => scores.reduce((sum, score) => sum + score[what], 0);
  const bundle = await judge.readSession({ reference: session.reference });
  const events = await judge.readEvents(bundle?.session.sessionId ?? '');
  expect({ round, made: scores.filter(({ isNew }) => isNew).length }).toEqual({ round, made: 1 });
  expect({ round, intents: count('intents'), facts: count('facts') }).toEqual({ round, intents: 1, facts: 1 });
  expect(bundle?.attempts).toMatchObject([
    { postCount: 1, transferId: expect.stringContaining(`transfer-${round}-`) as unknown },
  ]);
  expect(bundle?.session).toMatchObject({
    version: 1 + count('commits'),
    fence: count('claims'),
    hints: count('hints'),
  });
  expect(events.map(({ version }) => version)).toEqual(Array.from({ length: count('commits') }, (_, n) => n + 2));
}

interface Contender {
  readonly score: Score;
  readonly index: number;
  readonly round: number;
}

async function contend(store: Store, sessionId: string, { score, index, round }: Contender): Promise<void> {
  /** Commits on the newest version, whatever it takes; `null` when there is nothing to do any more. */
  async function commit(decide: (attempts: number) => Partial<SessionChange> | null): Promise<string> {
    for (;;) {
      const bundle = await store.readSession({ sessionId });
      const parts = bundle === null ? null : decide(bundle.attempts.length);
      if (bundle === null || parts === null) return 'nothing';
      const { phase, version } = bundle.session;
      const event = { name: 'contended', fromPhase: phase, toPhase: phase, reason: null };
      const result = await store.commit({
        sessionId,
        expectedVersion: version,
        phase,
        reason: null,
        events: [event],
        ...parts,
      });
      if (result.outcome === 'done') score.commits += 1;
      if (result.outcome !== 'stale') return result.outcome;
    }
  }

  // Everybody wants to send; the rest is enough to get in their way.
  if (index % 8 === 1) await tellFact();
  await sendOnce();
  if (index % 8 === 2) await tellFact();
  if (index % 8 === 3) score.hints += (await store.hint({ sessionId })).length;

  /** The first who comes makes the attempt. */
  async function addAttempt() {
    const add = { type: 'add', ordinal: 1, key: `key-${sessionId}`, dotsUserId: 'user-1', amountCents: 1 } as const;
    await commit((attempts) => (attempts > 0 ? null : { attempts: [add] }));
  }

  async function sendOnce() {
    const [claimed] = await store.claim({ sessionId, leaseMs: LEASE_MS });
    if (claimed === undefined) return;
    score.claims += 1;
    if (claimed.attempts.length === 0) await addAttempt();
    const lease = { fence: claimed.session.fence, minLeaseLeftMs: 0 };
    const intent = { type: 'intent', ordinal: 1, dotsUserId: 'user-1', quietMs: QUIET_MS } as const;
    if ((await commit(() => ({ lease, attempts: [intent] }))) === 'done') score.intents += 1;
    // The next one gets the lease, and has to find the quiet period.
    await store.release({ sessionId, fence: claimed.session.fence, dueInMs: null });
  }

  async function tellFact() {
    await addAttempt();
    const transferId = `transfer-${round}-${index}`;
    const fact = { type: 'fact', ordinal: 1, transferId, status: 'pending', evidence: null } as const;
    if ((await commit(() => ({ attempts: [fact] }))) === 'done') score.facts += 1;
  }
}
