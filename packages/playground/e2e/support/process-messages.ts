import type { LedgerReport } from '@dots-flows/emulator';
import type { OtherDots } from '../../src/start-playground.ts';

/** What a manipulated Dots writes in place of its Flow links. */
export type SwappedLink = 'other-host' | 'javascript' | 'credentials';

export interface StartOptions {
  /** Puts something between the playground and its Dots that swaps every Flow link. */
  readonly swapLinks?: SwappedLink | undefined;
  /** Adds a worker whose weeks add up to amounts that are none. */
  readonly oddAmounts?: boolean | undefined;
  readonly credentials?: { readonly clientId?: string; readonly apiKey?: string } | undefined;
  readonly otherDots?: OtherDots | undefined;
}

export interface Started {
  readonly url: string;
  readonly dots: OtherDots;
}

/** All money at the local Dots: what was put in, where it is, and how it got there. */
export interface Money {
  readonly ledger: LedgerReport;
  /** Newest first. Amounts to a wallet are negative, as on the wire. */
  readonly transfers: readonly {
    readonly phone: string;
    readonly type: string;
    readonly amountCents: number;
    readonly status: string;
  }[];
  readonly walletCentsByPhone: Readonly<Record<string, number>>;
}

export type Command =
  | { readonly type: 'start'; readonly options: StartOptions }
  | { readonly type: 'stop' }
  | { readonly type: 'stop-dots' }
  | { readonly type: 'money' }
  | { readonly type: 'advance-clock'; readonly ms: number };

export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly message: string };
