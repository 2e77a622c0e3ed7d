import type { ServerAdapter } from '@dots-flows/react';
// #region sample
import { isDotsFlowsError } from '@dots-flows/react';

export async function refresh(payoutId: string) {
  try {
    return await adapter.advancePayout(payoutId);
  } catch (error) {
    if (isDotsFlowsError(error, 'payout-not-found')) return null;
    throw error;
  }
}
// #endregion

declare const adapter: ServerAdapter;
