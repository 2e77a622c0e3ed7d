import type { DotsFlowsError, PayoutSession } from '@dots-flows/core';
import { queryOptions } from '@tanstack/react-query';
import type { AdvanceOptions, ServerAdapter } from '../adapters/server-adapter.ts';
import { asDotsFlowsError } from '../internal/as-dots-flows-error.ts';
import { newestSession } from './newest-session.ts';
import { dotsFlowsKeys } from './query-keys.ts';

/**
 * The query under `usePayoutSession`, to be shared with `useQuery`, `prefetchQuery` or a route loader.
 *
 * Running it advances the payout, which is safe at any time. A running call is shared by everybody who asks for the
 * same payout, and is not aborted when they leave (StrictMode leaves and returns at once): the server goes on anyway.
 * The newest version wins, so a late, older answer changes nothing.
 *
 * The data holds the Flow's link, a bearer secret, as a property that JSON and structured clones leave out, so that a
 * persisted cache cannot contain it. `meta.persist` is `false` besides, for `dehydrateOptions.shouldDehydrateQuery`.
 *
 * @param wish - Asks for more than to go on: `renewLink` or `retry`.
 * @example
 * ```tsx
 * import { useQuery } from '@tanstack/react-query';
 * import { useDotsFlowsContext } from '@dots-flows/react';
 * import { payoutQueryOptions } from '@dots-flows/react/queries';
 *
 * function Stage({ payoutId }: { payoutId: string }) {
 *   const { adapter } = useDotsFlowsContext();
 *   return <p>{useQuery(payoutQueryOptions(adapter, payoutId)).data?.stage}</p>;
 * }
 * ```
 * @public
 */
export function payoutQueryOptions(adapter: ServerAdapter, payoutId: string, wish?: AdvanceOptions) {
  return queryOptions<PayoutSession, DotsFlowsError>({
    queryKey: dotsFlowsKeys.payout(payoutId),
    queryFn: async () => {
      try {
        return await adapter.advancePayout(payoutId, wish);
      } catch (error) {
        throw asDotsFlowsError(error);
      }
    },
    structuralSharing: (known, next) => newestSession(known as PayoutSession | undefined, next as PayoutSession),
    // The adapter knows which failures may be tried again; a second layer would only multiply them.
    retry: false,
    // Offline, React Query would wait in silence; the user is told instead.
    networkMode: 'always',
    // Whatever the host's defaults are: an answer is old at once, a failure is a value, and another payout is no stand-in.
    staleTime: 0,
    throwOnError: false,
    placeholderData: () => undefined,
    meta: { persist: false },
  });
}
