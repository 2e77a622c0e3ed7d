import { createDotsApi, createDotsFlows } from '@dots-flows/server';
import type { DotsFlows } from '@dots-flows/server';
import { sqliteStore } from '@dots-flows/server/sqlite';

/** Stands for your own table: whose payout it is and what it is over comes from here, never from the browser. */
const INVOICES = new Map([['inv_2041', { accountId: 'acct_ada', amountCents: 24_850 }]]);

// Next evaluates route modules while it builds, where there are no credentials, and again after a hot reload.
const shared = globalThis as { dotsFlows?: DotsFlows };

export function dotsFlows(): DotsFlows {
  return (shared.dotsFlows ??= create());
}

function create(): DotsFlows {
  const dots = createDotsFlows({
    api: createDotsApi({
      environment: { baseUrl: setting('DOTS_API_URL') },
      clientId: setting('DOTS_CLIENT_ID'),
      apiKey: setting('DOTS_API_KEY'),
    }),
    store: sqliteStore(setting('DATABASE_FILE')),
    // Your session look-up goes here; null means that nobody is signed in.
    authenticate: () => ({ accountId: 'acct_ada' }),
    resolvePayout: ({ payoutId, accountId }) => {
      const invoice = INVOICES.get(payoutId);
      return invoice?.accountId === accountId ? { amountCents: invoice.amountCents } : null;
    },
    webhookSecrets: [setting('DOTS_WEBHOOK_SECRET')],
    allowedOrigins: [setting('APP_ORIGIN')],
  });
  // Finishes what a closed tab or a crash left open. Where no process lives that long, let cron call POST /sweep instead.
  dots.start();
  return dots;
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. README.md lists what the server needs.`);
  return value;
}
