// #region sample
import { callsAdapter } from '@dots-flows/react/calls-adapter';

export const adapter = callsAdapter({
  createFlow: (request) => post('/api/flows', request),
  retrieveFlow: async (flowId) => (await fetch(`/api/flows/${flowId}`)).json(),
  // No amount in here: your server knows what this payout is over, and whose it is.
  createTransfer: (request) => post('/api/transfers', request),
  amountCents: async (payoutId) => (await (await fetch(`/api/payouts/${payoutId}`)).json()).amountCents,
});
// #endregion

declare function post(url: string, body: object): Promise<unknown>;
