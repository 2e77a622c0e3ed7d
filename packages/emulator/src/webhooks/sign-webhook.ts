/** What is signed of one delivery. */
export interface SignedParts {
  /** `svix-id`: the same on every retry of one message. */
  readonly id: string;
  /** `svix-timestamp`: Unix seconds. */
  readonly timestampSeconds: number;
  readonly body: string;
}

/**
 * Signs as Svix documents it (docs.svix.com/receiving/verifying-payloads/how-manual): HMAC-SHA256 over
 * `{id}.{timestamp}.{body}`, keyed with the Base64 bytes after `whsec_`.
 *
 * @returns one item of the `svix-signature` header, `v1,` and Base64.
 * @throws TypeError when the secret is not `whsec_` and Base64.
 */
export async function signWebhook(secret: string, { id, timestampSeconds, body }: SignedParts): Promise<string> {
  const key = await crypto.subtle.importKey('raw', secretBytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const signed = new TextEncoder().encode(`${id}.${timestampSeconds}.${body}`);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, signed));
  return `v1,${btoa(String.fromCharCode(...mac))}`;
}

/** The key inside a secret. @throws TypeError, without the secret's text. */
export function secretBytes(secret: string): Uint8Array<ArrayBuffer> {
  const base64 = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : '';
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    if (bytes.length > 0) return bytes;
  } catch {
    // Falls through to the one message below.
  }
  throw new TypeError('A webhook secret is whsec_ followed by Base64. Take one from createWebhookSecret().');
}

/** A new random secret of 24 bytes, as Svix makes them. */
export function createWebhookSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))}`;
}
