import { DotsFlowsError } from '@dots-flows/core';

/** Keys below this length can be guessed with patience; Svix makes them 24 bytes long. */
const MIN_KEY_BYTES = 24;

/**
 * Reads a signing secret as the dashboard shows it: `whsec_` and Base64.
 *
 * @throws {@link DotsFlowsError} `not-configured` when it is no Base64 or stands for fewer than 24 bytes. The message
 *   never repeats the secret.
 */
export function parseWebhookSecret(secret: unknown, position: number): Uint8Array<ArrayBuffer> {
  const refuse = (reason: string): DotsFlowsError =>
    new DotsFlowsError('not-configured', {
      message: `webhookSecrets[${position}] ${reason}, so no webhook could be told from a forged one. Copy the signing secret of the endpoint from the Dots dashboard (API Management, webhooks); it starts with "whsec_".`,
    });
  if (typeof secret !== 'string' || secret === '') throw refuse('is empty');
  const base64 = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) throw refuse('is not Base64');
  const key = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  if (key.byteLength < MIN_KEY_BYTES) throw refuse(`stands for fewer than ${MIN_KEY_BYTES} bytes`);
  return key;
}
