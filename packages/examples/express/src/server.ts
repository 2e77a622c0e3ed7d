import { createDotsApi, createDotsFlows } from '@dots-flows/server';
import { toNodeListener } from '@dots-flows/server/node';
import { sqliteStore } from '@dots-flows/server/sqlite';
import express from 'express';

/** Stand for your own tables: who is signed in, whose payout it is, and what it is over. */
const SESSIONS = new Map([['session=s_ada', 'acct_ada']]);
const INVOICES = new Map([['inv_2041', { accountId: 'acct_ada', amountCents: 24_850 }]]);

const dots = createDotsFlows({
  api: createDotsApi({
    environment: { baseUrl: setting('DOTS_API_URL') },
    clientId: setting('DOTS_CLIENT_ID'),
    apiKey: setting('DOTS_API_KEY'),
  }),
  store: sqliteStore(setting('DATABASE_FILE')),
  allowedOrigins: [setting('APP_ORIGIN')],
  webhookSecrets: [setting('DOTS_WEBHOOK_SECRET')],
  authenticate: (request) => {
    const accountId = SESSIONS.get(request.headers.get('cookie') ?? '');
    return accountId === undefined ? null : { accountId };
  },
  resolvePayout: ({ payoutId, accountId }) => {
    const invoice = INVOICES.get(payoutId);
    return invoice?.accountId === accountId ? { amountCents: invoice.amountCents } : null;
  },
});
dots.start();

const app = express();
// Before any body parser: a webhook is verified over its raw bytes.
app.use('/api/dots', toNodeListener(dots.handler));
app.use(express.json());

const server = app.listen(Number(setting('PORT')), 'localhost', () => {
  process.stdout.write(`listening ${JSON.stringify(server.address())}
`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void dots.stop();
});

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. README.md lists what the server needs.`);
  return value;
}
