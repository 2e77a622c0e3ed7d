import type { FlowStep } from '@dots-flows/core';

/** Metadata of a Flow or a transfer as it was read back: values of any kind, never trusted without a check. */
export type RemoteMetadata = Readonly<Record<string, unknown>>;

/** A Flow as Dots shows it. It has no status of its own (documented by absence). */
export interface RemoteFlow {
  readonly flowId: string;
  /** A bearer secret while its user is signed in. */
  readonly link: string;
  readonly steps: readonly string[];
  readonly completedSteps: readonly string[];
  /** `null` until somebody signed in. */
  readonly userId: string | null;
  /** By Dots' clock; `null` when it cannot be read. */
  readonly createdAtMs: number | null;
  readonly metadata: RemoteMetadata;
}

/** A transfer as Dots shows it. The idempotency key is not part of it (documented by absence). */
export interface RemoteTransfer {
  readonly transferId: string;
  /** `created`, `pending`, `flagged`, `completed`, `failed`, `canceled`, `reversed`, or a word that is not known yet. */
  readonly status: string;
  readonly userId: string | null;
  /**
   * With its sign, which differs between Dots' own samples (documented, contradictory): compare sizes only. `null` when
   * there is none; `NaN`, which equals nothing, when there is one that is no whole number of cents.
   */
  readonly amountCents: number | null;
  readonly createdAtMs: number | null;
  readonly metadata: RemoteMetadata;
}

/**
 * A Dots user. Names, mail and phone are personal data: they are handed to `reviewPayee` and stored nowhere.
 *
 * @public
 */
export interface RemoteUser {
  readonly userId: string;
  /** `verified`, `unverified`, `in_review`, `disabled`, or a word that is not known yet. */
  readonly status: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: { readonly countryCode: string | null; readonly phoneNumber: string | null };
  /** A rail such as `ach`; `null` when none was chosen. */
  readonly defaultPayoutMethod: string | null;
  readonly compliance: {
    /** Dots blocks payouts until the tax form is there. */
    readonly mustCollect1099: boolean;
    readonly isTaxFormCollected: boolean;
    readonly isIdVerified: boolean;
    readonly isFlagged: boolean;
    readonly hasCriminalActivity: boolean;
    /** `null` when there is none. */
    readonly backgroundCheckStatus: string | null;
  };
  readonly metadata: RemoteMetadata;
}

/** One page of a list, newest first (documented for transfers, unknown for Flows). */
export interface Page<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
}

/** Body of `POST /v2/flows`. */
export interface NewFlow {
  readonly steps: readonly FlowStep[];
  /** The Flow belongs to this user and opens signed in for 15 minutes, unless `requireAuth` (documented). */
  readonly userId?: string | undefined;
  /** With `userId`: the user still verifies the phone by code. Default `false`. */
  readonly requireAuth?: boolean | undefined;
  readonly hideGoToDashboardOnComplete?: boolean | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** Body of `POST /v2/transfers`. */
export interface NewTransfer {
  readonly userId: string;
  /** As it goes on the wire: negative pays the user (documented). */
  readonly wireAmountCents: number;
  /** A UUID. */
  readonly idempotencyKey: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Which page of a list. */
export interface PageRequest {
  /** 1 to 100 (documented). */
  readonly limit: number;
  /** Id of the last item of the page before; the item itself is left out (inferred). */
  readonly startingAfter?: string | undefined;
}
