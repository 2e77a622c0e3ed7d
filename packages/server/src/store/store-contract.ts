import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyChange } from './apply-change.ts';
import type { SessionBundle } from './records.ts';
import type { NewFlowRecord, NewSession, SessionChange, Store } from './store.ts';

/** A store under test, on rows that other stores can be connected to as well. */
export interface StoreUnderTest {
  /** Another connection to the same rows: what another process is. */
  connect(): Store;
  /** Moves the clock that all connections share. */
  passMs(ms: number): void | Promise<void>;
  /** A database of its own, closed and removed. */
  dispose(): void | Promise<void>;
}

const NAMESPACE = '00000000-0000-5000-8000-000000000001';
const LEASE_MS = 60_000;

let made = 0;
const aSession = (fields: Partial<NewSession> = {}): NewSession => {
  made += 1;
  return {
    sessionId: `session-${made}`,
    reference: `payout-${made}`,
    accountId: `account-${made}`,
    amountCents: 2_500,
    onboardingSteps: ['compliance', { name: 'manage-payouts', autoPayoutEnabled: false }],
    payoutSteps: ['payout'],
    metadata: { order: 'o-1' },
    ...fields,
  };
};

const aFlow = (fields: Partial<NewFlowRecord> = {}): NewFlowRecord => {
  made += 1;
  return {
    flowId: `flow-${made}`,
    kind: 'onboarding',
    steps: ['compliance'],
    completedSteps: [],
    dotsUserId: null,
    requireAuth: false,
    signedInUntilMs: null,
    ...fields,
  };
};

function change(bundle: SessionBundle, fields: Partial<SessionChange> = {}): SessionChange {
  const { sessionId, version, phase, reason } = bundle.session;
  return { sessionId, expectedVersion: version, phase, reason, events: [], ...fields };
}

/**
 * What every store must do. Run it for each store, with `create` making an empty one.
 *
 * @example
 * ```ts
 * describeStore('memoryStore', () => memoryStoreUnderTest());
 * ```
 */
