import { ROUTES, parsePayoutSession } from '@dots-flows/core';
import type { PayoutSession } from '@dots-flows/core';
import type { PayoutStatus } from '../wire/earnings.ts';
import type { BookedPayout } from './earnings-book.ts';

/** Says how far a payout is, for lists. The payout card itself asks the payout handler. */
export type ReadPayoutStatus = (payout: BookedPayout) => Promise<PayoutStatus>;

const STATUS_OF_STAGE: Readonly<Record<PayoutSession['stage'], PayoutStatus>> = {
  onboarding: 'started',
  transferring: 'sending',
  held: 'review',
  withdrawing: 'withdraw',
  completed: 'paid',
  failed: 'failed',
};

/**
 * Reads the status of payouts from their sessions. A payout that nobody opened has no session: it is ready.
 *
 * @param askAs - Asks the payout handler in the name of a worker, as the browser would.
 */
export function createStatusReader(askAs: (workerId: string, path: string) => Promise<Response>): ReadPayoutStatus {
  return async ({ payoutId, workerId }) => {
    const response = await askAs(workerId, ROUTES.payout(payoutId));
    return response.ok ? STATUS_OF_STAGE[parsePayoutSession(await response.json()).stage] : 'ready';
  };
}
