import type { ServerAdapter } from '@dots-flows/react';
import type { ReactNode } from 'react';
// #region sample
import { DotsFlowsProvider } from '@dots-flows/react';
import { es } from '@dots-flows/react/messages/es';

export const App = ({ adapter, children }: AppProps) => (
  <DotsFlowsProvider adapter={adapter} messages={{ ...es, locale: 'es-MX' }}>
    {children}
  </DotsFlowsProvider>
);
// #endregion

interface AppProps {
  readonly adapter: ServerAdapter;
  readonly children: ReactNode;
}
