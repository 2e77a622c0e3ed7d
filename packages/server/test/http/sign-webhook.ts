import { createHmac } from 'node:crypto';

/** Signs as the specification says, by `node:crypto`: an opinion of its own beside WebCrypto's. */
export function signWebhook(
  secret: string,
  { messageId, timestampSeconds, body }: { messageId: string; timestampSeconds: number; body: string | Uint8Array },
): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const hmac = createHmac('sha256', key).update(`${messageId}.${timestampSeconds}.`).update(body);
  return `v1,${hmac.digest('base64')}`;
}
