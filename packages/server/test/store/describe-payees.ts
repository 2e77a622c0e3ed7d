import { describe, expect, it } from 'vitest';
import { aFlow, aSession, change } from './store-bench.ts';
import type { StoreBench } from './store-bench.ts';

/** What is kept of payees and their Flows. */
export function describePayees(bench: StoreBench): void {
  const { create1, read1, commit1 } = bench;

  describe('mergeUser', () => {
    it('moves the binding and its sessions to the new id and remembers the old one', async () => {
      const bound = await commit1(await create1({ accountId: 'ana' }), {
        phase: 'SENDING',
        dotsUserId: 'old',
        bind: { dotsUserId: 'old', completedSteps: ['compliance'] },
      });
      expect(await bench.store.mergeUser({ oldUserId: 'old', newUserId: 'new' })).toBe('merged');
      expect(await read1(bound.session.sessionId)).toMatchObject({
        session: { dotsUserId: 'new', version: bound.session.version + 1 },
        binding: { accountId: 'ana', dotsUserId: 'new', formerUserIds: ['old'], completedSteps: ['compliance'] },
      });
      expect(await bench.store.readBinding({ dotsUserId: 'old' })).toMatchObject({ dotsUserId: 'new' });
      expect(await bench.store.mergeUser({ oldUserId: 'old', newUserId: 'new' })).toBe('absent');
    });

    it('takes nobody else`s user', async () => {
      await commit1(await create1({ accountId: 'ana' }), { bind: { dotsUserId: 'ana', completedSteps: [] } });
      await commit1(await create1({ accountId: 'bob' }), { bind: { dotsUserId: 'bob', completedSteps: [] } });
      expect(await bench.store.mergeUser({ oldUserId: 'ana', newUserId: 'bob' })).toBe('taken');
      expect(await bench.store.readBinding({ accountId: 'ana' })).toMatchObject({
        dotsUserId: 'ana',
        formerUserIds: [],
      });
    });

    it('keeps the former id from everybody else', async () => {
      await commit1(await create1({ accountId: 'ana' }), { bind: { dotsUserId: 'old', completedSteps: [] } });
      await bench.store.mergeUser({ oldUserId: 'old', newUserId: 'new' });
      const other = await create1({ accountId: 'bob' });
      expect(await bench.store.commit(change(other, { bind: { dotsUserId: 'old', completedSteps: [] } }))).toEqual({
        outcome: 'taken',
        what: 'payee',
      });
      expect(await bench.store.readBinding({ accountId: 'bob' })).toBeNull();
    });

    it('and commits of its sessions never wait for each other', async () => {
      for (let round = 0; round < 8; round++) {
        const user = (name: string) => `${name}-${round}`;
        const accountId = user('ana');
        const sessions = [];
        for (let count = 0; count < 4; count++)
          sessions.push(
            await commit1(await create1({ accountId }), {
              dotsUserId: user('old'),
              bind: { dotsUserId: user('old'), completedSteps: [] },
            }),
          );
        const outcomes = await Promise.all([
          bench
            .under()
            .connect()
            .mergeUser({ oldUserId: user('old'), newUserId: user('new') }),
          ...sessions.map((bundle) =>
            bench
              .under()
              .connect()
              .commit(change(bundle, { confirmBinding: true })),
          ),
          bench
            .under()
            .connect()
            .hint({ dotsUserId: user('old') }),
        ]);
        expect(outcomes[0]).toBe('merged');
      }
    });
  });

  describe('Flows', () => {
    it('of an account are read by that account only; those of payouts by none', async () => {
      const flow = aFlow({ kind: 'standalone' });
      await bench.store.saveFlow({ ...flow, accountId: 'ana' });
      expect(await bench.store.readFlow({ flowId: flow.flowId, accountId: 'ana' })).toMatchObject(flow);
      expect(await bench.store.readFlow({ flowId: flow.flowId, accountId: 'bob' })).toBeNull();
      const own = aFlow();
      await commit1(await create1({ accountId: 'ana' }), { newFlow: own });
      expect(await bench.store.readFlow({ flowId: own.flowId, accountId: 'ana' })).toBeNull();
    });

    it('are counted by session and kind, by account, and in all, within a time', async () => {
      await bench.store.saveFlow({ ...aFlow({ kind: 'standalone' }), accountId: 'ana' });
      await bench.under().passMs(60_000);
      const made = await commit1(await create1({ accountId: 'ana' }), { newFlow: aFlow() });
      const { sessionId } = made.session;
      await commit1(made, { newFlow: aFlow({ kind: 'payout' }) });
      const withinMs = 60_000;
      expect(await bench.store.countFlows({ sessionId, kind: 'onboarding', withinMs })).toBe(1);
      expect(await bench.store.countFlows({ sessionId, kind: 'payout', withinMs })).toBe(1);
      expect(await bench.store.countFlows({ accountId: 'ana', withinMs })).toBe(2);
      expect(await bench.store.countFlows({ accountId: 'ana', withinMs: withinMs + 1 })).toBe(3);
      expect(await bench.store.countFlows({ accountId: 'bob', withinMs })).toBe(0);
    });

    it('are counted with the session that is made, where that is asked for, and with no other', async () => {
      await commit1(await create1({ accountId: 'ana' }), { newFlow: aFlow() });
      await bench.under().passMs(60_000);
      await commit1(await create1({ accountId: 'ana' }), { newFlow: aFlow() });
      const count = async (fields: Parameters<typeof aSession>[0]) =>
        (await bench.store.createSession(aSession(fields))).bundle.accountFlows;
      expect(await count({ accountId: 'ana', countFlowsWithinMs: 60_000 })).toBe(1);
      expect(await count({ accountId: 'ana', countFlowsWithinMs: 60_001, reference: 'one' })).toBe(2);
      expect(await count({ accountId: 'bob', countFlowsWithinMs: 60_000 })).toBe(0);
      expect(await count({ accountId: 'ana' })).toBeUndefined();
      expect(await count({ accountId: 'ana', countFlowsWithinMs: 60_000, reference: 'one' })).toBeUndefined();
    });

    it('of a payout come oldest first', async () => {
      let bundle = await create1();
      for (const flowId of ['z-first', 'a-second', 'm-third'])
        bundle = await commit1(bundle, { newFlow: aFlow({ flowId }) });
      expect(bundle.flows.map(({ flowId }) => flowId)).toEqual(['z-first', 'a-second', 'm-third']);
    });
  });
}
