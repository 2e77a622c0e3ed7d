import { DotsFlowsProvider } from '@dots-flows/react';
import type { ServerAdapter } from '@dots-flows/react';
import type { ReactNode } from 'react';
declare const analytics: { track(name: string, data: object): void };

export const App = ({ adapter, children }: { adapter: ServerAdapter; children: ReactNode }) => (
  // #region sample
  <DotsFlowsProvider adapter={adapter} onEvent={(event) => analytics.track(`dots.${event.type}`, event)}>
    {children}
  </DotsFlowsProvider>
  // #endregion
);
