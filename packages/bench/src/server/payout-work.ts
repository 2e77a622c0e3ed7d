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

/** A whole payout up to the link to withdraw: opened, verified, sent, presented. */
export async function runPayout({ payouts }: DotsFlows): Promise<void> {
  const id = randomUUID();
  const call = { payoutId: `inv_${id}`, accountId: `acct_${id}`, renewLink: false, retry: false };
  await payouts.advance(call);
  const { stage } = await payouts.advance(call);
  if (stage !== 'withdrawing') throw new Error(`A verified payout is ${stage}.`);
}
