import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createEmulator, createWebhookSecret } from '@dots-flows/emulator';
import type { Emulator } from '@dots-flows/emulator';
import { createDotsApi, createDotsFlows } from '@dots-flows/server';
import type { DotsFlowsEvent } from '@dots-flows/server';
import { sqliteStore } from '@dots-flows/server/sqlite';
import { checkDots } from './server/check-dots.ts';
import { PAYOUTS_PATH, createApp } from './server/create-app.ts';
import { openDataDirectory } from './server/data-directory.ts';
import { finishReview, playDemoPast } from './server/demo-past.ts';
import { DEMO_WORKERS } from './server/demo-workers.ts';
import type { DemoWorkerPlan } from './server/demo-workers.ts';
import { createEarningsBook } from './server/earnings-book.ts';
import { listen } from './server/listen.ts';
import { createStatusReader } from './server/payout-status.ts';
import { createSessionCookie } from './server/session-cookie.ts';
import { explainPortError } from './server/start-error.ts';
import { readWebFiles } from './server/web-files.ts';

/** A Dots that runs already, in place of the local one that the playground starts. */
export interface OtherDots {
  /** Without `/v2`, as in `https://pls.senddotssandbox.com/api`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly apiKey: string;
  /** The only origin whose Flow pages may be shown. */
  readonly flowOrigin: string;
}

export interface PlaygroundOptions {
  /** 0 takes any free port. */
  readonly ports: { readonly playground: number; readonly api: number; readonly flows: number };
  /** Where payouts are kept; `null` is a folder that is gone when the playground ends. */
  readonly dataDirectory: string | null;
  /** `null` starts a local Dots. */
  readonly otherDots: OtherDots | null;
  /** Credentials for the local Dots, where they differ from its own. */
  readonly credentials?: { readonly clientId?: string | undefined; readonly apiKey?: string | undefined } | undefined;
  readonly workers?: readonly DemoWorkerPlan[] | undefined;
  readonly now?: (() => Date) | undefined;
  /** Hears what happens to payouts and requests. */
  readonly onEvent?: ((event: DotsFlowsEvent) => void) | undefined;
}

/** A running playground. */
export interface Playground {
  /** The address to open. */
  readonly url: string;
  readonly dots: OtherDots;
  /** `null` with another Dots. */
  readonly emulator: Emulator | null;
  /** Ends everything it started; safe to call twice. */
  stop(): Promise<void>;
}

/** After so many failed transfers of one payout a person should look before there is another. */
const MOST_ATTEMPTS = 3;

const WEB_DIRECTORY = path.join(import.meta.dirname, '../dist/web');

