'use client';
import type { DotsFlowsError, PayoutStageName } from '@dots-flows/core';
import { useEffect, useRef } from 'react';
import { useDotsFlowsContext } from '../dots-flows-context.ts';
import { callHost } from '../events/call-host.ts';
import { useLatest } from '../internal/useLatest.ts';
import type { UsePayoutSessionResult } from '../payout-session/usePayoutSession.ts';

/** Told when a payout is completed. @public */
export interface PayoutCompleteEvent {
  readonly payoutId: string;
  /** What the payout was made over. What the user withdrew from their Dots balance may differ. */
  readonly amountCents: number;
  readonly currency: 'USD';
  /** The payout was completed before this component was shown. */
  readonly wasComplete: boolean;
}

/** Told when a payout goes from one stage to another. @public */
export interface PayoutStageChangeEvent {
  readonly payoutId: string;
  readonly stage: PayoutStageName;
  /** `null` for the first stage that is known. */
  readonly previousStage: PayoutStageName | null;
}

/** What a host may want to hear of. @public */
export interface PayoutCallbacks {
  /** Called once when the payout is completed, and once when it is found to be. */
  readonly onComplete?: ((event: PayoutCompleteEvent) => void) | undefined;
  /** The payout has another stage than before; the first stage that is known counts as one. */
  readonly onStageChange?: ((event: PayoutStageChangeEvent) => void) | undefined;
  /** Called for every failure of a call or of the frame. A payout that failed is a stage, not an error. */
  readonly onError?: ((error: DotsFlowsError) => void) | undefined;
}

/**
 * Calls the host back after what happened is recorded, in effects of their own: a callback that throws is reported to
 * the page and undoes nothing.
 *
 * @internal
 */
export function useHostCallbacks(payoutId: string, payout: UsePayoutSessionResult, callbacks: PayoutCallbacks): void {
  const { events } = useDotsFlowsContext();
  const told = useRef<{ payoutId: string; stage: PayoutStageName | null }>({ payoutId, stage: null });
  const toldError = useRef<DotsFlowsError | null>(null);
  const { session, error } = payout;
  const call = useLatest(
    <Name extends keyof PayoutCallbacks>(name: Name, details: Parameters<NonNullable<PayoutCallbacks[Name]>>[0]) =>
      callHost(events, callbacks, name, details),
  );

  useEffect(() => {
    if (session?.payoutId !== payoutId) return;
    const { stage, amountCents, currency } = session;
    const previousStage = told.current.payoutId === payoutId ? told.current.stage : null;
    if (stage === previousStage) return;
    told.current = { payoutId, stage };
    call.current('onStageChange', { payoutId, stage, previousStage });
    if (stage === 'completed')
      call.current('onComplete', { payoutId, amountCents, currency, wasComplete: previousStage === null });
  }, [call, payoutId, session]);

  useEffect(() => {
    // Effects also run again where an Activity is shown again.
    if (!error || error === toldError.current) return;
    toldError.current = error;
    events.emit({ type: 'onError', details: error });
    call.current('onError', error);
  }, [call, events, error]);
}
