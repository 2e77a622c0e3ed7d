'use client';
import { isCompletedStatus, isFinalSession, parsePayoutSession, remainingSteps } from '@dots-flows/core';
import type { DotsFlowsError, PayoutSession } from '@dots-flows/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AdvanceOptions } from '../adapters/server-adapter.ts';
import { useDotsFlowsContext } from '../dots-flows-context.ts';
import { useLatest } from '../internal/useLatest.ts';
import { newestSession } from '../queries/newest-session.ts';
import { payoutQueryOptions } from '../queries/payout-options.ts';
import { dotsFlowsKeys } from '../queries/query-keys.ts';
import { flowOf } from './flow-of.ts';
import { pollIntervalMs } from './poll-interval.ts';
import { shareWatch } from './share-watch.ts';
import { useTabSync } from './useTabSync.ts';

/** Options of {@link usePayoutSession}. @public */
export interface UsePayoutSessionOptions {
  /** `false` asks for nothing until it is `true`. @defaultValue `true` */
  readonly enabled?: boolean | undefined;
}

/** A step as a frame reports it. @public */
export interface ReportedStep {
  readonly flowId: string | null;
  readonly step: string;
  readonly status: string;
}

/** What {@link usePayoutSession} knows and can do. @public */
export interface UsePayoutSessionResult {
  /** Where the payout stands; `undefined` until the first answer. Its `flow.link` is a bearer secret. */
  readonly session: PayoutSession | undefined;
  /** Why the last call failed; `null` once one succeeds. A session that is known stays known beside it. */
  readonly error: DotsFlowsError | null;
  /** A call to the server is under way. */
  readonly isAdvancing: boolean;
  /** The frame said that all its steps are done, and the server has not confirmed it yet. */
  readonly isCatchingUp: boolean;
  /** A {@link UsePayoutSessionResult.renewLink} or {@link UsePayoutSessionResult.retry} is under way. */
  readonly isChanging: boolean;
  /** To be called when a frame reports a step, as `onStepComplete={payout.reportStep}`: a hint, upon which the server looks. Like all that follow, the same function at every render. */
  readonly reportStep: (step: {
    readonly flowId: string | null;
    readonly step: string;
    readonly status: string;
  }) => void;
  /** To be called when the Flow's redirect step came back, as `onReturn={payout.reportReturn}`: all its steps are done. */
  readonly reportReturn: () => void;
  /** Forgets what frames reported, so that the Flow is shown again. */
  readonly backToFlow: () => void;
  /** Asks for a fresh link in place of one that has aged. Resolves when the answer is there; a failure is in `error`. */
  readonly renewLink: () => Promise<void>;
  /** Asks for another attempt after `failed` with `canRetry`. */
  readonly retry: () => void;
  /** Brings the payout as far as it can go now. Safe at any time. */
  readonly refetch: () => void;
}

const NOTHING_REPORTED: { readonly flowId: string; readonly steps: readonly string[] } = { flowId: '', steps: [] };

/**
 * Follows one payout from onboarding to its end: opens or resumes it, keeps it moving, and says where it stands.
 *
 * The server is asked to advance when the hook mounts, when a frame reports a step, when the page becomes visible or
 * online again, and when another tab knows more. Changes from elsewhere come live if the adapter can watch; without
 * that, and while something is on its way, the server is asked again with growing pauses. It ends with the payout.
 *
 * Several components may use it for one payout: they share its calls. Must be below `<DotsFlowsProvider>`.
 *
 * @throws `DotsFlowsError` `missing-provider` outside a provider. Failures of calls are values, in `error`.
 * @example
 * ```tsx
 * import { usePayoutSession } from '@dots-flows/react/onboard-then-payout';
 *
 * function Status({ payoutId }: { payoutId: string }) {
 *   const { session, error, refetch } = usePayoutSession(payoutId);
 *   if (!session) return error ? <button onClick={refetch}>Try again</button> : <p>Loading</p>;
 *   return <p>{session.stage}</p>;
 * }
 * ```
 * @public
 */
