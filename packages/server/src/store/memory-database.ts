import type { BindingRecord, EventRecord, FlowRecord, NoticeRecord, SessionBundle } from './records.ts';

/** A session's own rows; the binding is looked up by account. */
export type StoredSession = Omit<SessionBundle, 'binding' | 'nowMs'>;

export interface AttemptAddress {
  readonly sessionId: string;
  readonly ordinal: number;
}

export interface StoredMessage {
  readonly messageId: string;
  readonly body: string;
  readonly receivedAtMs: number;
  readonly tries: number;
  readonly dueAtMs: number;
  readonly processedAtMs: number | null;
}

export interface StoredNotice extends NoticeRecord {
  readonly dueAtMs: number;
  readonly deliveredAtMs: number | null;
}

export interface StoredFlow {
  readonly accountId: string;
  readonly sessionId: string | null;
  readonly flow: FlowRecord;
}

/**
 * The rows of a memory store. Several stores on one database are what several processes on one Postgres are: each with
 * its own view of the clock, all with the same rows.
 */
export interface MemoryDatabase {
  info: { readonly namespace: string; readonly epoch: string; readonly epochSinceMs: number | null } | null;
  readonly sessions: Map<string, StoredSession>;
  /** Unique indexes: reference -> session, key and transfer id -> attempt. */
  readonly references: Map<string, string>;
  readonly keys: Map<string, AttemptAddress>;
  readonly transfers: Map<string, AttemptAddress>;
  readonly flows: Map<string, StoredFlow>;
  readonly bindings: Map<string, BindingRecord>;
  readonly events: EventRecord[];
  readonly messages: Map<string, StoredMessage>;
  readonly notices: Map<string, StoredNotice>;
}

export function createMemoryDatabase(): MemoryDatabase {
  return {
    info: null,
    sessions: new Map(),
    references: new Map(),
    keys: new Map(),
    transfers: new Map(),
    flows: new Map(),
    bindings: new Map(),
    events: [],
    messages: new Map(),
    notices: new Map(),
  };
}

/** A copy that later changes to the original do not touch: a backup. All records are immutable, so this is shallow. */
export function copyMemoryDatabase(database: MemoryDatabase): MemoryDatabase {
  return {
    info: database.info,
    sessions: new Map(database.sessions),
    references: new Map(database.references),
    keys: new Map(database.keys),
    transfers: new Map(database.transfers),
    flows: new Map(database.flows),
    bindings: new Map(database.bindings),
    events: [...database.events],
    messages: new Map(database.messages),
    notices: new Map(database.notices),
  };
}
