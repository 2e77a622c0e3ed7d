import { describe, expect, it } from 'vitest';
import { LEASE_MS, aFlow, change } from './store-bench.ts';
import type { StoreBench } from './store-bench.ts';

/** What `commit` writes, and what it refuses. */
export function describeCommits(bench: StoreBench): void {
  const { create1, claim1, read1, commit1, withAttempt } = bench;

  describe('commit', () => {
    it('writes all parts at once, as applyChange says', async () => {
      const made = await create1();
      const flow = aFlow({ signedInUntilMs: 1_700_000_000_000, requireAuth: true });
      const moved = await commit1(made, {
        phase: 'READY',
        reason: 'some-reason',
        amountCents: 3_000,
        dotsUserId: 'user-1',
        trust: 'pay',
        onboardingSteps: ['compliance'],
        bind: { dotsUserId: 'user-1', completedSteps: ['compliance'] },
        attempts: [{ type: 'add', ordinal: 1, key: 'key-1', dotsUserId: 'user-1', amountCents: 3_000 }],
        newFlow: flow,
        events: [{ name: 'payee-cleared', fromPhase: 'VERIFYING', toPhase: 'READY', reason: null }],
        notices: [{ noticeId: 'notice-1', body: '{"a":1}' }],
        dueInMs: 5_000,
      });
      expect(moved.binding).toMatchObject({
        dotsUserId: 'user-1',
        completedSteps: ['compliance'],
        confirmedAtMs: null,
      });
      expect(moved.flows).toMatchObject([flow]);
      const completedSteps = ['compliance'];
      const again = await commit1(moved, {
        phase: 'SENDING',
        flows: [{ flowId: flow.flowId, completedSteps, dotsUserId: 'user-1' }],
        attempts: [{ type: 'intent', ordinal: 1, dotsUserId: 'user-1', quietMs: 90_000 }],
        bind: { dotsUserId: 'user-1', completedSteps: ['manage-payouts'] },
        confirmBinding: true,
      });
      expect(again.attempts[0]).toMatchObject({
        postCount: 1,
        firstIntentAtMs: again.nowMs,
        lastIntentAtMs: again.nowMs,
      });
      expect(again.binding?.completedSteps).toEqual(['compliance', 'manage-payouts']);
      expect(await bench.store.readEvents(made.session.sessionId)).toMatchObject([
        {
          name: 'payee-cleared',
          version: 2,
          fromPhase: 'VERIFYING',
          toPhase: 'READY',
          sessionId: made.session.sessionId,
        },
      ]);
      expect(await bench.store.claimNotices({ limit: 9, leaseMs: 1 })).toMatchObject([
        { noticeId: 'notice-1', body: '{"a":1}' },
      ]);
    });

    it('keeps every turn of an attempt as applyChange says', async () => {
      let bundle = await withAttempt();
      const attempt = { ordinal: 1 } as const;
      const intent = { ...attempt, type: 'intent', dotsUserId: 'user-2', quietMs: 90_000 } as const;
      bundle = await commit1(bundle, { attempts: [intent] });
      bundle = await commit1(bundle, {
        attempts: [{ ...attempt, type: 'answer', answer: 'unknown', evidence: 'timeout' }],
      });
      bundle = await commit1(bundle, { attempts: [{ ...attempt, type: 'empty-look' }] });
      bundle = await commit1(bundle, { attempts: [{ ...attempt, type: 'empty-look' }] });
      expect(bundle.attempts[0]).toMatchObject({
        emptyLooks: 2,
        answer: 'unknown',
        evidence: 'timeout',
        dotsUserId: 'user-2',
      });
      await bench.under().passMs(90_000);
      bundle = await commit1(bundle, { attempts: [intent] });
      expect(bundle.attempts[0]).toMatchObject({ emptyLooks: 0, answer: null, postCount: 2 });
      bundle = await commit1(bundle, { attempts: [{ ...attempt, type: 'reopen' }] });
      expect(bundle.attempts[0]).toMatchObject({ firstIntentAtMs: null, evidence: null });
      bundle = await commit1(bundle, {
        attempts: [{ ...attempt, type: 'fact', transferId: 't', status: 'failed', evidence: null }],
      });
      bundle = await commit1(bundle, {
        attempts: [{ type: 'add', ordinal: 2, key: 'second', dotsUserId: 'user-2', amountCents: 1 }],
      });
      expect(bundle.attempts.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
      bundle = await commit1(bundle, { amountCents: 7 });
      expect(bundle.attempts.map(({ amountCents }) => amountCents)).toEqual([2_500, 7]);
    });

    it('amends attempts that were never sent, and no others', async () => {
      const add = (ordinal: number) =>
        ({ type: 'add', ordinal, key: `key-${ordinal}`, dotsUserId: 'user-1', amountCents: 100 }) as const;
      const made = await commit1(await create1(), { attempts: [add(1), add(2), add(3)] });
      const sent = await commit1(made, {
        attempts: [
          { type: 'intent', ordinal: 1, dotsUserId: 'user-1', quietMs: 0 },
          { type: 'fact', ordinal: 2, transferId: 'transfer-1', status: 'pending', evidence: null },
        ],
      });
      const amended = await commit1(sent, { amountCents: 700, attempts: [{ type: 'empty-look', ordinal: 1 }] });
      expect(amended.session.amountCents).toBe(700);
      expect(amended.attempts.map(({ amountCents }) => amountCents)).toEqual([100, 100, 700]);
    });

    it('writes nothing when somebody committed first', async () => {
      const made = await create1();
      await commit1(made);
      const late = change(made, {
        phase: 'CANCELLED',
        events: [{ name: 'cancelled', fromPhase: 'CREATED', toPhase: 'CANCELLED', reason: null }],
      });
      expect(await bench.store.commit(late)).toEqual({ outcome: 'stale' });
      expect((await read1(made.session.sessionId)).session).toMatchObject({ phase: 'CREATED', version: 2 });
      expect(await bench.store.readEvents(made.session.sessionId)).toEqual([]);
      expect(await bench.store.commit({ ...late, sessionId: 'nobody' })).toEqual({ outcome: 'stale' });
    });

    it('lets exactly one of many with the same version through', async () => {
      const made = await create1();
      const results = await Promise.all(
        Array.from({ length: 64 }, () =>
          bench
            .under()
            .connect()
            .commit(change(made, { phase: 'ONBOARDING' })),
        ),
      );
      expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
      expect(results.filter(({ outcome }) => outcome === 'stale')).toHaveLength(63);
    });

    it('takes orders from the holder of the lease only, and facts from anybody', async () => {
      const made = await create1();
      const { sessionId } = made.session;
      const held = await claim1(sessionId);
      const order = change(made, { lease: { fence: held.session.fence, minLeaseLeftMs: 25_000 } });
      expect(
        await bench.store.commit({ ...order, lease: { fence: held.session.fence - 1, minLeaseLeftMs: 0 } }),
      ).toEqual({
        outcome: 'lease-lost',
      });
      await bench.under().passMs(LEASE_MS - 25_000 + 1);
      expect(await bench.store.commit(order)).toEqual({ outcome: 'lease-lost' });
      expect(
        await bench.store.commit({ ...order, lease: { fence: held.session.fence, minLeaseLeftMs: 24_999 } }),
      ).toMatchObject({ outcome: 'done' });
      const fact = await read1(sessionId);
      await commit1(fact, { reason: 'a fact' });
      await bench.under().passMs(LEASE_MS);
      const late = change(await read1(sessionId), { lease: { fence: held.session.fence, minLeaseLeftMs: 0 } });
      expect(await bench.store.commit(late)).toEqual({ outcome: 'lease-lost' });
    });

    it('gives the lease back with the same statement', async () => {
      const made = await create1();
      const held = await claim1(made.session.sessionId);
      await commit1(held, { lease: { fence: held.session.fence, minLeaseLeftMs: 0 }, release: true });
      expect((await claim1(made.session.sessionId)).session.fence).toBe(held.session.fence + 1);
    });

    it('commits no intent within the quiet period of another, whichever attempt that was', async () => {
      const bundle = await withAttempt();
      const quietMs = 90_000;
      const intent = (ordinal: number) => [{ type: 'intent', ordinal, dotsUserId: 'user-1', quietMs }] as const;
      await commit1(bundle, { attempts: intent(1) });
      const next = await commit1(await read1(bundle.session.sessionId), {
        attempts: [{ type: 'add', ordinal: 2, key: 'key-second', dotsUserId: 'user-1', amountCents: 2_500 }],
      });
      await bench.under().passMs(quietMs - 1);
      for (const ordinal of [1, 2])
        expect(await bench.store.commit(change(next, { attempts: intent(ordinal) }))).toEqual({ outcome: 'too-soon' });
      expect((await read1(bundle.session.sessionId)).session.version).toBe(next.session.version);
      await bench.under().passMs(1);
      expect(await bench.store.commit(change(next, { attempts: intent(2) }))).toMatchObject({ outcome: 'done' });
    });

    it('binds an account and a Dots user to each other and to nobody else', async () => {
      const bind = (dotsUserId: string) => ({ bind: { dotsUserId, completedSteps: [] } });
      await commit1(await create1({ accountId: 'ana' }), bind('user-ana'));
      await commit1(await create1({ accountId: 'ana' }), bind('user-ana'));
      const taken = { outcome: 'taken', what: 'payee' };
      const otherUser = await create1({ accountId: 'ana' });
      expect(await bench.store.commit(change(otherUser, { ...bind('user-bob'), phase: 'READY' }))).toEqual(taken);
      const otherAccount = await create1({ accountId: 'bob' });
      expect(await bench.store.commit(change(otherAccount, { ...bind('user-ana'), phase: 'READY' }))).toEqual(taken);
      expect((await read1(otherAccount.session.sessionId)).session.phase).toBe('CREATED');
      expect(await bench.store.readBinding({ accountId: 'bob' })).toBeNull();
      expect(await bench.store.readBinding({ dotsUserId: 'user-ana' })).toMatchObject({ accountId: 'ana' });
    });

    it('lets exactly one of many accounts have a Dots user', async () => {
      const bundles = await Promise.all(Array.from({ length: 16 }, () => create1()));
      const results = await Promise.all(
        bundles.map((bundle) =>
          bench
            .under()
            .connect()
            .commit(change(bundle, { bind: { dotsUserId: 'wanted', completedSteps: [] } })),
        ),
      );
      expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
      expect(results.filter(({ outcome }) => outcome === 'taken')).toHaveLength(15);
    });

    it('writes a transfer id once, and to one attempt of one payout', async () => {
      const one = await withAttempt();
      const two = await withAttempt();
      const fact = (transferId: string, status = 'pending') => ({
        attempts: [{ type: 'fact', ordinal: 1, transferId, status, evidence: null }] as const,
      });
      const first = await commit1(one, fact('transfer-1'));
      const again = await commit1(first, fact('transfer-1', 'completed'));
      const taken = { outcome: 'taken', what: 'transfer' };
      expect(await bench.store.commit(change(again, fact('transfer-2')))).toEqual(taken);
      expect(await bench.store.commit(change(two, fact('transfer-1')))).toEqual(taken);
      expect((await read1(one.session.sessionId)).attempts[0]).toMatchObject({
        transferId: 'transfer-1',
        status: 'completed',
      });
    });

    it('gives no key and no ordinal twice, and no Flow to two payouts', async () => {
      const one = await withAttempt();
      const { sessionId } = one.session;
      const add = (ordinal: number, key: string) => ({
        attempts: [{ type: 'add', ordinal, key, dotsUserId: 'user-1', amountCents: 1 }] as const,
      });
      expect(await bench.store.commit(change(one, add(2, `key-${sessionId}`)))).toEqual({
        outcome: 'taken',
        what: 'key',
      });
      expect(await bench.store.commit(change(one, add(1, 'key-new')))).toEqual({ outcome: 'taken', what: 'key' });
      const flow = aFlow();
      await commit1(one, { newFlow: flow });
      expect(await bench.store.commit(change(await create1(), { newFlow: flow }))).toEqual({
        outcome: 'taken',
        what: 'flow',
      });
    });
  });
}
