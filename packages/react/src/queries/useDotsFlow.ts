'use client';
import type { CreateFlowRequest, DotsFlowsError, Flow } from '@dots-flows/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useId } from 'react';
import { useDotsFlowsContext } from '../dots-flows-context.ts';
import { createFlowOptions } from './flow-options.ts';

/** Options of {@link useDotsFlow}. @public */
export interface UseDotsFlowOptions extends CreateFlowRequest {
  /** Names the Flow: with the same key a later mount gets the same one. Default: a Flow of its own per mount. */
  readonly flowKey?: string | undefined;
}

/** What {@link useDotsFlow} hands back. @public */
export interface DotsFlowResult {
  /** `null` until the adapter has answered. Its `link` does not enumerate: read it by name. */
  readonly flow: Flow | null;
  readonly error: DotsFlowsError | null;
  readonly isPending: boolean;
  /** Creates another Flow in place of this one; the promise fails as the adapter does. */
  readonly reload: () => Promise<void>;
}

/**
 * Creates a free-standing Flow through the adapter, once per mount, StrictMode included.
 *
 * @throws `DotsFlowsError` `missing-provider` outside `<DotsFlowsProvider>`.
 * @public
 */
export function useDotsFlow(options: UseDotsFlowOptions): DotsFlowResult {
  const { adapter } = useDotsFlowsContext();
  const ownKey = useId();
  const { flowKey, steps, hideGoToDashboardOnComplete } = options;
  const { data, error, isFetching, refetch } = useQuery({
    ...createFlowOptions(
      adapter,
      { steps, hideGoToDashboardOnComplete },
      // Other steps are another Flow; a name is the host's word that it is the same one.
      flowKey ?? `${ownKey}${JSON.stringify(steps)}`,
    ),
    // Without a name nobody can ask for it again, so it leaves the cache with its component.
    ...(flowKey === undefined ? { gcTime: 0 } : {}),
  });
  const reload = useCallback(async () => {
    await refetch({ throwOnError: true });
  }, [refetch]);
  const flow = data?.link ? data : null;
  return { flow, error: isFetching ? null : error, isPending: isFetching && !flow, reload };
}
