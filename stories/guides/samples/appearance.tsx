import { DotsFlowsProvider } from '@dots-flows/react';
import type { ServerAdapter } from '@dots-flows/react';
import type { ReactNode } from 'react';

export const App = ({ adapter, children }: { adapter: ServerAdapter; children: ReactNode }) => (
  // #region sample
  <DotsFlowsProvider adapter={adapter} appearance={{ theme: 'dark', variables: { primaryColor: '#8aa6ff' } }}>
    {children}
  </DotsFlowsProvider>
  // #endregion
);
