import type { LedgerAccount, LedgerEntry } from '../ledger.ts';
import type { TransferRecord, UserRecord } from '../records.ts';
import type { WorldSettings } from '../world-settings.ts';
import { wireDate, wireHttpDate } from './wire-date.ts';

export type WireTransfer = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly user_id: string;
  readonly status: string;
  readonly amount: string | number;
};

/** A transfer as Dots prints it. It holds no idempotency key: the real one does not tell it either (documented). */
export function wireTransfer(
  transfer: TransferRecord,
  entries: readonly LedgerEntry[],
  user: UserRecord | undefined,
  settings: WorldSettings,
): WireTransfer {
  const nameOf = (account: LedgerAccount) => accountName(account, user, settings.appName);
  return {
    id: transfer.id,
    created: wireDate(transfer.createdAt),
    user_id: transfer.userId,
    status: transfer.status,
    type: transfer.type,
    amount: settings.amounts === 'text' ? String(transfer.amountCents) : transfer.amountCents,
    external_data:
      transfer.payoutMethod === null
        ? {}
        : { account_id: transfer.payoutMethod.id, external_id: transfer.id, platform: transfer.payoutMethod.rail },
    payout_link_id: null,
    metadata: transfer.metadata,
    status_history: transfer.statusHistory.map(({ status, atMs }) => ({ status, timestamp: wireHttpDate(atMs) })),
    transactions: entries.flatMap((entry) => {
      // Dots shows one line from purse to purse; the way through `held` is our own book-keeping.
      const source = entry.from === 'held' ? originOf(transfer) : entry.from;
      if (entry.to === 'held' || entry.to === source) return [];
      return {
        id: entry.id,
        amount: `${entry.amountCents}.0000000000`,
        created: wireDate({ ms: Math.trunc(entry.atMs), micros: transfer.createdAt.micros }),
        source_name: nameOf(source),
        destination_name: nameOf(entry.to),
        type: transfer.type,
        metadata: null,
      };
    }),
  };
}

function originOf(transfer: TransferRecord): LedgerAccount {
  const paysUser = transfer.type === 'balance' && transfer.amountCents < 0;
  return paysUser || transfer.isFunded ? 'app' : `wallet:${transfer.userId}`;
}

function accountName(account: LedgerAccount, user: UserRecord | undefined, appName: string): string {
  if (account === 'app') return appName;
  if (account === 'paid-out') return 'Payout';
  return user?.username ?? `user-${user?.id.slice(0, 8) ?? 'unknown'}`;
}
