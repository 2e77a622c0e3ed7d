import { queryOptions } from '@tanstack/react-query';
import { earningsClient } from './earnings-client.ts';

export const sessionQuery = queryOptions({
  queryKey: ['earnings-app', 'session'],
  queryFn: earningsClient.readSession,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Keyed by worker, so that nobody sees what was cached for somebody else. */
export const earningsQuery = (workerId: string) =>
  queryOptions({ queryKey: ['earnings-app', 'earnings', workerId], queryFn: earningsClient.readEarnings });
