import { isUuid, optionalBoolean, optionalKey, optionalMetadata } from './body-fields.ts';
import type { Body } from './body-fields.ts';
import { DotsRefusal, invalidInput, notFound } from './dots-refusal.ts';
import type { IdempotencyKeys } from './idempotency-keys.ts';
import type { Ledger, LedgerAccount } from './ledger.ts';
import type { Metadata, PayoutMethodRecord, TransferRecord, TransferStatus, UserRecord } from './records.ts';
import type { TransferScript } from './transfer-script.ts';
import type { Users } from './users.ts';
import { instantNow } from './world-context.ts';
import type { WorldContext } from './world-context.ts';

/** Money on the move: between the App and wallets (`balance`), and out of a wallet through a rail (`payout`). */
export interface Transfers {
  /** `POST /v2/transfers`: a negative amount pays the user, a positive one takes from the wallet (documented). */
  createFromBody(body: Body): TransferRecord;
  /** Money out of a wallet to one of its owner's payout methods. */
  payOut(order: PayoutOrder): TransferRecord;
  /** @throws DotsRefusal 404. */
  require(id: string): TransferRecord;
  /** Newest first. */
  list(): readonly TransferRecord[];
  /**
   * Moves a transfer on, and its money with it: a held one to `completed`, `failed` or `canceled`, a completed one to
   * `reversed`. @throws DotsRefusal `invalid-transaction` for a step that no transfer can make.
   */
  moveTo(id: string, status: TransferStatus): TransferRecord;
  /** Points the transfers of a merged person to the one who remains, wallet included. */
  replaceUser(oldId: string, newId: string): void;
  reset(): void;
}

export interface PayoutOrder {
  readonly user: UserRecord;
  readonly amountCents: number;
  readonly method: PayoutMethodRecord;
  /** The App's money instead of the wallet's; it goes back when the payout fails (documented as `fund`). */
  readonly fund?: boolean | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly metadata?: Metadata | undefined;
}

const walletOf = (userId: string): LedgerAccount => `wallet:${userId}`;

/** Where a transfer may go from each status: docs.dots.dev/overview/concepts shows the same arrows. */
const nextStatuses: Readonly<Record<TransferStatus, readonly TransferStatus[]>> = {
  created: ['flagged', 'pending', 'completed', 'failed', 'canceled'],
  flagged: ['pending', 'completed', 'failed', 'canceled'],
  pending: ['flagged', 'completed', 'failed', 'canceled'],
  completed: ['reversed'],
  failed: [],
  canceled: [],
  reversed: [],
};

export interface TransferParts {
  readonly users: Users;
  readonly ledger: Ledger;
  readonly keys: IdempotencyKeys;
  readonly script: TransferScript;
}

