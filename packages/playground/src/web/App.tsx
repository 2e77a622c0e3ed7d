import { QueryCache, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { EarningsRequestError } from './earnings/earnings-client.ts';
import { checkSession, sessionQuery } from './earnings/earnings-queries.ts';
import { ProblemPage } from './shell/ProblemPage.tsx';
import { SignedInApp } from './shell/SignedInApp.tsx';
import { SignInPage } from './sign-in/SignInPage.tsx';

const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // The session has run out: who signs in again goes on where they were.
    onError: (error) => {
      if (error instanceof EarningsRequestError && error.status === 401) void checkSession(queryClient);
    },
  }),
  defaultOptions: {
    queries: {
      // A refusal stays one however often it is asked again; only silence may pass.
      retry: (failures, error) => failures < 2 && !(error instanceof EarningsRequestError && error.status !== 0),
    },
  },
});

export function App(): ReactElement {
  return (
    <QueryClientProvider client={queryClient}>
      <Gate />
    </QueryClientProvider>
  );
}

/** Everything but the sign-in page needs somebody who is signed in. */
function Gate(): ReactElement | null {
  const { data, error, refetch } = useQuery(sessionQuery);
  if (data) {
    if (!data.worker) return <SignInPage workers={data.workers} />;
    return <SignedInApp key={data.worker.workerId} worker={data.worker} flowOrigin={data.flowOrigin} />;
  }
  if (!error) return null;
  return (
    <main>
      <ProblemPage title="Earnings could not be loaded" detail={error.message} onTryAgain={() => void refetch()} />
    </main>
  );
}
