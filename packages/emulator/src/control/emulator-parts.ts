import type { DotsWorld } from '../dots/world.ts';
import type { Faults } from '../http/faults.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { WebhookFaults } from '../webhooks/webhook-faults.ts';
import type { WebhookSender } from '../webhooks/webhook-sender.ts';

/** What the control API and its page steer. */
export interface EmulatorParts {
  readonly world: DotsWorld;
  readonly faults: Faults;
  readonly webhooks: WebhookSender;
  readonly webhookFaults: WebhookFaults;
  readonly requests: RequestLog;
  reset(): void;
}
