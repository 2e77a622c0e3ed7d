import { httpAdapter } from '@dots-flows/react';
const adapter = httpAdapter({ baseUrl: '/api/dots' });
declare function showEmptyState(): void;
export async function advance(): Promise<void> {
  // #region sample
  const { isDotsFlowsError } = await import('@dots-flows/react');

  try {
    await adapter.advancePayout('inv_2041');
  } catch (error) {
    if (isDotsFlowsError(error, 'payout-not-found')) showEmptyState();
    else throw error;
  }
  // #endregion
}
