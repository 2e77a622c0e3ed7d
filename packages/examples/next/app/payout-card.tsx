'use client';
import { DotsFlowsProvider } from '@dots-flows/react';
import { httpAdapter } from '@dots-flows/react/http-adapter';
import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import { useCssAppearance } from '@dots-flows/react/appearance';

// Outside the component, so that it stays the same object over all renders.
const adapter = httpAdapter({ baseUrl: '/api/dots' });

/** The adapter holds functions, which cannot cross from server to client: so the provider lives on this side. */
export function PayoutCard({ payoutId }: { readonly payoutId: string }) {
  // The pages inside the frame take on the colours of this page, in light and in dark.
  const appearance = useCssAppearance();
  return (
    <DotsFlowsProvider adapter={adapter} appearance={appearance}>
      <OnboardThenPayout payoutId={payoutId} description="12 deliveries, 9 to 15 March" />
    </DotsFlowsProvider>
  );
}
