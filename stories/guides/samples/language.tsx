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
  readonly adapter: import('@dots-flows/react').ServerAdapter;
  readonly children: import('react').ReactNode;
}
