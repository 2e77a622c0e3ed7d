/**
 * What happened in a run, as seen from outside the library: at the store's door, on the wire, at Dots, and in front of
 * the browser. Plain words and numbers only, so that the judge needs nothing of the library to read it.
 */
export type HistoryEntry = { readonly atMs: number } & (
  | {
      readonly type: 'session-created';
      readonly sessionId: string;
      readonly reference: string;
      readonly accountId: string;
      readonly amountCents: number;
    }
  | { readonly type: 'intent-committed'; readonly sessionId: string; readonly ordinal: number; readonly key: string }
  | { readonly type: 'payee-bound'; readonly accountId: string; readonly dotsUserId: string }
  | {
      readonly type: 'fact-committed';
      readonly sessionId: string;
      readonly ordinal: number;
      readonly transferId: string;
      readonly status: string;
    }
  | { readonly type: 'notice-committed' | 'notice-delivered'; readonly noticeId: string; readonly body: string }
  | {
      readonly type: 'message-stored' | 'message-thanked' | 'message-claimed' | 'message-finished';
      readonly messageId: string;
    }
  /** The store was put back to what it was at `snapshotAtMs`. */
  | { readonly type: 'store-restored'; readonly snapshotAtMs: number }
  | {
      readonly type: 'post-left';
      readonly callId: number;
      readonly sessionId: string;
      readonly ordinal: number;
      readonly key: string;
      readonly wireAmountCents: number;
      readonly dotsUserId: string;
    }
  | { readonly type: 'post-ended'; readonly callId: number }
  | {
      readonly type: 'transfer-made';
      readonly transferId: string;
      readonly sessionId: string;
      readonly key: string;
      readonly dotsUserId: string;
      readonly wireAmountCents: number;
    }
  | { readonly type: 'transfer-status'; readonly transferId: string; readonly status: string }
  /** An answer with this status reached the library. */
  | { readonly type: 'status-read'; readonly transferId: string; readonly status: string }
  | {
      readonly type: 'shown';
      /** When the browser asked; what it is shown was true at some moment since. */
      readonly askedAtMs: number;
      readonly payoutId: string;
      readonly callerAccountId: string;
      readonly ownerAccountId: string;
      readonly stage: string;
      readonly reason: string | null;
      readonly amountCents: number;
    }
  | { readonly type: 'said'; readonly text: string }
  | {
      readonly type: 'ended';
      readonly sessionId: string;
      readonly reference: string;
      readonly phase: string;
      readonly reason: string | null;
      readonly amountCents: number;
    }
  | {
      readonly type: 'ledger';
      readonly fundedCents: number;
      readonly appCents: number;
      readonly walletsCents: number;
      readonly heldCents: number;
      readonly paidOutCents: number;
    }
  /** A look was said to cover more hints than there were when it began. */
  | { readonly type: 'hint-skipped'; readonly sessionId: string }
  | { readonly type: 'crash'; readonly point: string }
);

type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, 'atMs'> : never;

export interface History {
  readonly entries: readonly HistoryEntry[];
  add(entry: WithoutTime<HistoryEntry>): void;
}

export function createHistory(nowMs: () => number): History {
  const entries: HistoryEntry[] = [];
  return {
    entries,
    add(entry) {
      entries.push({ atMs: nowMs(), ...entry } as HistoryEntry);
    },
  };
}
