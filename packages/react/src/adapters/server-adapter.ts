import type { CreateFlowRequest, Flow, PayoutSession } from '@dots-flows/core';

/** Options of every adapter call. @public */
export interface CallOptions {
  /** Gives the call up; the promise then rejects with `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of {@link ServerAdapter.advancePayout}. @public */
export interface AdvanceOptions extends CallOptions {
  /** Ask for a fresh Flow link in place of one that has aged. */
  readonly renewLink?: boolean | undefined;
  /** Ask for another attempt after `failed` with `canRetry`. */
  readonly retry?: boolean | undefined;
}

/**
 * The plug between the components and a server. `httpAdapter` speaks to `@dots-flows/server`; a host with endpoints of
 * its own writes these four functions, or uses `callsAdapter`
 * of `@dots-flows/react/calls-adapter`.
 *
 * @public
 */
export interface ServerAdapter {
  /**
   * Creates a free-standing Flow.
   *
   * @throws `DotsFlowsError` for every failure.
   */
  createFlow(request: CreateFlowRequest, options?: CallOptions): Promise<Flow>;
  /**
   * Reads a Flow again.
   *
   * @throws `DotsFlowsError` `flow-not-found`, and for every other failure.
   */
  retrieveFlow(flowId: string, options?: CallOptions): Promise<Flow>;
  /**
   * Brings the payout as far as it can go now and says where it stands. Safe to call at any time, any number of times.
   * What it answers is checked: anything but a session of the contract counts as a failed call (`bad-answer`).
   *
   * @throws `DotsFlowsError` `payout-not-found`, and for every other failure. A payout that failed is a value.
   */
  advancePayout(payoutId: string, options?: AdvanceOptions): Promise<PayoutSession>;
  /**
   * Live changes from elsewhere (webhook, other tab, other device). Without it the hook polls.
   *
   * @returns A function that ends the watch.
   */
  watchPayout?(payoutId: string, onSession: (session: PayoutSession) => void): () => void;
}
