import { DotsFlowsProvider } from '@dots-flows/react';
import type { ServerAdapter } from '@dots-flows/react';
import type { ReactNode } from 'react';

export const App = ({ adapter, children }: { adapter: ServerAdapter; children: ReactNode }) => (
  // #region sample
  <DotsFlowsProvider adapter={adapter} trustedOrigins={['https://my.dots.dev']}>
    {children}
  </DotsFlowsProvider>
  // #endregion
);
