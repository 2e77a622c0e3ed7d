'use client';
import { useState, useSyncExternalStore } from 'react';
import { useDotsFlowsContext } from '../dots-flows-context.ts';
import { useClientLayoutEffect } from '../internal/useLatest.ts';
import type { FlowFrameHandle, UseFlowFrameOptions } from './flow-frame-options.ts';

/**
 * Everything `<DotsFlowFrame>` does, without its markup: trust rules, heights, timeouts, retries, renewal.
 *
 * @throws `DotsFlowsError` `missing-provider` outside `<DotsFlowsProvider>`.
 * @example
 * ```tsx
 * import { useFlowFrame } from '@dots-flows/react';
 * import type { Flow } from '@dots-flows/react';
 *
 * export function TaxForm({ flow }: { flow: Flow }) {
 *   const { phase, frameKey, frameProps, topRef } = useFlowFrame({ flow, onComplete: () => alert('Done') });
 *   return (
 *     <section aria-busy={phase === 'loading'}>
 *       <span ref={topRef} />
 *       {frameProps && <iframe key={frameKey} {...frameProps} title="Tax form" />}
 *     </section>
 *   );
 * }
 * ```
 * @public
 */
export function useFlowFrame(options: UseFlowFrameOptions): FlowFrameHandle {
  const { frames } = useDotsFlowsContext();
  const inputs = frames.inputs(options);
  const [frame] = useState(() => frames.open(inputs));
  const state = useSyncExternalStore(frame.subscribe, frame.read, frame.readOnServer);
  useClientLayoutEffect(() => frame.update(inputs));
  return frame.present(state, inputs);
}
