import { parsePayoutSession } from '@dots-flows/core';
import type { DotsFlowsError, PayoutSession } from '@dots-flows/core';
import { queryOptions } from '@tanstack/react-query';
import type { AdvanceOptions, ServerAdapter } from '../adapters/server-adapter.ts';
import { asDotsFlowsError } from '../internal/as-dots-flows-error.ts';
import { ALONE } from './alone.ts';
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
 * @param wish - Asks once for more than to go on: `renewLink` or `retry`. Whoever runs the query again does not repeat it.
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
  let left = wish;
  return queryOptions<PayoutSession, DotsFlowsError>({
    ...ALONE,
    queryKey: dotsFlowsKeys.payout(payoutId),
    queryFn: async () => {
      try {
        const asked = left;
        left = undefined;
        // An adapter may hand on what its server says, and a panel for a stage that nobody knows cannot be drawn.
        return parsePayoutSession(await adapter.advancePayout(payoutId, asked));
      } catch (error) {
        throw asDotsFlowsError(error);
      }
    },
    structuralSharing: (known, next) => newestSession(known as PayoutSession | undefined, next as PayoutSession),
    // Old at once, by a clock that was set back too.
    staleTime: Number.NEGATIVE_INFINITY,
  });
}
