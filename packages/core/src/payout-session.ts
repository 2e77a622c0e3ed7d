import type { FlowStepName } from './step.ts';

/** The Flow that a payout session shows now. @public */
export interface FlowLink {
  readonly flowId: string;
  /** A bearer secret while its user is signed in: never log it, never store it in the browser. */
  readonly link: string;
  readonly steps: readonly FlowStepName[];
  readonly completedSteps: readonly FlowStepName[];
  /** ISO 8601 UTC; `null` when the user signs in first. */
  readonly signedInUntil: string | null;
}

/**
 * Why a payout waits for somebody other than its user.
 *
 * - `transfer-flagged`: Dots reviews the transfer (status `flagged`).
 * - `payee-in-review`: Dots reviews the payee (user status `in_review`), or the host's `reviewPayee` holds it.
 * - `not-eligible`: the payee may not be paid as things stand (user disabled, or the host says so).
 * - `needs-operator`: something does not add up, and a person of the host has to look. No second transfer is made.
 *
 * @public
 */
export const HOLD_REASONS = ['transfer-flagged', 'payee-in-review', 'not-eligible', 'needs-operator'] as const;

/** One of {@link HOLD_REASONS}. @public */
export type HoldReason = (typeof HOLD_REASONS)[number];

/**
 * Why a payout ended without the money at its user.
 *
 * - `transfer-failed`, `transfer-canceled`: Dots shows the transfer so; nothing was paid.
 * - `transfer-refused`: Dots refused to make the transfer (such as too little balance); nothing was paid.
 * - `transfer-reversed`: the transfer was made and taken back.
 * - `payout-cancelled`: the host cancelled it before anything was sent.
 *
 * @public
 */
export const FAILURE_REASONS = [
  'transfer-failed',
  'transfer-canceled',
  'transfer-refused',
  'transfer-reversed',
  'payout-cancelled',
] as const;

/** One of {@link FAILURE_REASONS}. @public */
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** What every stage of a payout session has. @public */
export interface PayoutSessionBase {
  /** The host's own id of the payout. */
  readonly payoutId: string;
  /** Whole cents, 1 or more; decided by the server. */
  readonly amountCents: number;
  readonly currency: 'USD';
  /** Grows with every change; the newest wins. */
  readonly version: number;
}

/** What each stage of a payout session adds. @public */
export type PayoutStage =
  /** The user verifies; nothing was sent. */
  | { readonly stage: 'onboarding'; readonly flow: FlowLink }
  /** The money is on its way from the App to the user's Dots balance. */
  | { readonly stage: 'transferring'; readonly transfer: { readonly status: 'sending' | 'created' | 'pending' } }
  /** Somebody looks at it; the user has nothing to do. */
  | { readonly stage: 'held'; readonly reason: HoldReason }
  /** The money is in the user's Dots balance; the Flow lets the user withdraw it. */
  | { readonly stage: 'withdrawing'; readonly flow: FlowLink }
  | { readonly stage: 'completed' }
  | { readonly stage: 'failed'; readonly reason: FailureReason; readonly canRetry: boolean };

/**
 * Where a payout stands, as the browser may know it.
 *
 * @public
 */
export type PayoutSession = PayoutSessionBase & PayoutStage;

/** The name of a stage. @public */
export type PayoutStageName = PayoutSession['stage'];

/**
 * The stages that no further call changes. `failed` with `canRetry` is not final.
 *
 * @public
 */
export function isFinalSession(session: PayoutSession): boolean {
  return session.stage === 'completed' || (session.stage === 'failed' && !session.canRetry);
}