export function usePayoutSession(payoutId: string, options: UsePayoutSessionOptions = {}): UsePayoutSessionResult {
  const { enabled = true } = options;
  const { adapter, events } = useDotsFlowsContext();
  const client = useQueryClient();
  const [reported, setReported] = useState(NOTHING_REPORTED);
  // Counts from the last change of payout or version, so that pauses grow only while nothing happens.
  const lastChange = useRef({ change: '', updates: 0 });

  const isCatchingUpOn = (session: PayoutSession | undefined): boolean => {
    const flow = flowOf(session);
    return (
      flow?.flowId === reported.flowId &&
      remainingSteps(flow.steps, [...flow.completedSteps, ...reported.steps]).length === 0
    );
  };

  const unlessFinal = ({ state }: { readonly state: { readonly data: PayoutSession | undefined } }) =>
    !state.data || !isFinalSession(state.data);
  const {
    data,
    error: queryError,
    isFetching,
    refetch: fetchAgain,
  } = useQuery({
    ...payoutQueryOptions(adapter, payoutId),
    enabled,
    refetchOnWindowFocus: unlessFinal,
    refetchOnReconnect: unlessFinal,
    refetchInterval: ({ state }) => {
      const updates = state.dataUpdateCount + state.errorUpdateCount;
      const change = `${payoutId} ${state.data?.version}`;
      if (change !== lastChange.current.change) lastChange.current = { change, updates };
      return pollIntervalMs({
        session: state.data,
        error: state.error,
        isCatchingUp: isCatchingUpOn(state.data),
        isWatched: adapter.watchPayout !== undefined,
        polls: updates - lastChange.current.updates,
      });
    },
  });

  // A cache that was written down and read back has no links; such a session is as good as none.
  const session = data && 'flow' in data && !data.flow.link ? undefined : data;
  // A failed first call is tried again without a word, so that its error stays until there is something else to say.
  const [last, setLast] = useState<{ payoutId: string; error: DotsFlowsError | null }>({ payoutId, error: null });
  const error = queryError ?? (session || last.payoutId !== payoutId ? null : last.error);
  if (last.error !== error || last.payoutId !== payoutId) setLast({ payoutId, error });

  // Which payout more is asked for; another one is not held up by it.
  const [changing, setChanging] = useState<string | null>(null);
  const asking = useRef<string | null>(null);
  const latest = useLatest({ session, adapter, payoutId, fetchAgain });

  // Made once: what they need is read when they are called.
  const actions = useMemo(() => {
    const refetch = async (): Promise<void> => {
      const again = { cancelRefetch: false };
      // An answer that is on its way may be older than the reason to ask, so it is followed by another.
      if (client.isFetching({ queryKey: dotsFlowsKeys.payout(latest.current.payoutId) }) > 0)
        await latest.current.fetchAgain(again);
      await latest.current.fetchAgain(again);
    };
    /** Asks for more than to go on, in the place of a call that only asks for that. How it fails is in `error`. */
    const ask = async (wish: AdvanceOptions): Promise<void> => {
      const wanted = latest.current.payoutId;
      if (asking.current === wanted) return;
      asking.current = wanted;
      setChanging(wanted);
      const query = payoutQueryOptions(latest.current.adapter, wanted, wish);
      await client.cancelQueries(query);
      await client.fetchQuery(query).catch(() => {});
      if (asking.current !== wanted) return;
      asking.current = null;
      setChanging(null);
    };
    const report = (flowId: string | null, steps: readonly string[]): void => {
      const flow = flowOf(latest.current.session);
      if (flow && (flowId === null || flowId === flow.flowId)) {
        setReported((known) => ({
          flowId: flow.flowId,
          steps: [...(known.flowId === flow.flowId ? known.steps : []), ...steps],
        }));
      }
      void refetch();
    };
    return {
      reportStep: ({ flowId, step, status }: ReportedStep) => report(flowId, isCompletedStatus(status) ? [step] : []),
      reportReturn: () => report(null, flowOf(latest.current.session)?.steps ?? []),
      backToFlow: () => setReported(NOTHING_REPORTED),
      renewLink: () => ask({ renewLink: true }),
      retry: () => void ask({ retry: true }),
      refetch: () => void refetch(),
    };
  }, [client, latest]);

  const isLive = enabled && !(session && isFinalSession(session));
  useEffect(() => {
    if (!isLive) return;
    return shareWatch(adapter, payoutId, (next) =>
      // By itself, since a cache that was emptied meanwhile has no options of ours to hide the link with.
      client.setQueryData<PayoutSession>(dotsFlowsKeys.payout(payoutId), (known) =>
        newestSession(known, parsePayoutSession(next)),
      ),
    );
  }, [adapter, client, payoutId, isLive]);
  useTabSync(payoutId, session?.version ?? -1, enabled ? actions.refetch : null);

  const { stage, version } = session ?? {};
  useEffect(() => {
    if (stage !== undefined && version !== undefined) events.emit({ type: 'session', payoutId, stage, version });
  }, [events, payoutId, stage, version]);

  return {
    session,
    error,
    isAdvancing: isFetching,
    isCatchingUp: isCatchingUpOn(session),
    isChanging: changing === payoutId,
    ...actions,
  };
}
