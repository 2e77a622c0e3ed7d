import { DotsFlowsProvider } from '@dots-flows/react';
import { httpAdapter } from '@dots-flows/react/http-adapter';
import { useMemo, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import type { DemoWorker } from '../../wire/earnings.ts';
import { HomePage } from '../home/HomePage.tsx';
import { PayoutPage } from '../payout/PayoutPage.tsx';
import { currentPath, parseRoute, subscribeToPath } from '../routing/route-store.ts';
import { useFlowAppearance } from '../theme/useFlowAppearance.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { TopBar } from './TopBar.tsx';

const adapter = httpAdapter({ baseUrl: '/api/dots' });

interface SignedInAppProps {
  readonly worker: DemoWorker;
  readonly flowOrigin: string;
}

export function SignedInApp({ worker, flowOrigin }: SignedInAppProps): ReactElement {
  const trustedOrigins = useMemo(() => [flowOrigin], [flowOrigin]);
  return (
    <DotsFlowsProvider adapter={adapter} appearance={useFlowAppearance()} trustedOrigins={trustedOrigins}>
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <TopBar worker={worker} />
      <main id="content" className="page" tabIndex={-1}>
        <CurrentPage worker={worker} />
      </main>
    </DotsFlowsProvider>
  );
}

function CurrentPage({ worker }: { readonly worker: DemoWorker }): ReactElement {
  const route = parseRoute(useSyncExternalStore(subscribeToPath, currentPath));
  switch (route.page) {
    case 'home':
      return <HomePage worker={worker} />;
    case 'payout':
      return <PayoutPage key={route.payoutId} worker={worker} payoutId={route.payoutId} />;
    case 'not-found':
      return <NotFoundPage />;
  }
}