/**
 * Starts the local Dots, the server and the page, all in this process.
 *
 * @throws StartError, `DotsFlowsError` with words for the person at the terminal; nothing is left running then.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const closers: (() => unknown)[] = [];
  const stop = async () => {
    const failures: unknown[] = [];
    // One part that does not end well must not keep the others running.
    for (const close of closers.splice(0).reverse())
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    if (failures.length > 0) throw failures[0];
  };
  try {
    return await start(options, closers, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  {
    ports,
    dataDirectory,
    otherDots,
    credentials,
    workers: plans = DEMO_WORKERS,
    now = () => new Date(),
    onEvent,
  }: PlaygroundOptions,
  closers: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<Playground> {
  const web = await readWebFiles(WEB_DIRECTORY);
  const listener = await listen(ports.playground).catch((error: unknown) => {
    throw explainPortError(error, ports.playground, 'PORT');
  });
  closers.push(() => listener.close());
  const pageOrigin = `http://localhost:${listener.port}`;

  const data = await openDataDirectory({ directory: dataDirectory, fresh: otherDots === null });
  closers.push(() => data.close());

  const webhookSecret = createWebhookSecret();
  const emulator =
    otherDots === null
      ? await startEmulator(ports, `http://127.0.0.1:${listener.port}${PAYOUTS_PATH}/webhooks`, webhookSecret)
      : null;
  if (emulator) closers.push(() => emulator.close());
  const dots = otherDots ?? localDots(emulator, credentials);

  const api = createDotsApi({
    environment: { baseUrl: dots.baseUrl },
    clientId: dots.clientId,
    apiKey: dots.apiKey,
  });
  await checkDots(api, dots.baseUrl);

  const book = createEarningsBook(plans, now);
  const session = createSessionCookie(randomBytes(32).toString('base64url'));
  const store = sqliteStore(data.databasePath, { clock: emulator?.clock });
  closers.push(() => store.close());
  const flows = createDotsFlows({
    api,
    store,
    authenticate: async (request) => {
      const workerId = await session.read(request);
      return workerId === null ? null : { accountId: workerId };
    },
    resolvePayout: ({ payoutId, accountId }) => {
      const payout = book.findPayout(payoutId, accountId);
      return payout && { amountCents: payout.amountCents };
    },
    // Whoever signed up at Dots with the phone that this platform knows is our worker. Anybody else may be paid as well,
    // but verifies once more before the first withdrawal: a link that went to the wrong person must not pay that person.
    reviewPayee: ({ accountId, dotsUser }) =>
      dotsUser.phone.phoneNumber === book.findWorker(accountId)?.phoneNumber ? 'trusted' : 'pay',
    allowNewAttempt: ({ attempts }) => attempts < MOST_ATTEMPTS,
    webhookSecrets: [webhookSecret],
    // One time for both: whoever moves the local Dots' clock, on its page or in a test, moves everything.
    clock: emulator?.clock,
    allowedOrigins: [pageOrigin],
    onEvent,
  });
  closers.push(() => flows.stop());

  const askAs = async (workerId: string, route: string, method: 'GET' | 'POST' = 'GET') =>
    flows.handler(
      new Request(`${pageOrigin}${PAYOUTS_PATH}${route}`, {
        method,
        headers: { cookie: await session.start(workerId), origin: pageOrigin, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: '{}' } : {}),
      }),
    );
  const app = createApp({
    book,
    session,
    readStatus: createStatusReader(askAs),
    flowOrigin: dots.flowOrigin,
    pageOrigin,
    finishReview: emulator && reviewer(emulator, plans),
    handlePayouts: flows.handler,
    web,
  });
  listener.serve((request) => app.fetch(request));
  if (emulator) await playDemoPast(plans, { world: emulator.world, book, askAs });
  flows.start();
  return { url: pageOrigin, dots, emulator, stop };
}

function startEmulator(
  ports: PlaygroundOptions['ports'],
  webhookUrl: string,
  webhookSecret: string,
): Promise<Emulator> {
  return createEmulator({
    apiPort: ports.api,
    flowPort: ports.flows,
    webhooks: [{ url: webhookUrl, secret: webhookSecret }],
    webhookDelivery: { timestamps: 'emulator' },
    settings: { appName: 'Earnings' },
  }).catch((error: unknown) => {
    const isFlowPort = typeof error === 'object' && error !== null && 'port' in error && error.port === ports.flows;
    throw explainPortError(
      error,
      isFlowPort ? ports.flows : ports.api,
      isFlowPort ? 'DOTS_FLOW_PORT' : 'DOTS_API_PORT',
    );
  });
}

function localDots(emulator: Emulator | null, credentials: PlaygroundOptions['credentials']): OtherDots {
  return {
    baseUrl: emulator?.apiUrl ?? '',
    clientId: credentials?.clientId ?? emulator?.clientId ?? '',
    apiKey: credentials?.apiKey ?? emulator?.apiKey ?? '',
    flowOrigin: emulator?.flowUrl ?? '',
  };
}

function reviewer(emulator: Emulator, plans: readonly DemoWorkerPlan[]) {
  return (workerId: string): Promise<void> => {
    const plan = plans.find((candidate) => candidate.workerId === workerId);
    if (plan) finishReview(emulator.world, plan);
    return Promise.resolve();
  };
}
