import type { MemoryDatabase } from './memory-database.ts';
import type { Store } from './store.ts';

type Queues = Pick<
  Store,
  'receiveMessage' | 'claimMessages' | 'finishMessage' | 'claimNotices' | 'finishNotice' | 'purge'
>;

/** Inbox and outbox of the memory store. */
export function memoryQueues({ messages, notices }: MemoryDatabase, nowMs: () => number): Queues {
  return {
    async receiveMessage({ messageId, body }) {
      if (messages.has(messageId)) return 'duplicate';
      const receivedAtMs = nowMs();
      messages.set(messageId, { messageId, body, receivedAtMs, tries: 0, dueAtMs: receivedAtMs, processedAtMs: null });
      return 'stored';
    },
    async claimMessages({ limit, leaseMs }) {
      const due = [...messages.values()]
        .filter((one) => one.processedAtMs === null && one.dueAtMs <= nowMs())
        .toSorted((a, b) => a.dueAtMs - b.dueAtMs)
        .slice(0, limit)
        .map((one) => ({ ...one, tries: one.tries + 1, dueAtMs: nowMs() + leaseMs }));
      for (const one of due) messages.set(one.messageId, one);
      return due.map(({ messageId, body, tries, receivedAtMs }) => ({ messageId, body, tries, receivedAtMs }));
    },
    async finishMessage({ messageId, retryInMs }) {
      const one = messages.get(messageId);
      if (one === undefined || one.processedAtMs !== null) return;
      const end = retryInMs === null ? { processedAtMs: nowMs() } : { dueAtMs: nowMs() + retryInMs };
      messages.set(messageId, { ...one, ...end });
    },
    async claimNotices({ limit, leaseMs }) {
      const due = [...notices.values()]
        .filter((one) => one.deliveredAtMs === null && one.dueAtMs <= nowMs())
        .toSorted((a, b) => a.dueAtMs - b.dueAtMs)
        .slice(0, limit)
        .map((one) => ({ ...one, tries: one.tries + 1, dueAtMs: nowMs() + leaseMs }));
      for (const one of due) notices.set(one.noticeId, one);
      return due.map(({ noticeId, sessionId, body, tries }) => ({ noticeId, sessionId, body, tries }));
    },
    async finishNotice({ noticeId, retryInMs }) {
      const one = notices.get(noticeId);
      if (one === undefined || one.deliveredAtMs !== null) return;
      const end = retryInMs === null ? { deliveredAtMs: nowMs() } : { dueAtMs: nowMs() + retryInMs };
      notices.set(noticeId, { ...one, ...end });
    },
    async purge({ olderThanMs }) {
      const before = nowMs() - olderThanMs;
      const oldMessages = [...messages.values()].filter((one) => (one.processedAtMs ?? Infinity) <= before);
      const oldNotices = [...notices.values()].filter((one) => (one.deliveredAtMs ?? Infinity) <= before);
      for (const { messageId } of oldMessages) messages.delete(messageId);
      for (const { noticeId } of oldNotices) notices.delete(noticeId);
      return oldMessages.length + oldNotices.length;
    },
  };
}
