import type { CreateFlowRequest, Flow, PayoutSession } from '@dots-flows/core';

/** Whose payout a call is about. The account comes from the host's `authenticate`, never from the request's body. */
export interface PayoutCaller {
  readonly payoutId: string;
  readonly accountId: string;
}

/** What the HTTP half asks of the payout half. Every method throws only `DotsFlowsError`. */
export interface PayoutService {
  /** Opens or resumes the payout, brings it as far as it can go now, and says where it stands. */
  advance(call: PayoutCaller & { readonly renewLink: boolean; readonly retry: boolean }): Promise<PayoutSession>;
  /** Reads; throws `payout-not-found` for absent and for foreign payouts alike. */
  read(call: PayoutCaller): Promise<PayoutSession>;
  /** Reads; when the version is not newer than `afterVersion`, waits for a newer one until the time is up or the signal fires. */
  waitForChange(
    call: PayoutCaller & { readonly afterVersion: number; readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<PayoutSession>;
  /** Commits a verified webhook to the inbox; the work follows later. Throws `store-unavailable` when it was not committed. */
  receiveWebhook(message: { readonly messageId: string; readonly body: unknown }): Promise<'stored' | 'duplicate'>;
  /** One pass over everything that is due. */
  sweep(): Promise<SweepReport>;
}

export interface SweepReport {
  /** Payout sessions that were looked at. */
  readonly sessions: number;
  readonly webhooks: number;
  /** True when the pass ended at its limit and more is due. */
  readonly more: boolean;
}

/** Free-standing Flows, each owned by the account that created it. */
export interface FlowService {
  create(call: { readonly accountId: string; readonly request: CreateFlowRequest }): Promise<Flow>;
  read(call: { readonly accountId: string; readonly flowId: string }): Promise<Flow>;
}
