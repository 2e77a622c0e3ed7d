import { describe, expect, it } from 'vitest';
import { LEASE_MS, aFlow } from './store-bench.ts';
import type { StoreBench } from './store-bench.ts';

/** What hints and `release` do. */
export function describeHints(bench: StoreBench): void {
  const { create1, claim1, read1, commit1 } = bench;

  describe('hints', () => {
    it('make a session due at once and survive a look that began before them', async () => {
      const made = await commit1(await create1(), { dueInMs: 60_000, newFlow: aFlow({ flowId: 'hinted-flow' }) });
      const { sessionId } = made.session;
      expect(await bench.store.hint({ flowId: 'hinted-flow' })).toEqual([sessionId]);
      const [looking] = await bench.store.claim({ limit: 1, leaseMs: LEASE_MS });
      expect(looking?.session).toMatchObject({ sessionId, hints: 1, hintsSeen: 0, version: made.session.version });
      await bench.store.hint({ sessionId });
      await bench.store.release({ sessionId, fence: looking?.session.fence ?? 0, dueInMs: 60_000, hintsSeen: 1 });
      const dirty = await read1(sessionId);
      expect(dirty.session).toMatchObject({ hints: 2, hintsSeen: 1, nextAtMs: dirty.nowMs, leaseUntilMs: null });
      const [again] = await bench.store.claim({ limit: 1, leaseMs: LEASE_MS });
      const clean = await commit1(again ?? dirty, { hintsSeen: 2, dueInMs: 60_000 });
      expect(clean.session).toMatchObject({ hints: 2, hintsSeen: 2, nextAtMs: clean.nowMs + 60_000 });
    });

    it('that nobody has looked at make a session due at once, whatever a commit or a release plans', async () => {
      const made = await create1();
      const { sessionId } = made.session;
      await bench.store.hint({ sessionId });
      await bench.under().passMs(500);
      const committed = await commit1(await read1(sessionId), { dueInMs: 60_000 });
      expect(committed.session.nextAtMs).toBe(committed.nowMs);
      const { session } = await claim1(sessionId);
      await bench.under().passMs(500);
      await bench.store.release({ sessionId, fence: session.fence, dueInMs: null });
      const released = await read1(sessionId);
      expect(released.session.nextAtMs).toBe(released.nowMs);
    });

    it('are never covered beyond what there is', async () => {
      const made = await create1();
      const covered = await commit1(made, { hintsSeen: 99 });
      expect(covered.session.hintsSeen).toBe(0);
    });

    it('reach every session of a Dots user, and nobody when there is none', async () => {
      const one = await commit1(await create1(), { dotsUserId: 'user-1' });
      const two = await commit1(await create1(), { dotsUserId: 'user-1' });
      await commit1(await create1(), { dotsUserId: 'user-2' });
      const hinted = await bench.store.hint({ dotsUserId: 'user-1' });
      expect(new Set(hinted)).toEqual(new Set([one.session.sessionId, two.session.sessionId]));
      expect(await bench.store.hint({ transferId: 'nobody' })).toEqual([]);
      expect(await bench.store.hint({ sessionId: 'nobody' })).toEqual([]);
    });
  });

  describe('release', () => {
    it('does nothing for a fence that is over', async () => {
      const made = await create1();
      const held = await claim1(made.session.sessionId);
      await bench.store.release({ sessionId: made.session.sessionId, fence: held.session.fence - 1, dueInMs: 5 });
      expect((await read1(made.session.sessionId)).session).toEqual(held.session);
    });

    it('counts idle looks, plans the next, and remembers since when credentials are refused', async () => {
      const made = await create1();
      const { sessionId } = made.session;
      const release = async (fields: object) => {
        const { session } = await claim1(sessionId);
        await bench.store.release({ sessionId, fence: session.fence, dueInMs: 1_000, ...fields });
        return (await read1(sessionId)).session;
      };
      const first = await release({ isIdlePoll: true, refused: true });
      expect(first).toMatchObject({ polls: 1, leaseUntilMs: null, version: made.session.version });
      expect(first.refusedSinceMs).not.toBeNull();
      await bench.under().passMs(500);
      expect(await release({ isIdlePoll: true, refused: true })).toMatchObject({
        polls: 2,
        refusedSinceMs: first.refusedSinceMs,
      });
      expect(await release({})).toMatchObject({ polls: 2, refusedSinceMs: first.refusedSinceMs });
      expect(await release({ refused: false, dueInMs: null })).toMatchObject({
        refusedSinceMs: null,
        nextAtMs: null,
      });
    });
  });
}
