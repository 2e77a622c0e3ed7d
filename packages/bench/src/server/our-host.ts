import type { Emulator } from '@dots-flows/emulator';
import { createDotsApi, createDotsFlows, memoryStore } from '@dots-flows/server';
import { toNodeListener } from '@dots-flows/server/node';
import { startNodeHost } from './node-host.ts';
import type { NodeHost } from './node-host.ts';

/** The page that calls. */
export const PAGE_ORIGIN = 'http://localhost:3000';
export const AMOUNT_CENTS = 24_850;
export const ONBOARDING_STEPS = ['compliance', 'manage-payouts'] as const;

/** Our server on `node:http`. Whose a payout is follows from its id: `inv_<account>`. */
export function startOurHost(emulator: Emulator): Promise<NodeHost> {
  const dots = createDotsFlows({
    api: createDotsApi({
      environment: { baseUrl: emulator.apiUrl },
      clientId: emulator.clientId,
      apiKey: emulator.apiKey,
    }),
    store: memoryStore(),
    authenticate: (request) => {
      const accountId = request.headers.get('x-account');
      return accountId === null ? null : { accountId };
    },
    resolvePayout: () => ({ amountCents: AMOUNT_CENTS, onboardingSteps: [...ONBOARDING_STEPS] }),
    allowedOrigins: [PAGE_ORIGIN],
  });
  return startNodeHost(toNodeListener(dots.handler));
}
