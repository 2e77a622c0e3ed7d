export { createEmulator } from './create-emulator.ts';
export type { Emulator, EmulatorOptions } from './create-emulator.ts';
export { createDotsWorld } from './dots/world.ts';
export type { DotsWorld, DotsWorldOptions } from './dots/world.ts';
export type { ClockOptions, WorldClock } from './dots/clock.ts';
export { DotsRefusal } from './dots/dots-refusal.ts';
export type { Ledger, LedgerAccount, LedgerEntry, LedgerReport } from './dots/ledger.ts';
export type { FlowRecord, Metadata, TransferRecord, TransferStatus, UserRecord, UserStatus } from './dots/records.ts';
export type { SeedUser } from './dots/seed-user.ts';
export type { ScriptedStatus, ScriptedTransfers } from './dots/transfer-script.ts';
export type { WorldEvent } from './dots/world-events.ts';
export { defaultSettings } from './dots/world-settings.ts';
export type { WorldSettings } from './dots/world-settings.ts';
export type { Fault, FaultEffect, Faults } from './http/faults.ts';
export { ConnectionCut } from './http/with-faults.ts';
export { createWebhookSecret, signWebhook } from './webhooks/sign-webhook.ts';
export type {
  WebhookAttempt,
  WebhookEndpoint,
  WebhookEndpointOptions,
  WebhookMessage,
} from './webhooks/webhook-endpoint.ts';
export type { WebhookEffect, WebhookFault, WebhookFaults } from './webhooks/webhook-faults.ts';
export type { PayloadStyle } from './webhooks/webhook-payload.ts';
export { svixRetryDelaysMs } from './webhooks/webhook-sender.ts';
export type { WebhookSender, WebhookSenderOptions } from './webhooks/webhook-sender.ts';
export type { FlowMessageSettings, PayoutMethodForm } from './flow-page/flow-page-backend.ts';
export type { LoggedRequest, RequestLog } from './http/request-log.ts';
