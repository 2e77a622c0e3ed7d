import type { DotsWorld } from '../dots/world.ts';
import type { WorldEvent } from '../dots/world-events.ts';
import { createInFlight } from './in-flight.ts';
import { secretBytes, signWebhook } from './sign-webhook.ts';
import type { WebhookAttempt, WebhookEndpoint, WebhookEndpointOptions, WebhookMessage } from './webhook-endpoint.ts';
import type { WebhookEffect, WebhookFaults } from './webhook-faults.ts';
import { webhookPayload } from './webhook-payload.ts';
import type { PayloadStyle } from './webhook-payload.ts';

/** Options of {@link createWebhookSender}. */
export interface WebhookSenderOptions {
  readonly endpoints?: readonly WebhookEndpointOptions[] | undefined;
  /** Waits before each try, by the emulator's clock. Default: Svix' documented schedule, 8 tries over 27.6 hours. */
  readonly retryDelaysMs?: readonly number[] | undefined;
  /** How long an endpoint may take, in real time. Default 15 s (documented by Svix). */
  readonly timeoutMs?: number | undefined;
  /** Default `published`. */
  readonly payloadStyle?: PayloadStyle | undefined;
  /**
   * Whose time `svix-timestamp` tells: the wall clock's (default), because receivers compare it with theirs and refuse
   * five minutes of difference, or the emulator's, for receivers that run on the same clock.
   */
  readonly timestamps?: 'wall' | 'emulator' | undefined;
  readonly faults: WebhookFaults;
}

/** Sends signed webhooks for what happens in a world, retries them and keeps a log. */
export interface WebhookSender {
  addEndpoint(endpoint: WebhookEndpointOptions): WebhookEndpoint;
  removeEndpoint(id: string): boolean;
  endpoints(): readonly WebhookEndpoint[];
  /** Newest first; the last 1,000. */
  messages(): readonly WebhookMessage[];
  /** Sends a message once more now, same id. @throws RangeError when the log does not have it. */
  redeliver(messageId: string): Promise<WebhookMessage>;
  setPayloadStyle(style: PayloadStyle): void;
  /** Resolves when no try is under way or due now. Retries that wait for a later time do not count. */
  settled(): Promise<void>;
  /** Forgets messages; endpoints of the options stay. */
  reset(): void;
  close(): void;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** docs.svix.com/retries: each wait begins with the failure before it. */
export const svixRetryDelaysMs: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
];

const DISABLE_AFTER_MS = 5 * 24 * HOUR;
const KEPT = 1000;

