/**
 * The React Query keys that this package uses, for reading, invalidating or removing what it cached.
 *
 * @example
 * ```ts
 * import { QueryClient } from '@tanstack/react-query';
 * import { dotsFlowsKeys } from '@dots-flows/react/queries';
 * new QueryClient().removeQueries({ queryKey: dotsFlowsKeys.all }); // when the user signs out
 * ```
 * @public
 */
export const dotsFlowsKeys = {
  /** Starts every key below. */
  all: ['dots-flows'],
  /** A Flow made for `steps`, by its `flowKey`. */
  createdFlow: (flowKey: string) => ['dots-flows', 'created-flow', flowKey] as const,
  flow: (flowId: string) => ['dots-flows', 'flow', flowId] as const,
  payout: (payoutId: string) => ['dots-flows', 'payout', payoutId] as const,
} as const;
