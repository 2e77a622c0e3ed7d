// #region sample
import { DotsFlowsProvider } from '@dots-flows/react';
import { httpAdapter } from '@dots-flows/react/http-adapter';
import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
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
