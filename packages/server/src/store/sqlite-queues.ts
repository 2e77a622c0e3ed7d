import type { SqliteConnection } from './sqlite-connection.ts';
import type { Store } from './store.ts';

type Queues = Pick<
  Store,
  'receiveMessage' | 'claimMessages' | 'finishMessage' | 'claimNotices' | 'finishNotice' | 'purge'
>;

/** Inbox and outbox of the SQLite store. */
export function sqliteQueues(db: () => SqliteConnection, nowMs: () => number): Queues {
  return {
    receiveMessage: async ({ messageId, body }) =>
      db().write(() => {
        const now = nowMs();
        const stored = db().all(
          `insert into dots_inbox (message_id, body, received_at_ms, tries, due_at_ms) values (?, ?, ?, 0, ?)
             on conflict (message_id) do nothing returning 1`,
          messageId,
          body,
          now,
          now,
        );
        return stored.length > 0 ? 'stored' : 'duplicate';
      }),
    claimMessages: async ({ limit, leaseMs }) =>
      db().write(() => {
        const now = nowMs();
        const rows = db().all(
          `update dots_inbox set tries = tries + 1, due_at_ms = ?1 where message_id in (
             select message_id from dots_inbox where processed_at_ms is null and due_at_ms <= ?2 order by due_at_ms limit ?3)
           returning message_id, body, tries, received_at_ms`,
          now + leaseMs,
          now,
          limit,
        );
        return rows.map((row) => ({
          messageId: String(row['message_id']),
          body: String(row['body']),
          tries: Number(row['tries']),
          receivedAtMs: Number(row['received_at_ms']),
        }));
      }),
    finishMessage: async ({ messageId, retryInMs }) =>
      db().write(() =>
        retryInMs === null
          ? db().run(
              'update dots_inbox set processed_at_ms = coalesce(processed_at_ms, ?) where message_id = ?',
              nowMs(),
              messageId,
            )
          : db().run('update dots_inbox set due_at_ms = ? where message_id = ?', nowMs() + retryInMs, messageId),
      ),
    claimNotices: async ({ limit, leaseMs }) =>
      db().write(() => {
        const now = nowMs();
        const rows = db().all(
          `update dots_outbox set tries = tries + 1, due_at_ms = ?1 where notice_id in (
             select notice_id from dots_outbox where delivered_at_ms is null and due_at_ms <= ?2 order by due_at_ms limit ?3)
           returning notice_id, session_id, body, tries`,
          now + leaseMs,
          now,
          limit,
        );
        return rows.map((row) => ({
          noticeId: String(row['notice_id']),
          sessionId: String(row['session_id']),
          body: String(row['body']),
          tries: Number(row['tries']),
        }));
      }),
    finishNotice: async ({ noticeId, retryInMs }) =>
      db().write(() =>
        retryInMs === null
          ? db().run(
              'update dots_outbox set delivered_at_ms = coalesce(delivered_at_ms, ?) where notice_id = ?',
              nowMs(),
              noticeId,
            )
          : db().run('update dots_outbox set due_at_ms = ? where notice_id = ?', nowMs() + retryInMs, noticeId),
      ),
    purge: async ({ olderThanMs }) =>
      db().write(() => {
        const before = nowMs() - olderThanMs;
        const messages = db().all('delete from dots_inbox where processed_at_ms <= ? returning 1', before);
        const notices = db().all('delete from dots_outbox where delivered_at_ms <= ? returning 1', before);
        return messages.length + notices.length;
      }),
  };
}
