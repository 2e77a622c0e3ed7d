// #region sample
import { DotsFlowsProvider, OnboardThenPayout, httpAdapter } from '@dots-flows/react';
import '@dots-flows/react/styles.css';

const adapter = httpAdapter({ baseUrl: '/api/dots' });

export function Payout({ payoutId }: { payoutId: string }) {
  return (
    <DotsFlowsProvider adapter={adapter}>
      <OnboardThenPayout payoutId={payoutId} onComplete={() => console.log('withdrawn')} />
    </DotsFlowsProvider>
  );
}
// #endregion
