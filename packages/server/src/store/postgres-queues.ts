import { parameters, rowsOf } from './postgres-client.ts';
import type { PostgresQueryable } from './postgres-client.ts';
import type { PostgresDialect } from './postgres-commit.ts';
import type { Store } from './store.ts';

type Queues = Pick<
  Store,
  'receiveMessage' | 'claimMessages' | 'finishMessage' | 'claimNotices' | 'finishNotice' | 'purge'
>;

interface Queue {
  readonly table: 'inbox' | 'outbox';
  readonly id: 'message_id' | 'notice_id';
  readonly doneAt: 'processed_at_ms' | 'delivered_at_ms';
  readonly columns: string;
}

const INBOX: Queue = { table: 'inbox', id: 'message_id', doneAt: 'processed_at_ms', columns: 'received_at_ms' };
const OUTBOX: Queue = { table: 'outbox', id: 'notice_id', doneAt: 'delivered_at_ms', columns: 'session_id' };

/** Inbox and outbox of the Postgres store: rows that instances share by SKIP LOCKED. */
export function postgresQueues(client: PostgresQueryable, dialect: PostgresDialect): Queues {
  const { schema } = dialect;

  function claim({ table, id, doneAt, columns }: Queue, limit: number, leaseMs: number) {
    const p = parameters();
    return rowsOf(
      client,
      `with clock as materialized (select ${dialect.nowMs(p)} as now_ms),
       due as (select q.${id} from ${schema}.${table} q, clock where q.${doneAt} is null and q.due_at_ms <= clock.now_ms
         order by q.due_at_ms limit ${p.add(limit, 'int')} for update of q skip locked)
       update ${schema}.${table} t set tries = t.tries + 1, due_at_ms = clock.now_ms + ${p.add(leaseMs, 'bigint')}
         from due, clock where t.${id} = due.${id} returning t.${id}, t.body, t.tries, t.${columns}`,
      p.values,
    );
  }

  async function finish({ table, id, doneAt }: Queue, rowId: string, retryInMs: number | null): Promise<void> {
    const p = parameters();
    const now = dialect.nowMs(p);
    const set =
      retryInMs === null
        ? `${doneAt} = coalesce(${doneAt}, ${now})`
        : `due_at_ms = ${now} + ${p.add(Math.trunc(retryInMs), 'bigint')}`;
    await rowsOf(client, `update ${schema}.${table} set ${set} where ${id} = ${p.add(rowId, 'text')}`, p.values);
  }

  return {
    async receiveMessage({ messageId, body }) {
      const p = parameters();
      const rows = await rowsOf(
        client,
        `with clock as materialized (select ${dialect.nowMs(p)} as now_ms)
         insert into ${schema}.inbox (message_id, body, received_at_ms, tries, due_at_ms)
           select ${p.add(messageId, 'text')}, ${p.add(body, 'text')}, now_ms, 0, now_ms from clock
           on conflict (message_id) do nothing returning message_id`,
        p.values,
      );
      return rows.length > 0 ? 'stored' : 'duplicate';
    },
    claimMessages: async ({ limit, leaseMs }) =>
      (await claim(INBOX, limit, leaseMs)).map((row) => ({
        messageId: String(row['message_id']),
        body: String(row['body']),
        tries: Number(row['tries']),
        receivedAtMs: Number(row['received_at_ms']),
      })),
    finishMessage: ({ messageId, retryInMs }) => finish(INBOX, messageId, retryInMs),
    claimNotices: async ({ limit, leaseMs }) =>
      (await claim(OUTBOX, limit, leaseMs)).map((row) => ({
        noticeId: String(row['notice_id']),
        sessionId: String(row['session_id']),
        body: String(row['body']),
        tries: Number(row['tries']),
      })),
    finishNotice: ({ noticeId, retryInMs }) => finish(OUTBOX, noticeId, retryInMs),
    async purge({ olderThanMs }) {
      let removed = 0;
      for (const { table, id, doneAt } of [INBOX, OUTBOX]) {
        const p = parameters();
        const rows = await rowsOf(
          client,
          `delete from ${schema}.${table} where ${doneAt} <= ${dialect.nowMs(p)} - ${p.add(Math.trunc(olderThanMs), 'bigint')} returning ${id}`,
          p.values,
        );
        removed += rows.length;
      }
      return removed;
    },
  };
}
