import { createDotsApi, createDotsFlows } from '@dots-flows/server';
import { toFastifyPlugin } from '@dots-flows/server/node';
import { sqliteStore } from '@dots-flows/server/sqlite';
import Fastify from 'fastify';

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

const app = Fastify({ forceCloseConnections: true });
// The plugin keeps bodies raw below its prefix, and only there.
await app.register(toFastifyPlugin(dots.handler), { prefix: '/api/dots' });

await app.listen({ port: Number(setting('PORT')), host: 'localhost' });
process.stdout.write(`listening ${JSON.stringify(app.server.address())}\n`);
process.once('SIGTERM', () => {
  void app.close();
  void dots.stop();
});

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. README.md lists what the server needs.`);
  return value;
}
