import { DotsFlowsError } from '@dots-flows/core';

/** The three headers of a signed webhook, read. */
export interface WebhookHeaders {
  /** The same on every retry of one message. */
  readonly messageId: string;
  readonly timestampSeconds: number;
  /** The timestamp as it was sent, which is what was signed. */
  readonly timestampText: string;
  /** The `v1` signatures in Base64. Other versions are skipped. */
  readonly signatures: readonly string[];
}

/** One per secret during a rotation is usual; a list of thousands only makes us compare. */
const MAX_SIGNATURES = 16;

/** No full stop, which separates the signed parts: an id with one could be cut at another place. */
const MESSAGE_ID = /^[A-Za-z0-9_-]{1,128}$/;
const TIMESTAMP = /^\d{1,12}$/;
const SIGNATURE = /^v1,([A-Za-z0-9+/=]+)$/;

/** @throws {@link DotsFlowsError} `invalid-signature`; which part was wrong is said, what it was is not. */
export function readWebhookHeaders(headers: Headers): WebhookHeaders {
  // The two sets are never mixed: a proxy that adds one header of the other set must not complete it.
  const prefix = headers.has('svix-id') ? 'svix-' : 'webhook-';
  const messageId = headers.get(`${prefix}id`);
  const timestampText = headers.get(`${prefix}timestamp`);
  const signatureText = headers.get(`${prefix}signature`);
  if (messageId === null || timestampText === null || signatureText === null)
    throw badSignature('one of the id, timestamp and signature headers is missing');
  if (!MESSAGE_ID.test(messageId)) throw badSignature('the id header has another form');
  if (!TIMESTAMP.test(timestampText)) throw badSignature('the timestamp header is not Unix seconds');
  const items = signatureText.split(' ', MAX_SIGNATURES + 1);
  if (items.length > MAX_SIGNATURES) throw badSignature(`there are more than ${MAX_SIGNATURES} signatures`);
  const signatures = items.flatMap((item) => SIGNATURE.exec(item)?.[1] ?? []);
  return { messageId, timestampSeconds: Number(timestampText), timestampText, signatures };
}

/** The refusal of a webhook that is not, or not provably, signed by Dots. */
export function badSignature(reason: string): DotsFlowsError {
  return new DotsFlowsError('invalid-signature', {
    message: `The webhook is refused: ${reason}. Nothing was stored. Check that webhookSecrets holds the signing secret of this very endpoint, and that the raw body reaches the handler unchanged.`,
  });
}