export function createTransfers(context: WorldContext, { users, ledger, keys, script }: TransferParts): Transfers {
  const byId = new Map<string, TransferRecord>();

  function ends(transfer: TransferRecord): { from: LedgerAccount; to: LedgerAccount } {
    if (transfer.type === 'payout')
      return { from: transfer.isFunded ? 'app' : walletOf(transfer.userId), to: 'paid-out' };
    return transfer.amountCents < 0
      ? { from: 'app', to: walletOf(transfer.userId) }
      : { from: walletOf(transfer.userId), to: 'app' };
  }

  function book(transfer: TransferRecord, from: LedgerAccount, to: LedgerAccount) {
    const amountCents = Math.abs(transfer.amountCents);
    ledger.move({ from, to, amountCents, transferId: transfer.id, atMs: context.clock.nowMs() });
  }

  function note(transfer: TransferRecord, status: TransferStatus) {
    transfer.status = status;
    transfer.statusHistory = [...transfer.statusHistory, { status, atMs: context.clock.nowMs() }];
    context.emit({ name: 'transfer.updated', transferId: transfer.id });
    if (status === 'completed' || status === 'failed' || status === 'flagged') {
      context.emit({ name: `transfer.${status}`, transferId: transfer.id });
    }
  }

  function settle(transfer: TransferRecord, status: TransferStatus) {
    const { from, to } = ends(transfer);
    if (transfer.status === 'completed') book(transfer, to, from);
    else if (status === 'completed') book(transfer, 'held', to);
    else if (status === 'failed' || status === 'canceled') book(transfer, 'held', from);
  }

  function make(
    order: Omit<TransferRecord, 'id' | 'createdAt' | 'userId' | 'status' | 'statusHistory'>,
    user: UserRecord,
  ) {
    const { idempotencyKey } = order;
    if (idempotencyKey !== null && keys.isUsed(idempotencyKey)) {
      throw new DotsRefusal(
        context.settings.usedKeyStatus,
        'invalid-transaction',
        'This idempotency_key was used already.',
      );
    }
    if (user.status === 'disabled') {
      throw new DotsRefusal(400, 'invalid-transaction', 'This user is disabled: no money moves to or from them.');
    }
    const transfer: TransferRecord = {
      ...order,
      id: context.ids.uuid(),
      createdAt: instantNow(context),
      userId: user.id,
      status: 'created',
      statusHistory: [],
    };
    const { from } = ends(transfer);
    if (ledger.balanceCents(from) < Math.abs(order.amountCents)) {
      const who = from === 'app' ? 'The App balance' : "The user's wallet";
      throw new DotsRefusal(400, 'transaction-insufficient-funds', `${who} does not hold enough for this transfer.`);
    }
    if (idempotencyKey !== null) keys.use(idempotencyKey);
    byId.set(transfer.id, transfer);
    const inReview =
      user.status === 'in_review' && order.type === 'balance' ? context.settings.transferToPersonInReview : 'completed';
    const status = script.take({ userId: user.id, type: order.type }) ?? inReview;
    book(transfer, from, 'held');
    settle(transfer, status);
    note(transfer, status);
    if (status === 'completed') payOutAutomatically(transfer);
    return transfer;
  }

  /** A person who switched automatic payout on gets what arrives sent on to the default method at once. */
  function payOutAutomatically(transfer: TransferRecord) {
    if (transfer.type !== 'balance' || transfer.amountCents > 0) return;
    const user = users.require(transfer.userId);
    const method = user.payoutMethods.find(({ id }) => id === user.defaultPayoutMethodId);
    const amountCents = ledger.balanceCents(walletOf(user.id));
    if (!user.autoPayout || method === undefined || user.status !== 'verified' || amountCents === 0) return;
    payOut({ user, method, amountCents });
  }

  function payOut({ user, amountCents, method, fund, idempotencyKey, metadata }: PayoutOrder) {
    return make(
      {
        type: 'payout',
        amountCents,
        idempotencyKey: idempotencyKey ?? null,
        metadata: metadata ?? null,
        taxExempt: false,
        payoutMethod: method,
        isFunded: fund ?? false,
      },
      user,
    );
  }

  function require(id: string) {
    const transfer = byId.get(id);
    if (transfer === undefined) throw notFound('Transfer');
    return transfer;
  }

  return {
    payOut,
    require,
    createFromBody(body) {
      const amountCents = readAmount(body['amount']);
      const userId = body['user_id'];
      if (!isUuid(userId)) throw invalidInput('user_id is required and must be a UUID.');
      const idempotencyKey = optionalKey(body, context.settings.keyFormat);
      const order = { metadata: optionalMetadata(body), taxExempt: optionalBoolean(body, 'tax_exempt', false) };
      const user = users.require(userId);
      return make(
        { ...order, type: 'balance', amountCents, idempotencyKey, payoutMethod: null, isFunded: false },
        user,
      );
    },
    list: () => [...byId.values()].toReversed(),
    moveTo(id, status) {
      const transfer = require(id);
      if (!nextStatuses[transfer.status].includes(status)) {
        throw new DotsRefusal(
          400,
          'invalid-transaction',
          `A transfer that is ${transfer.status} cannot become ${status}.`,
        );
      }
      const { to } = ends(transfer);
      if (status === 'reversed' && ledger.balanceCents(to) < Math.abs(transfer.amountCents)) {
        throw new DotsRefusal(
          400,
          'transaction-insufficient-funds',
          'The money has moved on: it cannot be taken back.',
        );
      }
      settle(transfer, status);
      note(transfer, status);
      if (status === 'completed') payOutAutomatically(transfer);
      return transfer;
    },
    replaceUser(oldId, newId) {
      for (const transfer of byId.values()) if (transfer.userId === oldId) transfer.userId = newId;
      const amountCents = ledger.balanceCents(walletOf(oldId));
      if (amountCents === 0) return;
      ledger.move({
        from: walletOf(oldId),
        to: walletOf(newId),
        amountCents,
        transferId: 'merge',
        atMs: context.clock.nowMs(),
      });
    },
    reset() {
      byId.clear();
    },
  };
}

function readAmount(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw invalidInput('amount must be a whole number of cents.');
  if (value === 0) throw invalidInput('amount must not be zero.');
  return value;
}
