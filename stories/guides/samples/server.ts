// #region sample
import { createDotsApi, createDotsFlows } from '@dots-flows/server';
import { sqliteStore } from '@dots-flows/server/sqlite';

export const dots = createDotsFlows({
  api: createDotsApi({ environment: 'sandbox', clientId, apiKey }),
  store: sqliteStore('payouts.db'),
  // Who is calling. Answer null and the request ends with 401.
  authenticate: async (request) => await accountOf(request),
  // What this account is owed. The amount comes from here, never from the browser.
  resolvePayout: async ({ payoutId, accountId }) => {
    const invoice = await invoices.find(payoutId, accountId);
    return invoice && { amountCents: invoice.amountCents };
  },
  webhookSecrets: [webhookSecret],
  allowedOrigins: ['https://app.example.com'],
});

dots.start();
// #endregion

declare const clientId: string;
declare const apiKey: string;
declare const webhookSecret: string;
declare function accountOf(request: Request): Promise<{ accountId: string } | null>;
declare const invoices: { find(id: string, accountId: string): Promise<{ amountCents: number } | null> };
