import type { CreateFlowRequest, DotsFlowsError, Flow } from '@dots-flows/core';
import { queryOptions } from '@tanstack/react-query';
import type { ServerAdapter } from '../adapters/server-adapter.ts';
import { ALONE } from './alone.ts';
import { hideLink } from './hidden-link.ts';
import { asDotsFlowsError } from '../internal/as-dots-flows-error.ts';
import { dotsFlowsKeys } from './query-keys.ts';

const rethrow = (error: unknown): never => {
  throw asDotsFlowsError(error);
};

/**
 * Query options that create a Flow once per key, for `useQuery` and `prefetchQuery`. A Flow cannot be created twice by
 * accident: nothing here retries or refetches, and a component that leaves and returns at once (StrictMode) finds its
 * call still running. The `link` of the answer is not enumerable, so that a persisted cache
 * never holds it, and `meta.persist` is `false` besides; a Flow that came back without its link is created anew.
 *
 * @param flowKey - Names the Flow; the same key is the same Flow.
 * @public
 */
export function createFlowOptions(adapter: ServerAdapter, request: CreateFlowRequest, flowKey: string) {
  return queryOptions<Flow, DotsFlowsError>({
    ...ALONE,
    queryKey: dotsFlowsKeys.createdFlow(flowKey),
    queryFn: () => adapter.createFlow(request).then(hideLink).catch(rethrow),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: ({ state }) => (state.data?.link ? Number.POSITIVE_INFINITY : 0),
  });
}

/**
 * Query options that read a Flow again, for `useQuery`. The `link` of the answer is not enumerable, see
 * {@link createFlowOptions}.
 *
 * @public
 */
export function flowOptions(adapter: ServerAdapter, flowId: string) {
  return queryOptions<Flow, DotsFlowsError>({
    ...ALONE,
    queryKey: dotsFlowsKeys.flow(flowId),
    queryFn: () => adapter.retrieveFlow(flowId).then(hideLink).catch(rethrow),
    staleTime: ({ state }) => (state.data?.link ? 60_000 : 0),
  });
}
