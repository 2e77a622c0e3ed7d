'use client';
import { DotsFlowsProvider, OnboardThenPayout, httpAdapter } from '@dots-flows/react';

// Outside the component, so that it stays the same object over all renders.
const adapter = httpAdapter({ baseUrl: '/api/dots' });

/** The adapter holds functions, which cannot cross from server to client: so the provider lives on this side. */
export function PayoutCard({ payoutId }: { readonly payoutId: string }) {
  return (
    <DotsFlowsProvider adapter={adapter}>
      <OnboardThenPayout payoutId={payoutId} description="12 deliveries, 9 to 15 March" />
    </DotsFlowsProvider>
  );
}
