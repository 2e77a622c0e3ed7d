import { DotsFlowsError } from '@dots-flows/core';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { badSignature, readWebhookHeaders } from './webhook-headers.ts';
import { parseWebhookSecret } from './webhook-secret.ts';

/*
 * Signatures of Svix and of Standard Webhooks: HMAC-SHA256 with the decoded secret over `<id>.<timestamp>.<raw body>`
 * (documented: docs.svix.com, standardwebhooks.com). WebCrypto does the HMAC. The `standardwebhooks` package would do
 * less here: it knows one secret and one set of headers, reads the host's clock by itself, decodes the body to text
 * before it verifies, and puts no bound on the number of signatures. It and `svix` are what the tests compare with.
 *
 * The order is fixed: headers, time window, signature. Nothing looks into the body before all three passed.
 */

/** How far the sender's clock and ours may differ: the default of Svix's and Standard Webhooks' own libraries. */
const TOLERANCE_MS = 5 * 60_000;

/** @public */
export interface WebhookVerifierOptions {
  /** Signing secrets, the newest first; during a rotation the old one stays behind it. */
  readonly secrets: readonly string[];
  /** Default: the machine's clock. */
  readonly clock?: Pick<Clock, 'nowMs'> | undefined;
}

/** What a verified webhook is known to be. @public */
export interface VerifiedWebhook {
  /** The same on every retry: the key for telling duplicates. */
  readonly messageId: string;
  /** When it was signed, in milliseconds since 1970. */
  readonly signedAtMs: number;
  /** Which of the secrets fitted; a figure above 0 says that the sender still uses an old one. */
  readonly secretIndex: number;
}

/** @public */
export interface WebhookVerifier {
  /**
   * @param headers - Those of the request.
   * @param rawBody - The bytes as they came, before any parsing.
   * @throws {@link DotsFlowsError} `invalid-signature`, or `stale-webhook` when it was signed more than 5 minutes ago
   *   or ahead.
   */
  verify(headers: Headers, rawBody: Uint8Array<ArrayBuffer>): Promise<VerifiedWebhook>;
}

/**
 * Makes a verifier for webhooks that Dots sends through Svix.
 *
 * @throws {@link DotsFlowsError} `not-configured` when there is no secret, or one is no Base64 of 24 bytes or more.
 * @example
 * ```ts
 * import { createWebhookVerifier } from '@dots-flows/server';
 *
 * declare const request: Request;
 * const verifier = createWebhookVerifier({ secrets: [process.env['DOTS_WEBHOOK_SECRET'] ?? ''] });
 * const { messageId } = await verifier.verify(request.headers, new Uint8Array(await request.arrayBuffer()));
 * ```
 * @public
 */
export function createWebhookVerifier({ secrets, clock = systemClock }: WebhookVerifierOptions): WebhookVerifier {
  if (secrets.length === 0)
    throw new DotsFlowsError('not-configured', {
      message: 'There is no webhook secret, so no webhook could be told from a forged one. Pass the signing secret.',
    });
  const rawKeys = secrets.map(parseWebhookSecret);
  let keys: Promise<CryptoKey[]> | undefined;
  const importKeys = (): Promise<CryptoKey[]> =>
    Promise.all(
      rawKeys.map((raw) => crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])),
    );

  return {
    async verify(headers, rawBody) {
      const { messageId, timestampSeconds, timestampText, signatures } = readWebhookHeaders(headers);
      const signedAtMs = timestampSeconds * 1000;
      if (Math.abs(clock.nowMs() - signedAtMs) > TOLERANCE_MS) throw stale();
      if (signatures.length === 0) throw badSignature('there is no v1 signature');

      const signed = concat(new TextEncoder().encode(`${messageId}.${timestampText}.`), rawBody);
      keys ??= importKeys();
      for (const [secretIndex, key] of (await keys).entries()) {
        const expected = toBase64(await crypto.subtle.sign('HMAC', key, signed));
        // Every signature is compared, also after one fitted, so that time says nothing about their order.
        let fits = false;
        for (const signature of signatures) fits = equalsInConstantTime(signature, expected) || fits;
        if (fits) return { messageId, signedAtMs, secretIndex };
      }
      throw badSignature('no signature fits the body and any of the secrets');
    },
  };
}

function stale(): DotsFlowsError {
  return new DotsFlowsError('stale-webhook', {
    message:
      'The webhook is refused: it was signed more than 5 minutes ago or ahead of this clock. Nothing was stored. If every webhook is refused so, set the clock of this machine.',
  });
}

function concat(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(head.byteLength + tail.byteLength);
  bytes.set(head);
  bytes.set(tail, head.byteLength);
  return bytes;
}

function toBase64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

/**
 * Compares two texts of Base64. Comparing the text and not the bytes behind it also refuses the other spellings that
 * Base64 has for the same bytes.
 */
function equalsInConstantTime(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index += 1) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
