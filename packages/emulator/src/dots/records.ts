/** The rows of the emulated Dots. Ours in naming; `wire/` turns them into Dots' spelling. */

/** The two forms Dots documents; it comes back as it was sent. */
export type Metadata = string | Readonly<Record<string, unknown>> | null;

export interface PhoneNumber {
  /** 1 to 3 digits, no `+`. */
  readonly countryCode: string;
  readonly number: string;
}

export const userStatuses = ['verified', 'unverified', 'in_review', 'disabled'] as const;
export type UserStatus = (typeof userStatuses)[number];

export interface UserRecord {
  readonly id: string;
  readonly createdAt: WorldInstant;
  firstName: string;
  lastName: string;
  email: string;
  readonly phone: PhoneNumber;
  username: string | null;
  dateOfBirth: string | null;
  status: UserStatus;
  metadata: Metadata;
  payoutMethods: PayoutMethodRecord[];
  defaultPayoutMethodId: string | null;
  autoPayout: boolean;
  payoutOptionsExclude: string[];
  linkedBankMask: string | null;
  compliance: ComplianceRecord;
  /** Set when this person was merged into another one; reads of the old id then fail. */
  mergedInto: string | null;
}

/** What is kept of tax and identity data: never a whole number, at most its last four digits. */
export interface ComplianceRecord {
  mustCollect1099: boolean;
  form: 'w9' | 'w8ben' | null;
  taxIdKind: 'ssn' | 'ein' | 'foreign' | null;
  taxIdLast4: string | null;
  taxIdVerification: 'unsubmitted' | 'pending' | 'matched' | 'mismatched';
  country: string | null;
  legalName: string | null;
  birthDateCollected: boolean;
  address: ComplianceAddress | null;
  idVerified: boolean;
  backgroundCheck: BackgroundCheckStatus | null;
  backgroundCheckAtMs: number | null;
  hasCriminalActivity: boolean;
}

export interface ComplianceAddress {
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

export type BackgroundCheckStatus =
  | 'not_started'
  | 'started'
  | 'pending'
  | 'consider'
  | 'pass'
  | 'failed'
  | 'canceled'
  | 'expired'
  | 'information_mismatch';

export interface PayoutMethodRecord {
  readonly id: string;
  /** Dots' rail name: `ach`, `paypal`, `venmo`, `cash_app`, `visa`. */
  readonly rail: string;
  /** Masked, for people. */
  readonly description: string;
  readonly mask: string | null;
  readonly email: string | null;
  readonly phone: PhoneNumber | null;
  readonly cashTag: string | null;
}

export interface FlowStep {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface FlowRecord {
  readonly id: string;
  readonly createdAt: WorldInstant;
  /** Was the person named when the Flow was made? Then there is no automatic step, and the link may be signed in. */
  readonly madeForUser: boolean;
  readonly requireAuth: boolean;
  readonly hideGoToDashboard: boolean;
  readonly steps: readonly FlowStep[];
  readonly metadata: Metadata;
  userId: string | null;
  completedSteps: string[];
}

export type TransferStatus = 'created' | 'pending' | 'failed' | 'completed' | 'reversed' | 'canceled' | 'flagged';

export interface TransferRecord {
  readonly id: string;
  readonly createdAt: WorldInstant;
  userId: string;
  readonly type: 'balance' | 'payout';
  /** As sent: negative moves money from the App to the user. Payouts are positive. */
  readonly amountCents: number;
  readonly idempotencyKey: string | null;
  readonly metadata: Metadata;
  readonly taxExempt: boolean;
  readonly payoutMethod: PayoutMethodRecord | null;
  /** A payout with the App's money instead of the wallet's. */
  readonly isFunded: boolean;
  status: TransferStatus;
  statusHistory: { readonly status: TransferStatus; readonly atMs: number }[];
}

/** A moment to the microsecond, as Dots prints it. */
export interface WorldInstant {
  readonly ms: number;
  /** 0 to 999. */
  readonly micros: number;
}
