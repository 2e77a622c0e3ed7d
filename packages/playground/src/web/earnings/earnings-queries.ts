import { queryOptions } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { earningsClient } from './earnings-client.ts';

export const sessionQuery = queryOptions({
  queryKey: ['earnings-app', 'session'],
  queryFn: earningsClient.readSession,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Asks again who is signed in, after a refusal that says nobody is; then nothing of the last worker stays. */
export async function checkSession(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries(sessionQuery);
  if (queryClient.getQueryData(sessionQuery.queryKey)?.worker === null)
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[1] !== 'session' });
}

/** Keyed by worker, so that nobody sees what was cached for somebody else. */
export const earningsQuery = (workerId: string) =>
  queryOptions({ queryKey: ['earnings-app', 'earnings', workerId], queryFn: earningsClient.readEarnings });
