import type { ServerAdapter } from '@dots-flows/react';
import type { ReactNode } from 'react';
// #region sample
import { DotsFlowsProvider } from '@dots-flows/react';
import { useCssAppearance } from '@dots-flows/react/appearance';

export function App({ adapter, children }: AppProps) {
  return (
    <DotsFlowsProvider adapter={adapter} appearance={useCssAppearance()}>
      {children}
    </DotsFlowsProvider>
  );
}
// #endregion

interface AppProps {
  readonly adapter: ServerAdapter;
  readonly children: ReactNode;
}
