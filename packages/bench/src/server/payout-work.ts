import { randomUUID } from 'node:crypto';
import { createDotsFlows } from '@dots-flows/server';
import type { DotsFlows, Store } from '@dots-flows/server';
import { instantDots } from './instant-dots.ts';

export function startPayouts(store: Store, api = instantDots()): DotsFlows {
  return createDotsFlows({
    api,
    store,
    authenticate: () => null,
    resolvePayout: () => ({ amountCents: 24_850 }),
    allowedOrigins: ['http://localhost:3000'],
  });
}

/** One call, the first of a new payout: it is written down, its Flow made and noted. */
export async function openPayout({ payouts }: DotsFlows): Promise<void> {
  const id = randomUUID();
  const { stage } = await payouts.advance({
    payoutId: `inv_${id}`,
    accountId: `acct_${id}`,
    renewLink: false,
    retry: false,
  });
  if (stage !== 'onboarding') throw new Error(`A new payout is ${stage}.`);
}

/** What the store alone has to do for that: the session is inserted, then moved on together with its Flow. */
export async function storeSession(store: Store): Promise<void> {
  const sessionId = randomUUID();
  const { bundle } = await store.createSession({
    sessionId,
    reference: `inv_${sessionId}`,
    accountId: `acct_${sessionId}`,
    amountCents: 24_850,
    onboardingSteps: ['compliance', 'manage-payouts'],
    payoutSteps: ['payout'],
    metadata: {},
  });
  const { outcome } = await store.commit({
    sessionId,
    expectedVersion: bundle.session.version,
    phase: 'ONBOARDING',
    reason: null,
    newFlow: {
      flowId: randomUUID(),
      kind: 'onboarding',
      steps: ['compliance', 'manage-payouts'],
      completedSteps: [],
      dotsUserId: null,
      requireAuth: false,
      signedInUntilMs: null,
    },
    events: [{ name: 'flow-opened', fromPhase: 'CREATED', toPhase: 'ONBOARDING', reason: null }],
    dueInMs: 15_000,
  });
  if (outcome !== 'done') throw new Error(`The commit ended as ${outcome}.`);
}

/** A whole payout up to the link to withdraw: opened, verified, sent, presented. */
export async function runPayout({ payouts }: DotsFlows): Promise<void> {
  const id = randomUUID();
  const call = { payoutId: `inv_${id}`, accountId: `acct_${id}`, renewLink: false, retry: false };
  await payouts.advance(call);
  const { stage } = await payouts.advance(call);
  if (stage !== 'withdrawing') throw new Error(`A verified payout is ${stage}.`);
}
