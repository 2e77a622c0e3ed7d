import { createEmulator } from '@dots-flows/emulator';
import type { Emulator } from '@dots-flows/emulator';
import { createDotsApi, createDotsFlows, memoryStore } from '@dots-flows/server';
import type { DotsFlows, DotsFlowsOptions } from '@dots-flows/server';

export const PAYOUT = 'inv_2041';
export const AMOUNT_CENTS = 24_850;
const ORIGIN = 'https://app.example.com';

/** A host: the real server half on a local Dots, reached without a socket. */
export interface HostServer {
  readonly emulator: Emulator;
  readonly dots: DotsFlows;
  /** The browser's way to the handler. */
  readonly fetch: typeof fetch;
  /** Every request that reached the handler, as `METHOD path`. */
  readonly requests: readonly string[];
  /** The next answer is made and then lost on its way, as often as said. */
  loseAnswers(count: number): void;
  /** Does what a person would do on the pages of an onboarding Flow. */
  finishOnboarding(flowId: string): string;
  /** Withdraws everything on the page of a payout Flow. */
  finishPayout(flowId: string): void;
  /** What the App paid to users, in cents. */
  paidCents(): readonly number[];
  close(): Promise<void>;
}

export async function createHostServer(options: Partial<DotsFlowsOptions> = {}): Promise<HostServer> {
  const emulator = await createEmulator({ seed: 'react' });
  const dots = createDotsFlows({
    api: createDotsApi({
      environment: { baseUrl: emulator.apiUrl },
      clientId: emulator.clientId,
      apiKey: emulator.apiKey,
      clock: emulator.clock,
      fetch: (input, init) => emulator.fetch(new Request(input, init)),
    }),
    store: memoryStore({ clock: emulator.clock }),
    clock: emulator.clock,
    basePath: '/api/dots',
    allowedOrigins: [ORIGIN],
    authenticate: () => ({ accountId: 'acc_ana' }),
    resolvePayout: ({ payoutId }) => (payoutId.startsWith('inv_') ? { amountCents: AMOUNT_CENTS } : null),
    ...options,
  });
  const requests: string[] = [];
  let losing = 0;
  return {
    emulator,
    dots,
    requests,
    async fetch(input, init = {}) {
      const { method = 'GET', headers, body } = init;
      const url = new URL(input as string, ORIGIN);
      requests.push(`${method} ${url.pathname}`);
      const entries = new Headers(headers);
      // What a browser adds by itself.
      entries.set('origin', ORIGIN);
      entries.set('sec-fetch-site', 'same-origin');
      const response = await dots.handler(new Request(url, { method, headers: entries, body: body ?? null }));
      if (losing === 0) return response;
      losing -= 1;
      throw new TypeError('Failed to fetch');
    },
    loseAnswers: (count) => {
      losing = count;
    },
    finishOnboarding(flowId) {
      const { world } = emulator;
      const flow = world.flows.require(flowId);
      const user = world.addUser({
        phone: '+1 415 555 2041',
        firstName: 'Ana',
        lastName: 'Sousa',
        compliance: 'w9',
        payoutMethods: [{ rail: 'paypal', email: 'ana@example.com' }],
      });
      world.flows.claim(flow, user.id);
      for (const step of flow.steps) world.flows.completeStep(flow, step.name);
      return user.id;
    },
    finishPayout(flowId) {
      const { world } = emulator;
      const flow = world.flows.require(flowId);
      const user = world.users.require(flow.userId ?? '');
      const [method] = user.payoutMethods;
      if (method) world.transfers.payOut({ user, method, amountCents: world.walletCents(user.id) });
      world.flows.completeStep(flow, 'payout');
    },
    paidCents: () =>
      emulator.world.transfers
        .list()
        .filter(({ type, amountCents }) => type === 'balance' && amountCents < 0)
        .map(({ amountCents }) => -amountCents),
    async close() {
      await dots.stop();
      await emulator.close();
    },
  };
}
