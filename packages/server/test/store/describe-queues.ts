import { describe, expect, it } from 'vitest';
import type { StoreBench } from './store-bench.ts';

/** What inbox and outbox do. */
export function describeQueues(bench: StoreBench): void {
  const { create1, commit1 } = bench;

  describe('inbox and outbox', () => {
    it('store a message once, however many bring it', async () => {
      const message = { messageId: 'msg-1', body: '{}' };
      const results = await Promise.all(
        Array.from({ length: 16 }, () => bench.under().connect().receiveMessage(message)),
      );
      expect(results.filter((result) => result === 'stored')).toHaveLength(1);
      expect(results.filter((result) => result === 'duplicate')).toHaveLength(15);
    });

    it('give each message to one worker at a time until it is done', async () => {
      for (let n = 1; n <= 3; n++) await bench.store.receiveMessage({ messageId: `msg-${n}`, body: `{"n":${n}}` });
      const taken = await Promise.all(
        [1, 2].map(() => bench.under().connect().claimMessages({ limit: 2, leaseMs: 1_000 })),
      );
      expect(new Set(taken.flat().map(({ messageId }) => messageId)).size).toBe(3);
      expect(taken.flat()).toHaveLength(3);
      await bench.store.finishMessage({ messageId: 'msg-1', retryInMs: null });
      await bench.store.finishMessage({ messageId: 'msg-2', retryInMs: 5_000 });
      await bench.under().passMs(1_000);
      expect(await bench.store.claimMessages({ limit: 9, leaseMs: 1_000 })).toMatchObject([
        { messageId: 'msg-3', body: '{"n":3}', tries: 2 },
      ]);
      await bench.under().passMs(4_000);
      expect(
        (await bench.store.claimMessages({ limit: 9, leaseMs: 1_000 })).map(({ messageId }) => messageId).sort(),
      ).toEqual(['msg-2', 'msg-3']);
      await bench.under().passMs(60_000);
      await bench.store.finishMessage({ messageId: 'msg-1', retryInMs: 0 });
      expect(
        (await bench.store.claimMessages({ limit: 9, leaseMs: 1_000 })).map(({ messageId }) => messageId),
      ).not.toContain('msg-1');
      expect(await bench.store.receiveMessage({ messageId: 'msg-1', body: '{}' })).toBe('duplicate');
    });

    it('deliver a notice again until it is marked, always with the same text', async () => {
      await commit1(await create1(), { notices: [{ noticeId: 'n-1', body: '{"n":1}' }] });
      const seen = [];
      for (let count = 0; count < 2; count++) {
        seen.push(...(await bench.store.claimNotices({ limit: 5, leaseMs: 1_000 })));
        expect(await bench.store.claimNotices({ limit: 5, leaseMs: 1_000 })).toEqual([]);
        await bench.under().passMs(1_000);
      }
      expect(seen).toMatchObject([
        { noticeId: 'n-1', body: '{"n":1}', tries: 1 },
        { noticeId: 'n-1', body: '{"n":1}', tries: 2 },
      ]);
      await bench.store.finishNotice({ noticeId: 'n-1', retryInMs: null });
      await bench.under().passMs(100_000);
      expect(await bench.store.claimNotices({ limit: 5, leaseMs: 1_000 })).toEqual([]);
    });

    it('are emptied of what is done and old, and of nothing else', async () => {
      await bench.store.receiveMessage({ messageId: 'done', body: '{}' });
      await bench.store.receiveMessage({ messageId: 'open', body: '{}' });
      await bench.store.finishMessage({ messageId: 'done', retryInMs: null });
      await bench.under().passMs(10_000);
      await bench.store.receiveMessage({ messageId: 'new', body: '{}' });
      await bench.store.finishMessage({ messageId: 'new', retryInMs: null });
      expect(await bench.store.purge({ olderThanMs: 10_000 })).toBe(1);
      expect(await bench.store.receiveMessage({ messageId: 'new', body: '{}' })).toBe('duplicate');
      expect(await bench.store.receiveMessage({ messageId: 'open', body: '{}' })).toBe('duplicate');
    });
  });
}
