// #region sample
import { callsAdapter } from '@dots-flows/react/calls-adapter';

// `get` and `post` are your own way to your server: JSON there and back, and an error when it refuses.
export const adapter = callsAdapter({
  createFlow: (request) => post('/api/flows', request),
  retrieveFlow: (flowId) => get(`/api/flows/${flowId}`),
  // No amount in here: your server knows what this payout is over, and whose it is.
  createTransfer: (request) => post('/api/transfers', request),
  amountCents: async (payoutId) => (await get(`/api/payouts/${payoutId}`)).amountCents,
});
// #endregion

declare function get(url: string): Promise<{ amountCents: number }>;
declare function post(url: string, body: object): Promise<unknown>;
