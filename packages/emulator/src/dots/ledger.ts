/**
 * Double-entry books of the emulated money. Every movement takes from one account what it gives to another, so the sum
 * over all accounts is always the money that was put in at the start: a test can prove that no cent came or went.
 *
 * Accounts: `app` (the platform's balance), `held` (transfers that are created, pending or flagged), `wallet:<user id>`,
 * `paid-out` (left through a rail).
 */
export interface Ledger {
  /** Puts the App's first money in; counted as `fundedCents`. */
  fund(amountCents: number): void;
  move(entry: LedgerMove): LedgerEntry;
  balanceCents(account: LedgerAccount): number;
  entries(): readonly LedgerEntry[];
  entriesOf(transferId: string): readonly LedgerEntry[];
  report(): LedgerReport;
  reset(): void;
}

export type LedgerAccount = 'app' | 'held' | 'paid-out' | `wallet:${string}`;

export interface LedgerMove {
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  /** Whole cents above zero. */
  readonly amountCents: number;
  readonly transferId: string;
  readonly atMs: number;
}

export interface LedgerEntry extends LedgerMove {
  /** Counts up from a number that looks like Dots' own transaction ids. */
  readonly id: number;
}

export interface LedgerReport {
  readonly fundedCents: number;
  readonly appCents: number;
  readonly heldCents: number;
  readonly walletsCents: number;
  readonly paidOutCents: number;
  /** `fundedCents` equals the sum of the other four. */
  readonly balanced: boolean;
}

const FIRST_ENTRY_ID = 90_001;

export function createLedger(): Ledger {
  const balances = new Map<LedgerAccount, number>();
  const entries: LedgerEntry[] = [];
  const byTransfer = new Map<string, LedgerEntry[]>();
  let fundedCents = 0;

  function add(account: LedgerAccount, cents: number) {
    balances.set(account, (balances.get(account) ?? 0) + cents);
  }

  return {
    fund(amountCents) {
      fundedCents += amountCents;
      add('app', amountCents);
    },
    move(entry) {
      if (!Number.isSafeInteger(entry.amountCents) || entry.amountCents <= 0) {
        throw new RangeError('A ledger entry moves a whole number of cents above zero.');
      }
      if ((balances.get(entry.from) ?? 0) < entry.amountCents) {
        throw new RangeError(`The account ${entry.from.split(':')[0]} holds less than the entry takes.`);
      }
      add(entry.from, -entry.amountCents);
      add(entry.to, entry.amountCents);
      const written = { ...entry, id: FIRST_ENTRY_ID + entries.length };
      entries.push(written);
      byTransfer.set(entry.transferId, [...(byTransfer.get(entry.transferId) ?? []), written]);
      return written;
    },
    balanceCents: (account) => balances.get(account) ?? 0,
    entries: () => entries,
    entriesOf: (transferId) => byTransfer.get(transferId) ?? [],
    report() {
      // Recounted from the entries, not from the running balances: two ways that must agree.
      const recount = new Map<LedgerAccount, number>([['app', fundedCents]]);
      for (const { from, to, amountCents } of entries) {
        recount.set(from, (recount.get(from) ?? 0) - amountCents);
        recount.set(to, (recount.get(to) ?? 0) + amountCents);
      }
      const walletsCents = [...recount].reduce(
        (sum, [name, cents]) => (name.startsWith('wallet:') ? sum + cents : sum),
        0,
      );
      const appCents = recount.get('app') ?? 0;
      const heldCents = recount.get('held') ?? 0;
      const paidOutCents = recount.get('paid-out') ?? 0;
      const agrees = [...balances].every(([name, cents]) => cents >= 0 && (recount.get(name) ?? 0) === cents);
      const balanced = agrees && appCents + heldCents + walletsCents + paidOutCents === fundedCents;
      return { fundedCents, appCents, heldCents, walletsCents, paidOutCents, balanced };
    },
    reset() {
      balances.clear();
      entries.length = 0;
      byTransfer.clear();
      fundedCents = 0;
    },
  };
}
