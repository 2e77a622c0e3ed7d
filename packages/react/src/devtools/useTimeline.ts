'use client';
import { useCallback, useEffect, useState } from 'react';
import { useDotsFlowsContext } from '../dots-flows-context.ts';
import type { FlowFramePhase } from '../flow-frame/flow-frame-reducer.ts';
import { observeRejectedMessages } from '../flow-frame/message-hub.ts';
import { addEvent, addRejection } from './timeline.ts';
import type { TimelineEntry } from './timeline.ts';

/** The frames that were heard of, by flow id. */
export type KnownFrames = ReadonlyMap<
  string,
  { readonly phase: FlowFramePhase; readonly signedInUntil: string | null }
>;

/** Collects what happens below the provider, from now on. @internal */
export function useTimeline(): {
  readonly entries: readonly TimelineEntry[];
  readonly frames: KnownFrames;
  readonly clear: () => void;
} {
  const { events } = useDotsFlowsContext();
  const [entries, setEntries] = useState<readonly TimelineEntry[]>([]);
  const [frames, setFrames] = useState<KnownFrames>(new Map());
  useEffect(
    () =>
      events.subscribe((event) => {
        setEntries((known) => addEvent(known, event, new Date()));
        if (event.type !== 'frame-phase') return;
        const { flowId, phase, signedInUntil } = event;
        if (flowId !== null) setFrames((known) => new Map(known).set(flowId, { phase, signedInUntil }));
      }),
    [events],
  );
  useEffect(
    () => observeRejectedMessages((rejected) => setEntries((known) => addRejection(known, rejected, new Date()))),
    [],
  );
  return { entries, frames, clear: useCallback(() => setEntries([]), []) };
}
