/** Statuses in which a new transfer can be left, to be moved on later. */
export const scriptedStatuses = ['created', 'pending', 'flagged', 'failed', 'completed', 'canceled'] as const;
export type ScriptedStatus = (typeof scriptedStatuses)[number];

export interface ScriptedTransfers {
  readonly status: ScriptedStatus;
  /** Only transfers of this person. Default: of anybody. */
  readonly userId?: string | undefined;
  /** Only money to the wallet (`balance`) or out of it (`payout`). Default: both. */
  readonly type?: 'balance' | 'payout' | undefined;
  /** How many transfers. Default 1; `null` is all until cleared. */
  readonly count?: number | null | undefined;
}

/** What the next transfers shall become instead of `completed`. */
export interface TransferScript {
  plan(script: ScriptedTransfers): void;
  /** The status for a transfer that is being made now; uses one planned turn up. */
  take(transfer: { readonly userId: string; readonly type: 'balance' | 'payout' }): ScriptedStatus | undefined;
  /** While `work` runs, every new transfer gets this status; planned turns are left alone. */
  during<Result>(status: ScriptedStatus | undefined, work: () => Result): Result;
  planned(): readonly ScriptedTransfers[];
  clear(): void;
}

export function createTransferScript(): TransferScript {
  let scripts: ScriptedTransfers[] = [];
  let forced: ScriptedStatus | undefined;
  return {
    plan(script) {
      scripts = [...scripts, { ...script, count: script.count === undefined ? 1 : script.count }];
    },
    take({ userId, type }) {
      if (forced !== undefined) return forced;
      const hit = scripts.find(
        (script) =>
          (script.userId === undefined || script.userId === userId) &&
          (script.type === undefined || script.type === type),
      );
      if (hit === undefined) return undefined;
      const left = hit.count === null || hit.count === undefined ? null : hit.count - 1;
      scripts =
        left === 0
          ? scripts.filter((script) => script !== hit)
          : scripts.map((script) => (script === hit ? { ...hit, count: left } : script));
      return hit.status;
    },
    during(status, work) {
      forced = status;
      try {
        return work();
      } finally {
        forced = undefined;
      }
    },
    planned: () => scripts,
    clear() {
      scripts = [];
    },
  };
}
