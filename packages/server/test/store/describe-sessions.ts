import { describe, expect, it } from 'vitest';
import { LEASE_MS, NAMESPACE, aFlow, aSession, change } from './store-bench.ts';
import type { StoreBench } from './store-bench.ts';

/** What `open`, `createSession`, `readSession`, `claim` and `listSessions` do. */
export function describeSessions(bench: StoreBench): void {
  const { create1, claim1, read1, commit1, withAttempt } = bench;

  describe('open', () => {
    it('keeps its epoch, and says since when a new one holds', async () => {
      const first = await bench.store.open({ namespace: NAMESPACE });
      expect(first.epochSinceMs).toBeNull();
      expect((await bench.under().connect().open({ namespace: NAMESPACE })).epoch).toBe(first.epoch);
      await bench.under().passMs(1_000);
      const restored = await bench.under().connect().open({ namespace: NAMESPACE, epoch: 'restored' });
      expect(restored).toMatchObject({ epoch: 'restored', epochSinceMs: restored.nowMs });
      await bench.under().passMs(1_000);
      const again = await bench.under().connect().open({ namespace: NAMESPACE, epoch: 'restored' });
      expect(again).toMatchObject({ epoch: 'restored', epochSinceMs: restored.epochSinceMs });
    });

    it('takes a word of the host as its first epoch without a restore', async () => {
      const other = await bench.create();
      const info = await other.connect().open({ namespace: NAMESPACE, epoch: 'first' });
      expect(info).toMatchObject({ epoch: 'first', epochSinceMs: null });
      await other.dispose();
    });

    it('refuses another namespace', async () => {
      await expect(
        bench
          .under()
          .connect()
          .open({ namespace: NAMESPACE.replace('1', '2') }),
      ).rejects.toMatchObject({
        code: 'not-configured',
      });
    });

    it('may be called by many at once', async () => {
      const other = await bench.create();
      const infos = await Promise.all(Array.from({ length: 8 }, () => other.connect().open({ namespace: NAMESPACE })));
      expect(new Set(infos.map(({ epoch }) => epoch)).size).toBe(1);
      await other.dispose();
    });
  });

  describe('createSession', () => {
    it('starts in CREATED, unclaimed and not due', async () => {
      const fields = aSession();
      const { isNew, bundle } = await bench.store.createSession(fields);
      expect(isNew).toBe(true);
      expect(bundle.session).toMatchObject({
        ...fields,
        phase: 'CREATED',
        reason: null,
        version: 1,
        leaseUntilMs: null,
        nextAtMs: null,
        hints: 0,
        hintsSeen: 0,
        dotsUserId: null,
        createdAtMs: bundle.nowMs,
      });
      expect(bundle).toMatchObject({ attempts: [], flows: [], binding: null });
    });

    it('leaves the lease of a new session with its maker, where that is asked for', async () => {
      const fields = aSession({ leaseMs: LEASE_MS });
      const { bundle } = await bench.store.createSession(fields);
      const { sessionId } = bundle.session;
      expect(bundle.session).toMatchObject({ fence: 1, leaseUntilMs: bundle.nowMs + LEASE_MS, version: 1 });
      expect(await read1(sessionId)).toEqual(bundle);
      expect(await bench.store.claim({ sessionId, leaseMs: LEASE_MS })).toEqual([]);
      const lease = { fence: 1, minLeaseLeftMs: LEASE_MS };
      expect(await bench.store.commit(change(bundle, { lease, release: true }))).toMatchObject({ outcome: 'done' });
      expect((await claim1(sessionId)).session.fence).toBe(2);
    });

    it('ends the lease of a new session as any other, and takes none of a session that is found', async () => {
      const fields = aSession({ leaseMs: LEASE_MS });
      const { sessionId } = (await bench.store.createSession(fields)).bundle.session;
      await bench.under().passMs(LEASE_MS - 1);
      expect(await bench.store.claim({ sessionId, leaseMs: LEASE_MS })).toEqual([]);
      await bench.under().passMs(1);
      const found = await bench.store.createSession({ ...fields, sessionId: 'another' });
      expect(found).toMatchObject({ isNew: false, bundle: { session: { sessionId, fence: 1 } } });
      expect(found.bundle).toEqual(await read1(sessionId));
      expect((await claim1(sessionId)).session.fence).toBe(2);
    });

    it('reads the binding of the account of a new session, and all that hangs on one that is found', async () => {
      const first = await commit1(await withAttempt(), {
        newFlow: aFlow(),
        bind: { dotsUserId: 'user-1', completedSteps: ['compliance'] },
      });
      const { accountId, reference } = first.session;
      const second = await bench.store.createSession(aSession({ accountId }));
      expect(second).toMatchObject({ isNew: true, bundle: { attempts: [], flows: [], binding: first.binding } });
      const found = await bench.store.createSession(aSession({ reference }));
      expect(found).toEqual({ isNew: false, bundle: await read1(first.session.sessionId) });
    });

    it('gives the first session of a reference to everybody, whatever they bring', async () => {
      const first = aSession();
      const makers = Array.from({ length: 16 }, (_, index) =>
        bench
          .under()
          .connect()
          .createSession({
            ...first,
            sessionId: `${first.sessionId}-${index}`,
            amountCents: 100 + index,
            leaseMs: LEASE_MS,
          }),
      );
      const results = await Promise.all(makers);
      expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(results.map(({ bundle }) => bundle.session.sessionId)).size).toBe(1);
      expect(new Set(results.map(({ bundle }) => bundle.session.amountCents)).size).toBe(1);
      expect(results.map(({ bundle }) => bundle.session.fence)).toEqual(results.map(() => 1));
    });
  });

  describe('readSession', () => {
    it('finds by id, reference, Flow and transfer, and nothing else', async () => {
      const flow = aFlow();
      const made = await withAttempt();
      const { sessionId, reference } = made.session;
      await commit1(made, {
        newFlow: flow,
        attempts: [{ type: 'fact', ordinal: 1, transferId: 'transfer-1', status: 'pending', evidence: null }],
      });
      for (const by of [{ sessionId }, { reference }, { flowId: flow.flowId }, { transferId: 'transfer-1' }])
        expect((await bench.store.readSession(by))?.session.sessionId).toBe(sessionId);
      for (const by of [{ sessionId: 'x' }, { reference: 'x' }, { flowId: 'x' }, { transferId: 'x' }])
        expect(await bench.store.readSession(by)).toBeNull();
    });

    it('gives what hostile text was written, unchanged', async () => {
      const text = `'; drop table dots_session; -- " \\ \n \u{1f4b8} ${'x'.repeat(300)}`;
      const made = await create1({ accountId: text, metadata: { [text.slice(0, 30)]: text } });
      expect((await read1(made.session.sessionId)).session).toMatchObject({
        accountId: text,
        metadata: { [text.slice(0, 30)]: text },
      });
    });
  });

  describe('claim', () => {
    it('gives a session to exactly one of many', async () => {
      const { session } = await create1();
      const claims = await Promise.all(
        Array.from({ length: 64 }, () =>
          bench.under().connect().claim({ sessionId: session.sessionId, leaseMs: LEASE_MS }),
        ),
      );
      expect(claims.flat()).toHaveLength(1);
      expect(claims.flat()[0]?.session).toMatchObject({ fence: session.fence + 1, version: session.version });
    });

    it('is free again when the lease is over, not a moment earlier, with a higher fence', async () => {
      const { session } = await create1();
      const first = await claim1(session.sessionId);
      await bench.under().passMs(LEASE_MS - 1);
      expect(await bench.store.claim({ sessionId: session.sessionId, leaseMs: LEASE_MS })).toEqual([]);
      await bench.under().passMs(1);
      expect((await claim1(session.sessionId)).session.fence).toBe(first.session.fence + 1);
    });

    it('takes what is due, oldest first, up to the limit, each for one caller', async () => {
      for (const dueInMs of [300, 100, 200, 5_000, null]) await commit1(await create1(), { dueInMs });
      await bench.under().passMs(1_000);
      const [one, two] = await Promise.all([
        bench.under().connect().claim({ limit: 2, leaseMs: LEASE_MS }),
        bench.under().connect().claim({ limit: 2, leaseMs: LEASE_MS }),
      ]);
      const ids = [...one, ...two].map(({ session }) => session.sessionId);
      expect(ids).toHaveLength(3);
      expect(new Set(ids).size).toBe(3);
      expect(await bench.store.claim({ limit: 10, leaseMs: LEASE_MS })).toEqual([]);
    });

    it('takes the longest due first', async () => {
      const late = await commit1(await create1(), { dueInMs: 200 });
      const early = await commit1(await create1(), { dueInMs: 100 });
      await bench.under().passMs(1_000);
      const order: string[] = [];
      for (let count = 0; count < 2; count++)
        for (const { session } of await bench.store.claim({ limit: 1, leaseMs: LEASE_MS }))
          order.push(session.sessionId);
      expect(order).toEqual([early.session.sessionId, late.session.sessionId]);
    });

    it('leaves phases of newer code alone', async () => {
      const made = await create1();
      await bench.store.commit(change(made, { phase: 'TELEPORTING' as never, dueInMs: 0 }));
      expect(await bench.store.claim({ sessionId: made.session.sessionId, leaseMs: LEASE_MS })).toEqual([]);
      expect(await bench.store.claim({ limit: 10, leaseMs: LEASE_MS })).toEqual([]);
      expect((await read1(made.session.sessionId)).session.phase).toBe('TELEPORTING');
    });
  });

  it('lists the sessions of a phase, oldest change first', async () => {
    const one = await commit1(await create1(), { phase: 'ATTENTION' });
    await bench.under().passMs(10);
    const two = await commit1(await create1(), { phase: 'ATTENTION' });
    await bench.under().passMs(10);
    await commit1(one, { phase: 'ATTENTION', reason: 'again' });
    await create1();
    const listed = await bench.store.listSessions({ phase: 'ATTENTION', limit: 10 });
    expect(listed.map(({ sessionId }) => sessionId)).toEqual([two.session.sessionId, one.session.sessionId]);
    expect(await bench.store.listSessions({ phase: 'ATTENTION', limit: 1 })).toHaveLength(1);
  });
}