export function createWebhookSender(world: DotsWorld, options: WebhookSenderOptions): WebhookSender {
  const { retryDelaysMs = svixRetryDelaysMs, timeoutMs = 15 * SECOND, timestamps = 'wall', faults } = options;
  let payloadStyle = options.payloadStyle ?? 'published';
  let endpoints: WebhookEndpoint[] = [];
  let messages: WebhookMessage[] = [];
  let heldBack: { readonly endpointId: string; readonly send: () => void }[] = [];
  let made = 0;
  const inFlight = createInFlight();

  function addEndpoint(endpoint: WebhookEndpointOptions): WebhookEndpoint {
    secretBytes(endpoint.secret);
    if (!/^https?:$/.test(new URL(endpoint.url).protocol)) throw new TypeError('A webhook url must be http or https.');
    made += 1;
    const added: WebhookEndpoint = { ...endpoint, id: `ep_${made}`, isDisabled: false, failingSinceMs: null };
    endpoints = [...endpoints, added];
    return added;
  }
  for (const endpoint of options.endpoints ?? []) addEndpoint(endpoint);

  function publish(event: WorldEvent) {
    const wanted = endpoints.filter((endpoint) => !endpoint.isDisabled && listens(endpoint, event.name));
    if (wanted.length === 0) return;
    const body = JSON.stringify(webhookPayload(event, world, payloadStyle));
    for (const endpoint of wanted) publishTo(endpoint, event.name, body, faults.take(event.name));
  }

  function publishTo(endpoint: WebhookEndpoint, event: string, body: string, effects: readonly WebhookEffect[]) {
    const message: WebhookMessage = {
      id: `msg_${crypto.randomUUID().replaceAll('-', '')}`,
      endpointId: endpoint.id,
      url: endpoint.url,
      event,
      body,
      createdAtMs: world.clock.nowMs(),
      state: 'waiting',
      attempts: [],
    };
    messages = [message, ...messages].slice(0, KEPT);
    if (effects.some(({ kind }) => kind === 'missing')) {
      message.state = 'missing';
      return;
    }
    const delayMs = effects.reduce((sum, effect) => sum + (effect.kind === 'delay' ? effect.ms : 0), 0);
    const copies = effects.reduce((sum, effect) => sum + (effect.kind === 'duplicate' ? effect.copies : 0), 0);
    const forged = effects.some(({ kind }) => kind === 'bad-signature');
    const send = () => {
      for (let copy = 0; copy < copies; copy += 1) plan(delayMs, () => attempt(message, endpoint, forged));
      planTry(message, endpoint, 0, delayMs, forged);
    };
    if (effects.some(({ kind }) => kind === 'reorder')) {
      heldBack = [...heldBack, { endpointId: endpoint.id, send }];
      return;
    }
    send();
  }

  /** Work that is due now counts as under way from this moment, so that `settled` cannot miss it. */
  function plan(delayMs: number, work: () => Promise<unknown>) {
    const endNow = delayMs <= 0 ? inFlight.begin() : undefined;
    world.clock.after(delayMs, async () => {
      const end = endNow ?? inFlight.begin();
      try {
        await work();
      } finally {
        end();
      }
    });
  }

  function planTry(
    message: WebhookMessage,
    endpoint: WebhookEndpoint,
    index: number,
    extraMs: number,
    forged: boolean,
  ) {
    const delayMs = (retryDelaysMs[index] ?? 0) + extraMs;
    plan(delayMs, async () => {
      if (endpoint.isDisabled || message.state === 'delivered') return;
      await attempt(message, endpoint, forged);
      releaseHeldBack(endpoint.id);
      if (isDelivered(message)) return;
      if (index + 1 < retryDelaysMs.length) planTry(message, endpoint, index + 1, 0, false);
      else message.state = 'failed';
    });
  }

  function releaseHeldBack(endpointId: string) {
    const free = heldBack.filter((held) => held.endpointId === endpointId);
    heldBack = heldBack.filter((held) => held.endpointId !== endpointId);
    for (const { send } of free) send();
  }

  async function attempt(message: WebhookMessage, endpoint: WebhookEndpoint, forged: boolean) {
    const nowMs = timestamps === 'wall' ? Date.now() : world.clock.nowMs();
    const timestampSeconds = Math.floor(nowMs / SECOND);
    const secret = forged ? FORGED_SECRET : endpoint.secret;
    const signature = await signWebhook(secret, { id: message.id, timestampSeconds, body: message.body });
    const outcome = await post(
      message,
      { 'svix-id': message.id, 'svix-timestamp': String(timestampSeconds), 'svix-signature': signature },
      timeoutMs,
    );
    note(message, endpoint, { atMs: world.clock.nowMs(), outcome });
  }

  function note(message: WebhookMessage, endpoint: WebhookEndpoint, made: WebhookAttempt) {
    message.attempts = [...message.attempts, made];
    if (isSuccess(made)) {
      message.state = 'delivered';
      endpoint.failingSinceMs = null;
      return;
    }
    endpoint.failingSinceMs ??= made.atMs;
    if (made.atMs - endpoint.failingSinceMs >= DISABLE_AFTER_MS) endpoint.isDisabled = true;
  }

  const stopListening = world.onEvent(publish);

  return {
    addEndpoint,
    removeEndpoint(id) {
      const before = endpoints.length;
      endpoints = endpoints.filter((endpoint) => endpoint.id !== id);
      return endpoints.length < before;
    },
    endpoints: () => endpoints,
    messages: () => messages,
    async redeliver(messageId) {
      const message = messages.find(({ id }) => id === messageId);
      const endpoint = endpoints.find(({ id }) => id === message?.endpointId);
      if (message === undefined || endpoint === undefined)
        throw new RangeError('The log has no such message, or its endpoint is gone.');
      const end = inFlight.begin();
      try {
        await attempt(message, endpoint, false);
      } finally {
        end();
      }
      return message;
    },
    setPayloadStyle(style) {
      payloadStyle = style;
    },
    settled: () => inFlight.settled(),
    reset() {
      messages = [];
      heldBack = [];
      inFlight.reset();
      for (const endpoint of endpoints) Object.assign(endpoint, { isDisabled: false, failingSinceMs: null });
    },
    close: stopListening,
  };
}

/** Not a secret: it signs what must not verify. */
const FORGED_SECRET = `whsec_${btoa('the-emulator-forges-this')}`;

function listens(endpoint: WebhookEndpointOptions, event: string): boolean {
  if (endpoint.events === undefined || endpoint.events.length === 0) return true;
  return endpoint.events.some((name) => (name.endsWith('*') ? event.startsWith(name.slice(0, -1)) : name === event));
}

function isDelivered(message: WebhookMessage): boolean {
  return message.state === 'delivered';
}

function isSuccess({ outcome }: WebhookAttempt): boolean {
  return typeof outcome === 'number' && outcome >= 200 && outcome < 300;
}

/** Any 2xx in time is a success; a redirect is not followed and counts as a failure (documented by Svix). */
async function post(
  message: WebhookMessage,
  headers: Record<string, string>,
  timeoutMs: number,
): Promise<WebhookAttempt['outcome']> {
  try {
    const response = await fetch(message.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Svix-Webhooks (Dots emulator)', ...headers },
      body: message.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'unreachable';
  }
}