export function describeStore(name: string, create: () => StoreUnderTest | Promise<StoreUnderTest>): void {
  describe(`${name} as a store`, () => {
    let under: StoreUnderTest;
    let store: Store;
    beforeEach(async () => {
      under = await create();
      store = under.connect();
      await store.open({ namespace: NAMESPACE });
    });
    afterEach(async () => {
      await store.close();
      await under.dispose();
    });

    const create1 = async (fields: Partial<NewSession> = {}) => (await store.createSession(aSession(fields))).bundle;
    const claim1 = async (sessionId: string) => {
      const [claimed] = await store.claim({ sessionId, leaseMs: LEASE_MS });
      if (claimed === undefined) throw new Error('not claimed');
      return claimed;
    };
    const read1 = async (sessionId: string) => {
      const bundle = await store.readSession({ sessionId });
      if (bundle === null) throw new Error('not found');
      return bundle;
    };
    /** Commits, and holds the store to what `applyChange` says. */
    async function commit1(bundle: SessionBundle, fields: Partial<SessionChange> = {}) {
      const one = change(bundle, fields);
      const result = await store.commit(one);
      if (result.outcome !== 'done') throw new Error(result.outcome);
      const read = await read1(bundle.session.sessionId);
      expect({ ...read, nowMs: 0 }).toEqual({ ...applyChange(bundle, one, result), nowMs: 0 });
      return read;
    }
    const withAttempt = async (fields: Partial<NewSession> = {}) => {
      const bundle = await create1(fields);
      const { sessionId: key, amountCents } = bundle.session;
      return commit1(bundle, {
        attempts: [{ type: 'add', ordinal: 1, key: `key-${key}`, dotsUserId: 'user-1', amountCents }],
      });
    };

    describe('open', () => {
      it('keeps its epoch, and says since when a new one holds', async () => {
        const first = await store.open({ namespace: NAMESPACE });
        expect(first.epochSinceMs).toBeNull();
        expect((await under.connect().open({ namespace: NAMESPACE })).epoch).toBe(first.epoch);
        await under.passMs(1_000);
        const restored = await under.connect().open({ namespace: NAMESPACE, epoch: 'restored' });
        expect(restored).toMatchObject({ epoch: 'restored', epochSinceMs: restored.nowMs });
        await under.passMs(1_000);
        const again = await under.connect().open({ namespace: NAMESPACE, epoch: 'restored' });
        expect(again).toMatchObject({ epoch: 'restored', epochSinceMs: restored.epochSinceMs });
      });

      it('takes a word of the host as its first epoch without a restore', async () => {
        const other = await create();
        const info = await other.connect().open({ namespace: NAMESPACE, epoch: 'first' });
        expect(info).toMatchObject({ epoch: 'first', epochSinceMs: null });
        await other.dispose();
      });

      it('refuses another namespace', async () => {
        await expect(under.connect().open({ namespace: NAMESPACE.replace('1', '2') })).rejects.toMatchObject({
          code: 'not-configured',
        });
      });

      it('may be called by many at once', async () => {
        const other = await create();
        const infos = await Promise.all(
          Array.from({ length: 8 }, () => other.connect().open({ namespace: NAMESPACE })),
        );
        expect(new Set(infos.map(({ epoch }) => epoch)).size).toBe(1);
        await other.dispose();
      });
    });

    describe('createSession', () => {
      it('starts in CREATED, unclaimed and not due', async () => {
        const fields = aSession();
        const { isNew, bundle } = await store.createSession(fields);
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

      it('gives the first session of a reference to everybody, whatever they bring', async () => {
        const first = aSession();
        const makers = Array.from({ length: 16 }, (_, index) =>
          under
            .connect()
            .createSession({ ...first, sessionId: `${first.sessionId}-${index}`, amountCents: 100 + index }),
        );
        const results = await Promise.all(makers);
        expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
        expect(new Set(results.map(({ bundle }) => bundle.session.sessionId)).size).toBe(1);
        expect(new Set(results.map(({ bundle }) => bundle.session.amountCents)).size).toBe(1);
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
          expect((await store.readSession(by))?.session.sessionId).toBe(sessionId);
        for (const by of [{ sessionId: 'x' }, { reference: 'x' }, { flowId: 'x' }, { transferId: 'x' }])
          expect(await store.readSession(by)).toBeNull();
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
          Array.from({ length: 64 }, () => under.connect().claim({ sessionId: session.sessionId, leaseMs: LEASE_MS })),
        );
        expect(claims.flat()).toHaveLength(1);
        expect(claims.flat()[0]?.session).toMatchObject({ fence: session.fence + 1, version: session.version });
      });

      it('is free again when the lease is over, not a moment earlier, with a higher fence', async () => {
        const { session } = await create1();
        const first = await claim1(session.sessionId);
        await under.passMs(LEASE_MS - 1);
        expect(await store.claim({ sessionId: session.sessionId, leaseMs: LEASE_MS })).toEqual([]);
        await under.passMs(1);
        expect((await claim1(session.sessionId)).session.fence).toBe(first.session.fence + 1);
      });

      it('takes what is due, oldest first, up to the limit, each for one caller', async () => {
        for (const dueInMs of [300, 100, 200, 5_000, null]) await commit1(await create1(), { dueInMs });
        await under.passMs(1_000);
        const [one, two] = await Promise.all([
          under.connect().claim({ limit: 2, leaseMs: LEASE_MS }),
          under.connect().claim({ limit: 2, leaseMs: LEASE_MS }),
        ]);
        const ids = [...one, ...two].map(({ session }) => session.sessionId);
        expect(ids).toHaveLength(3);
        expect(new Set(ids).size).toBe(3);
        expect(await store.claim({ limit: 10, leaseMs: LEASE_MS })).toEqual([]);
      });

      it('takes the longest due first', async () => {
        const late = await commit1(await create1(), { dueInMs: 200 });
        const early = await commit1(await create1(), { dueInMs: 100 });
        await under.passMs(1_000);
        const order: string[] = [];
        for (let count = 0; count < 2; count++)
          for (const { session } of await store.claim({ limit: 1, leaseMs: LEASE_MS })) order.push(session.sessionId);
        expect(order).toEqual([early.session.sessionId, late.session.sessionId]);
      });

      it('leaves phases of newer code alone', async () => {
        const made = await create1();
        await store.commit(change(made, { phase: 'TELEPORTING' as never, dueInMs: 0 }));
        expect(await store.claim({ sessionId: made.session.sessionId, leaseMs: LEASE_MS })).toEqual([]);
        expect(await store.claim({ limit: 10, leaseMs: LEASE_MS })).toEqual([]);
        expect((await read1(made.session.sessionId)).session.phase).toBe('TELEPORTING');
      });
    });

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
        expect(await store.readEvents(made.session.sessionId)).toMatchObject([
          {
            name: 'payee-cleared',
            version: 2,
            fromPhase: 'VERIFYING',
            toPhase: 'READY',
            sessionId: made.session.sessionId,
          },
        ]);
        expect(await store.claimNotices({ limit: 9, leaseMs: 1 })).toMatchObject([
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
        await under.passMs(90_000);
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

      it('writes nothing when somebody committed first', async () => {
        const made = await create1();
        await commit1(made);
        const late = change(made, {
          phase: 'CANCELLED',
          events: [{ name: 'cancelled', fromPhase: 'CREATED', toPhase: 'CANCELLED', reason: null }],
        });
        expect(await store.commit(late)).toEqual({ outcome: 'stale' });
        expect((await read1(made.session.sessionId)).session).toMatchObject({ phase: 'CREATED', version: 2 });
        expect(await store.readEvents(made.session.sessionId)).toEqual([]);
        expect(await store.commit({ ...late, sessionId: 'nobody' })).toEqual({ outcome: 'stale' });
      });

      it('lets exactly one of many with the same version through', async () => {
        const made = await create1();
        const results = await Promise.all(
          Array.from({ length: 64 }, () => under.connect().commit(change(made, { phase: 'ONBOARDING' }))),
        );
        expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
        expect(results.filter(({ outcome }) => outcome === 'stale')).toHaveLength(63);
      });

      it('takes orders from the holder of the lease only, and facts from anybody', async () => {
        const made = await create1();
        const { sessionId } = made.session;
        const held = await claim1(sessionId);
        const order = change(made, { lease: { fence: held.session.fence, minLeaseLeftMs: 25_000 } });
        expect(await store.commit({ ...order, lease: { fence: held.session.fence - 1, minLeaseLeftMs: 0 } })).toEqual({
          outcome: 'lease-lost',
        });
        await under.passMs(LEASE_MS - 25_000 + 1);
        expect(await store.commit(order)).toEqual({ outcome: 'lease-lost' });
        expect(
          await store.commit({ ...order, lease: { fence: held.session.fence, minLeaseLeftMs: 24_999 } }),
        ).toMatchObject({ outcome: 'done' });
        const fact = await read1(sessionId);
        await commit1(fact, { reason: 'a fact' });
        await under.passMs(LEASE_MS);
        const late = change(await read1(sessionId), { lease: { fence: held.session.fence, minLeaseLeftMs: 0 } });
        expect(await store.commit(late)).toEqual({ outcome: 'lease-lost' });
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
        await under.passMs(quietMs - 1);
        for (const ordinal of [1, 2])
          expect(await store.commit(change(next, { attempts: intent(ordinal) }))).toEqual({ outcome: 'too-soon' });
        expect((await read1(bundle.session.sessionId)).session.version).toBe(next.session.version);
        await under.passMs(1);
        expect(await store.commit(change(next, { attempts: intent(2) }))).toMatchObject({ outcome: 'done' });
      });

      it('binds an account and a Dots user to each other and to nobody else', async () => {
        const bind = (dotsUserId: string) => ({ bind: { dotsUserId, completedSteps: [] } });
        await commit1(await create1({ accountId: 'ana' }), bind('user-ana'));
        await commit1(await create1({ accountId: 'ana' }), bind('user-ana'));
        const taken = { outcome: 'taken', what: 'payee' };
        const otherUser = await create1({ accountId: 'ana' });
        expect(await store.commit(change(otherUser, { ...bind('user-bob'), phase: 'READY' }))).toEqual(taken);
        const otherAccount = await create1({ accountId: 'bob' });
        expect(await store.commit(change(otherAccount, { ...bind('user-ana'), phase: 'READY' }))).toEqual(taken);
        expect((await read1(otherAccount.session.sessionId)).session.phase).toBe('CREATED');
        expect(await store.readBinding({ accountId: 'bob' })).toBeNull();
        expect(await store.readBinding({ dotsUserId: 'user-ana' })).toMatchObject({ accountId: 'ana' });
      });

      it('lets exactly one of many accounts have a Dots user', async () => {
        const bundles = await Promise.all(Array.from({ length: 16 }, () => create1()));
        const results = await Promise.all(
          bundles.map((bundle) =>
            under.connect().commit(change(bundle, { bind: { dotsUserId: 'wanted', completedSteps: [] } })),
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
        expect(await store.commit(change(again, fact('transfer-2')))).toEqual(taken);
        expect(await store.commit(change(two, fact('transfer-1')))).toEqual(taken);
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
        expect(await store.commit(change(one, add(2, `key-${sessionId}`)))).toEqual({ outcome: 'taken', what: 'key' });
        expect(await store.commit(change(one, add(1, 'key-new')))).toEqual({ outcome: 'taken', what: 'key' });
        const flow = aFlow();
        await commit1(one, { newFlow: flow });
        expect(await store.commit(change(await create1(), { newFlow: flow }))).toEqual({
          outcome: 'taken',
          what: 'flow',
        });
      });
    });

    describe('hints', () => {
      it('make a session due at once and survive a look that began before them', async () => {
        const made = await commit1(await create1(), { dueInMs: 60_000, newFlow: aFlow({ flowId: 'hinted-flow' }) });
        const { sessionId } = made.session;
        expect(await store.hint({ flowId: 'hinted-flow' })).toEqual([sessionId]);
        const [looking] = await store.claim({ limit: 1, leaseMs: LEASE_MS });
        expect(looking?.session).toMatchObject({ sessionId, hints: 1, hintsSeen: 0, version: made.session.version });
        await store.hint({ sessionId });
        await store.release({ sessionId, fence: looking?.session.fence ?? 0, dueInMs: 60_000, hintsSeen: 1 });
        const dirty = await read1(sessionId);
        expect(dirty.session).toMatchObject({ hints: 2, hintsSeen: 1, nextAtMs: dirty.nowMs, leaseUntilMs: null });
        const [again] = await store.claim({ limit: 1, leaseMs: LEASE_MS });
        const clean = await commit1(again ?? dirty, { hintsSeen: 2, dueInMs: 60_000 });
        expect(clean.session).toMatchObject({ hints: 2, hintsSeen: 2, nextAtMs: clean.nowMs + 60_000 });
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
        const hinted = await store.hint({ dotsUserId: 'user-1' });
        expect(new Set(hinted)).toEqual(new Set([one.session.sessionId, two.session.sessionId]));
        expect(await store.hint({ transferId: 'nobody' })).toEqual([]);
        expect(await store.hint({ sessionId: 'nobody' })).toEqual([]);
      });
    });

    describe('release', () => {
      it('does nothing for a fence that is over', async () => {
        const made = await create1();
        const held = await claim1(made.session.sessionId);
        await store.release({ sessionId: made.session.sessionId, fence: held.session.fence - 1, dueInMs: 5 });
        expect((await read1(made.session.sessionId)).session).toEqual(held.session);
      });

      it('counts idle looks, plans the next, and remembers since when credentials are refused', async () => {
        const made = await create1();
        const { sessionId } = made.session;
        const release = async (fields: object) => {
          const { session } = await claim1(sessionId);
          await store.release({ sessionId, fence: session.fence, dueInMs: 1_000, ...fields });
          return (await read1(sessionId)).session;
        };
        const first = await release({ isIdlePoll: true, refused: true });
        expect(first).toMatchObject({ polls: 1, leaseUntilMs: null, version: made.session.version });
        expect(first.refusedSinceMs).not.toBeNull();
        await under.passMs(500);
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

    describe('inbox and outbox', () => {
      it('store a message once, however many bring it', async () => {
        const message = { messageId: 'msg-1', body: '{}' };
        const results = await Promise.all(Array.from({ length: 16 }, () => under.connect().receiveMessage(message)));
        expect(results.filter((result) => result === 'stored')).toHaveLength(1);
        expect(results.filter((result) => result === 'duplicate')).toHaveLength(15);
      });

      it('give each message to one worker at a time until it is done', async () => {
        for (let n = 1; n <= 3; n++) await store.receiveMessage({ messageId: `msg-${n}`, body: `{"n":${n}}` });
        const taken = await Promise.all([1, 2].map(() => under.connect().claimMessages({ limit: 2, leaseMs: 1_000 })));
        expect(new Set(taken.flat().map(({ messageId }) => messageId)).size).toBe(3);
        expect(taken.flat()).toHaveLength(3);
        await store.finishMessage({ messageId: 'msg-1', retryInMs: null });
        await store.finishMessage({ messageId: 'msg-2', retryInMs: 5_000 });
        await under.passMs(1_000);
        expect(await store.claimMessages({ limit: 9, leaseMs: 1_000 })).toMatchObject([
          { messageId: 'msg-3', body: '{"n":3}', tries: 2 },
        ]);
        await under.passMs(4_000);
        expect(
          (await store.claimMessages({ limit: 9, leaseMs: 1_000 })).map(({ messageId }) => messageId).sort(),
        ).toEqual(['msg-2', 'msg-3']);
        await under.passMs(60_000);
        await store.finishMessage({ messageId: 'msg-1', retryInMs: 0 });
        expect(
          (await store.claimMessages({ limit: 9, leaseMs: 1_000 })).map(({ messageId }) => messageId),
        ).not.toContain('msg-1');
        expect(await store.receiveMessage({ messageId: 'msg-1', body: '{}' })).toBe('duplicate');
      });

      it('deliver a notice again until it is marked, always with the same text', async () => {
        await commit1(await create1(), { notices: [{ noticeId: 'n-1', body: '{"n":1}' }] });
        const seen = [];
        for (let count = 0; count < 2; count++) {
          seen.push(...(await store.claimNotices({ limit: 5, leaseMs: 1_000 })));
          expect(await store.claimNotices({ limit: 5, leaseMs: 1_000 })).toEqual([]);
          await under.passMs(1_000);
        }
        expect(seen).toMatchObject([
          { noticeId: 'n-1', body: '{"n":1}', tries: 1 },
          { noticeId: 'n-1', body: '{"n":1}', tries: 2 },
        ]);
        await store.finishNotice({ noticeId: 'n-1', retryInMs: null });
        await under.passMs(100_000);
        expect(await store.claimNotices({ limit: 5, leaseMs: 1_000 })).toEqual([]);
      });

      it('are emptied of what is done and old, and of nothing else', async () => {
        await store.receiveMessage({ messageId: 'done', body: '{}' });
        await store.receiveMessage({ messageId: 'open', body: '{}' });
        await store.finishMessage({ messageId: 'done', retryInMs: null });
        await under.passMs(10_000);
        await store.receiveMessage({ messageId: 'new', body: '{}' });
        await store.finishMessage({ messageId: 'new', retryInMs: null });
        expect(await store.purge({ olderThanMs: 10_000 })).toBe(1);
        expect(await store.receiveMessage({ messageId: 'new', body: '{}' })).toBe('duplicate');
        expect(await store.receiveMessage({ messageId: 'open', body: '{}' })).toBe('duplicate');
      });
    });

    describe('mergeUser', () => {
      it('moves the binding and its sessions to the new id and remembers the old one', async () => {
        const bound = await commit1(await create1({ accountId: 'ana' }), {
          dotsUserId: 'old',
          bind: { dotsUserId: 'old', completedSteps: ['compliance'] },
        });
        expect(await store.mergeUser({ oldUserId: 'old', newUserId: 'new' })).toBe('merged');
        expect(await read1(bound.session.sessionId)).toMatchObject({
          session: { dotsUserId: 'new', version: bound.session.version + 1 },
          binding: { accountId: 'ana', dotsUserId: 'new', formerUserIds: ['old'], completedSteps: ['compliance'] },
        });
        expect(await store.readBinding({ dotsUserId: 'old' })).toMatchObject({ dotsUserId: 'new' });
        expect(await store.mergeUser({ oldUserId: 'old', newUserId: 'new' })).toBe('absent');
      });

      it('takes nobody else`s user', async () => {
        await commit1(await create1({ accountId: 'ana' }), { bind: { dotsUserId: 'ana', completedSteps: [] } });
        await commit1(await create1({ accountId: 'bob' }), { bind: { dotsUserId: 'bob', completedSteps: [] } });
        expect(await store.mergeUser({ oldUserId: 'ana', newUserId: 'bob' })).toBe('taken');
        expect(await store.readBinding({ accountId: 'ana' })).toMatchObject({ dotsUserId: 'ana', formerUserIds: [] });
      });
    });

    describe('Flows', () => {
      it('of an account are read by that account only; those of payouts by none', async () => {
        const flow = aFlow({ kind: 'standalone' });
        await store.saveFlow({ ...flow, accountId: 'ana' });
        expect(await store.readFlow({ flowId: flow.flowId, accountId: 'ana' })).toMatchObject(flow);
        expect(await store.readFlow({ flowId: flow.flowId, accountId: 'bob' })).toBeNull();
        const own = aFlow();
        await commit1(await create1({ accountId: 'ana' }), { newFlow: own });
        expect(await store.readFlow({ flowId: own.flowId, accountId: 'ana' })).toBeNull();
      });

      it('are counted by session and kind, by account, and in all, within a time', async () => {
        await store.saveFlow({ ...aFlow({ kind: 'standalone' }), accountId: 'ana' });
        await under.passMs(60_000);
        const made = await commit1(await create1({ accountId: 'ana' }), { newFlow: aFlow() });
        const { sessionId } = made.session;
        await commit1(made, { newFlow: aFlow({ kind: 'payout' }) });
        const withinMs = 60_000;
        expect(await store.countFlows({ sessionId, kind: 'onboarding', withinMs })).toBe(1);
        expect(await store.countFlows({ sessionId, kind: 'payout', withinMs })).toBe(1);
        expect(await store.countFlows({ accountId: 'ana', withinMs })).toBe(2);
        expect(await store.countFlows({ accountId: 'ana', withinMs: withinMs + 1 })).toBe(3);
        expect(await store.countFlows({ accountId: 'bob', withinMs })).toBe(0);
        expect(await store.countFlows({ all: true, withinMs: 1e9 })).toBe(3);
      });

      it('of a payout come oldest first', async () => {
        let bundle = await create1();
        for (const flowId of ['z-first', 'a-second', 'm-third'])
          bundle = await commit1(bundle, { newFlow: aFlow({ flowId }) });
        expect(bundle.flows.map(({ flowId }) => flowId)).toEqual(['z-first', 'a-second', 'm-third']);
      });
    });

    it('lists the sessions of a phase, oldest change first', async () => {
      const one = await commit1(await create1(), { phase: 'ATTENTION' });
      await under.passMs(10);
      const two = await commit1(await create1(), { phase: 'ATTENTION' });
      await under.passMs(10);
      await commit1(one, { phase: 'ATTENTION', reason: 'again' });
      await create1();
      const listed = await store.listSessions({ phase: 'ATTENTION', limit: 10 });
      expect(listed.map(({ sessionId }) => sessionId)).toEqual([two.session.sessionId, one.session.sessionId]);
      expect(await store.listSessions({ phase: 'ATTENTION', limit: 1 })).toHaveLength(1);
    });
  });
}
