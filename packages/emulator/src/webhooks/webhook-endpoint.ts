/** Where webhooks go. */
export interface WebhookEndpointOptions {
  readonly url: string;
  /** `whsec_` and Base64. */
  readonly secret: string;
  /** Event names; `*` at the end is any rest. Default: all, as with Dots. */
  readonly events?: readonly string[] | undefined;
}

export interface WebhookEndpoint extends WebhookEndpointOptions {
  readonly id: string;
  /** Switched off after five days of nothing but failures, as Svix does. */
  isDisabled: boolean;
  failingSinceMs: number | null;
}

/** One message to one endpoint, with all its tries. */
export interface WebhookMessage {
  /** `svix-id`. */
  readonly id: string;
  readonly endpointId: string;
  readonly url: string;
  readonly event: string;
  readonly body: string;
  readonly createdAtMs: number;
  state: 'waiting' | 'delivered' | 'failed' | 'missing';
  attempts: WebhookAttempt[];
}

export interface WebhookAttempt {
  readonly atMs: number;
  /** HTTP status, or why there was none. */
  readonly outcome: number | 'timeout' | 'unreachable';
}
