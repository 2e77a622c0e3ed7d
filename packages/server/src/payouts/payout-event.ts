import type { ErrorCode } from '@dots-flows/core';
import type { Phase } from '../store/records.ts';
import type { PayoutEventName } from './states.ts';

/**
 * What happens to payouts, for logs and metrics. No event holds a link, a key, a token or a personal datum; `payoutId` and
 * `sessionId` are ids.
 *
 * @public
 */
export type PayoutEvent =
  | {
      /** A payout moved in the state table. Told after it was committed, by the process that committed it. */
      readonly type: 'payout-moved';
      readonly payoutId: string;
      readonly sessionId: string;
      readonly event: PayoutEventName;
      readonly from: Phase;
      readonly to: Phase;
      readonly reason: string | null;
      readonly version: number;
    }
  | {
      /** Something that a person should look at. */
      readonly type: 'alarm';
      readonly alarm: PayoutAlarm;
      readonly payoutId: string | null;
      readonly sessionId: string | null;
    }
  | {
      /** A step of a payout did not come through and is tried again later. */
      readonly type: 'payout-delayed';
      readonly payoutId: string;
      readonly sessionId: string;
      readonly phase: Phase;
      readonly code: ErrorCode | 'unknown-outcome';
      readonly retryInMs: number;
    }
  | { readonly type: 'webhook-processed'; readonly messageId: string; readonly result: 'hinted' | 'fact' | 'not-ours' }
  | { readonly type: 'webhook-delayed'; readonly messageId: string; readonly tries: number }
  | { readonly type: 'notice-delayed'; readonly noticeId: string; readonly tries: number }
  | { readonly type: 'sweep-failed'; readonly code: ErrorCode };

/**
 * - `credentials-refused`: Dots refuses our credentials.
 * - `transfer-differs`, `two-transfers`, `status-contradicts`, `key-too-old`, `rejection-invisible`,
 *   `sent-though-cancelled`, `too-many-transfers`: a payout went to `ATTENTION`.
 * - `payee-conflict`: the Dots user belongs to another account, or the account to another Dots user.
 * - `foreign-account`: somebody asked for a payout that belongs to another account.
 * - `flow-limit`: a payout used up its Flows.
 * - `clock-skew`: this machine's clock and that of Dots differ by more than a minute; at five, webhooks fail.
 * - `webhooks-silent`: polling found what a webhook should have told.
 *
 * @public
 */
export type PayoutAlarm =
  | 'credentials-refused'
  | 'transfer-differs'
  | 'two-transfers'
  | 'status-contradicts'
  | 'key-too-old'
  | 'rejection-invisible'
  | 'sent-though-cancelled'
  | 'too-many-transfers'
  | 'payee-conflict'
  | 'foreign-account'
  | 'foreign-flow'
  | 'flow-limit'
  | 'clock-skew'
  | 'webhooks-silent';
