export { createDotsFlows } from './create-dots-flows.ts';
export { createDotsApi } from './dots-api/create-dots-api.ts';
export { createPayoutOperator } from './operator/create-payout-operator.ts';
export { memoryStore } from './store/memory-store.ts';
export { sqliteStore } from './store/sqlite-store.ts';
export { parseWebhook } from './webhooks/parse-webhook.ts';
export { createWebhookVerifier } from './webhooks/verify-webhook.ts';

export type { Clock } from './clock.ts';
export type { DotsFlows } from './create-dots-flows.ts';
export type { Accepted, Answer, NotSent, Refused, RefusalReason, Unknown } from './dots-api/answer.ts';
export type { DotsApi, DotsApiOptions } from './dots-api/create-dots-api.ts';
export type { DotsEnvironment } from './dots-api/environment.ts';
export type { RemoteUser } from './dots-api/remote-records.ts';
export type { Handler } from './http/create-handler.ts';
export type { FlowPolicy, HttpLimits } from './http/handler-options.ts';
export type { HttpEvent } from './http/http-event.ts';
export type { Authenticate, Caller } from './http/identify-caller.ts';
export type { DotsFlowsEvent, DotsFlowsOptions } from './options.ts';
export type {
  AllowNewAttempt,
  OnNotice,
  ResolvePayout,
  ResolvedPayout,
  ReviewPayee,
} from './payouts/host-callbacks.ts';
export type { PayoutOperatorOptions } from './operator/create-payout-operator.ts';
export type { PayeeReview } from './payouts/payout-context.ts';
export type { PayoutAlarm, PayoutEvent } from './payouts/payout-event.ts';
export type { PayoutNotice } from './payouts/payout-notice.ts';
export type { OperatorReport, OperatorSummary, PayoutOperator } from './payouts/operator.ts';
export type { FlowService, PayoutCaller, PayoutService, SweepReport } from './payouts/payout-service.ts';
export type { SqliteDriver, SqliteStatement, SqliteValue } from './store/sqlite-driver.ts';
export type { SqliteStoreOptions } from './store/sqlite-store.ts';
export type { MemoryStoreOptions } from './store/memory-store.ts';
export type {
  AttemptChange,
  ClaimRequest,
  CommitOutcome,
  FlowChange,
  FlowCount,
  NewFlowRecord,
  NewSession,
  ReleaseRequest,
  SessionChange,
  SessionKey,
  Store,
  StoreInfo,
} from './store/store.ts';
export type {
  AttemptRecord,
  BindingRecord,
  EventRecord,
  FlowRecord,
  InboxRecord,
  NoticeRecord,
  Phase,
  SessionBundle,
  SessionRecord,
} from './store/records.ts';
export type { WebhookEvent } from './webhooks/parse-webhook.ts';
export type { SpanAttributes, SpanDescription, Tracing } from './tracing.ts';
export type { VerifiedWebhook, WebhookVerifier, WebhookVerifierOptions } from './webhooks/verify-webhook.ts';
