import { createHmac } from 'node:crypto';
import { isDotsFlowsError } from '@dots-flows/core';
import fc from 'fast-check';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, it } from 'vitest';
import { isLong } from '../../test/is-long.ts';
import { signWebhook } from '../../test/http/sign-webhook.ts';
import { createWebhookVerifier } from './verify-webhook.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** Two signatures that were not made here: the one of the Standard Webhooks libraries, and one by node:crypto. */
const VECTORS = [
  {
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  {
    secret: 'whsec_ZW11bGF0b3Itc2lnbmluZy1zZWNyZXQh',
    id: 'msg_emu0001',
    timestamp: 1_760_000_000,
    body: '{"event":"flow.updated","flow_id":"7b1f6a52-93c4-4e0d-8a37-2f5c0d9e4b61"}',
    signature: 'v1,ZZO6lmF+0Qf7W6HVt44axHz7pHLxRbOgkbX2/AlC1Xk=',
  },
] as const;
const [vector] = VECTORS;
const otherSecret = `whsec_${Buffer.from('another secret, as long!').toString('base64').padEnd(32, 'A')}`;

interface Delivery {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

const delivered = (changes: Partial<Delivery> = {}): Delivery => ({
  id: vector.id,
  timestamp: String(vector.timestamp),
  signature: vector.signature,
  body: bytes(vector.body),
  ...changes,
});

const headersOf = ({ id, timestamp, signature }: Delivery, prefix = 'svix-'): Headers =>
  new Headers({ [`${prefix}id`]: id, [`${prefix}timestamp`]: timestamp, [`${prefix}signature`]: signature });

const verifierAt = (timestampSeconds: number, ...secrets: string[]) =>
  createWebhookVerifier({ secrets, clock: { nowMs: () => timestampSeconds * 1000 } });
const verifier = verifierAt(vector.timestamp, vector.secret);

/** `null` when it is accepted, else the code of the refusal. */
async function refusalOf(attempt: Promise<unknown>): Promise<string | null> {
  try {
    await attempt;
    return null;
  } catch (error) {
    if (!isDotsFlowsError(error)) throw error;
    return error.code;
  }
}
const refusal = (changes: Partial<Delivery>, prefix?: string) => {
  const delivery = delivered(changes);
  return refusalOf(verifier.verify(headersOf(delivery, prefix), delivery.body));
};

describe('createWebhookVerifier', () => {
  it.each(['NaN', '', ' ', '1e9', '-1', '1614265330.0', '0x6037DC32', '1614265330, 1614265330'])(
    'refuses the timestamp %j, however well it is signed',
    async (timestamp) => {
      const body = bytes(vector.body);
      const key = Buffer.from(vector.secret.slice('whsec_'.length), 'base64');
      const hmac = createHmac('sha256', key).update(`${vector.id}.${timestamp}.`).update(body);
      const signature = `v1,${hmac.digest('base64')}`;
      const headers = headersOf({ id: vector.id, timestamp, signature, body });
      expect(await refusalOf(verifier.verify(headers, body))).toBe('invalid-signature');
    },
  );

  it.each(VECTORS)('accepts the fixed vector $id', async ({ secret, id, timestamp, body, signature }) => {
    const headers = headersOf({ id, timestamp: String(timestamp), signature, body: bytes(body) });
    expect(await verifierAt(timestamp, secret).verify(headers, bytes(body))).toEqual({
      messageId: id,
      signedAtMs: timestamp * 1000,
      secretIndex: 0,
    });
  });

  it('accepts what the svix client signs', async () => {
    const signature = new SvixWebhook(vector.secret).sign(vector.id, new Date(vector.timestamp * 1000), vector.body);
    expect(await refusal({ signature })).toBeNull();
  });

  it('accepts what the standardwebhooks client signs, under its header names', async () => {
    const signature = new StandardWebhook(vector.secret).sign(
      vector.id,
      new Date(vector.timestamp * 1000),
      vector.body,
    );
    expect(await refusal({ signature }, 'webhook-')).toBeNull();
  });

  it('agrees with node:crypto on any body, text or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (raw) => {
        const body = Uint8Array.from(raw);
        const { id: messageId, timestamp: timestampSeconds } = vector;
        expect(
          await refusal({ body, signature: signWebhook(vector.secret, { messageId, timestampSeconds, body }) }),
        ).toBeNull();
      }),
      { seed: 20_261_122, numRuns: 200 },
    );
  });

  it('takes the secret with and without its prefix', async () => {
    const bare = verifierAt(vector.timestamp, vector.secret.replace('whsec_', ''));
    expect(await refusalOf(bare.verify(headersOf(delivered()), delivered().body))).toBeNull();
  });

  it('tries every secret and says which one fitted', async () => {
    const rotating = verifierAt(vector.timestamp, otherSecret, vector.secret);
    expect(await rotating.verify(headersOf(delivered()), delivered().body)).toMatchObject({ secretIndex: 1 });
  });

  it('accepts one fitting signature among others, of other versions too', async () => {
    const signature = `v1a,${'A'.repeat(86)}== v1,${'B'.repeat(43)}= ${vector.signature} v2,xyz`;
    expect(await refusal({ signature })).toBeNull();
  });

  it('accepts sixteen signatures and refuses seventeen', async () => {
    const list = (others: number) => [
      ...Array.from({ length: others }, () => `v1,${'B'.repeat(43)}=`),
      vector.signature,
    ];
    expect(await refusal({ signature: list(15).join(' ') })).toBeNull();
    expect(await refusal({ signature: list(16).join(' ') })).toBe('invalid-signature');
    expect(await refusal({ signature: list(10_000).join(' ') })).toBe('invalid-signature');
  });

  it.each([
    [
      'another secret',
      {
        signature: signWebhook(otherSecret, {
          messageId: vector.id,
          timestampSeconds: vector.timestamp,
          body: vector.body,
        }),
      },
    ],
    ['a body with a byte more', { body: bytes(`${vector.body} `) }],
    ['a body with a byte less', { body: bytes(vector.body.slice(0, -1)) }],
    ['another id', { id: 'msg_p5jXN8AQM9LWM0D4loKWxJeK' }],
    ['another time within the window', { timestamp: String(vector.timestamp + 1) }],
    ['another spelling of the time', { timestamp: `0${vector.timestamp}` }],
    ['a time with a sign', { timestamp: `+${vector.timestamp}` }],
    ['a time with a fraction', { timestamp: `${vector.timestamp}.0` }],
    ['a time in words', { timestamp: 'now' }],
    ['an id with the separator in it', { id: `${vector.id}.${vector.timestamp}` }],
    [
      'a rightly signed id with the separator in it',
      {
        id: 'msg.1',
        signature: signWebhook(vector.secret, {
          messageId: 'msg.1',
          timestampSeconds: vector.timestamp,
          body: vector.body,
        }),
      },
    ],
    ['an empty id', { id: '' }],
    ['a signature without its version', { signature: vector.signature.slice(3) }],
    ['the signature as another version', { signature: vector.signature.replace('v1,', 'v2,') }],
    ['the signature as v1a', { signature: vector.signature.replace('v1,', 'v1a,') }],
    ['a signature cut short', { signature: vector.signature.slice(0, -5) }],
    ['only the beginning of a signature', { signature: 'v1,g0hM' }],
    ['a signature that goes on', { signature: `${vector.signature}AAAA` }],
    ['an empty signature', { signature: 'v1,' }],
    ['no signature', { signature: '' }],
    ['another spelling of the same bytes', { signature: vector.signature.replace('OE=', 'OF=') }],
    ['Base64 for addresses', { signature: vector.signature.replaceAll('+', '-').replaceAll('/', '_') }],
    ['signatures with commas between them', { signature: `v1,AAAA,${vector.signature}` }],
  ])('refuses %s', async (_name, changes) => {
    expect(await refusal(changes)).toBe('invalid-signature');
  });

  it.each(['svix-id', 'svix-timestamp', 'svix-signature'])('refuses one without %s', async (name) => {
    const headers = headersOf(delivered());
    headers.delete(name);
    expect(await refusalOf(verifier.verify(headers, delivered().body))).toBe('invalid-signature');
  });

  it('never completes one set of headers from the other', async () => {
    for (const kept of ['id', 'timestamp', 'signature']) {
      const headers = headersOf(delivered(), 'webhook-');
      const text = headers.get(`webhook-${kept}`) ?? '';
      headers.delete(`webhook-${kept}`);
      headers.set(`svix-${kept}`, text);
      expect(await refusalOf(verifier.verify(headers, delivered().body))).toBe('invalid-signature');

      const lacking = headersOf(delivered());
      lacking.delete(`svix-${kept}`);
      lacking.set(`webhook-${kept}`, text);
      expect(await refusalOf(verifier.verify(lacking, delivered().body))).toBe('invalid-signature');
    }
  });

  it('looks at the svix- set alone when both are there', async () => {
    const headers = headersOf(delivered());
    for (const [name, value] of headersOf(delivered({ signature: 'v1,wrong' }), 'webhook-')) headers.set(name, value);
    expect(await refusalOf(verifier.verify(headers, delivered().body))).toBeNull();
    headers.set('svix-signature', 'v1,wrong');
    headers.set('webhook-signature', vector.signature);
    expect(await refusalOf(verifier.verify(headers, delivered().body))).toBe('invalid-signature');
  });

  it.each([
    [-300, null],
    [300, null],
    [-301, 'stale-webhook'],
    [301, 'stale-webhook'],
    [86_400 * 365, 'stale-webhook'],
  ])('with a clock %i s off answers %s', async (seconds, expected) => {
    const skewed = verifierAt(vector.timestamp + seconds, vector.secret);
    expect(await refusalOf(skewed.verify(headersOf(delivered()), delivered().body))).toBe(expected);
  });

  it('needs a secret', () => {
    expect(() => createWebhookVerifier({ secrets: [] })).toThrow('no webhook secret');
  });

  it('never repeats a secret, an id or a body in what it says', async () => {
    const attempt = verifier.verify(headersOf(delivered({ id: 'CANARY 1' })), bytes('CANARY 2'));
    await expect(attempt).rejects.not.toThrow(/CANARY|MfKQ/);
  });
});

/** Changes a delivery in one place or several; never into another right one. */
const mutation: fc.Arbitrary<(delivery: Delivery) => Delivery> = fc.oneof(
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => (delivery: Delivery) => {
    const body = Uint8Array.from(delivery.body);
    const index = at % body.length;
    body[index] = (body[index] ?? 0) ^ mask;
    return { ...delivery, body };
  }),
  fc.uint8Array({ minLength: 1, maxLength: 8 }).map((tail) => (delivery: Delivery) => ({
    ...delivery,
    body: Uint8Array.from([...delivery.body, ...tail]),
  })),
  fc
    .nat()
    .map((at) => (delivery: Delivery) => ({ ...delivery, body: delivery.body.slice(0, at % delivery.body.length) })),
  fc.tuple(fc.nat(), fc.integer({ min: 33, max: 126 })).map(([at, code]) => (delivery: Delivery) => {
    const { signature } = delivery;
    const index = at % signature.length;
    return {
      ...delivery,
      signature: signature.slice(0, index) + String.fromCharCode(code) + signature.slice(index + 1),
    };
  }),
  fc.nat().map((at) => (delivery: Delivery) => ({
    ...delivery,
    signature: delivery.signature.slice(0, at % delivery.signature.length),
  })),
  fc
    .string({ unit: 'grapheme-ascii', maxLength: 60 })
    .map((text) => (delivery: Delivery) => ({ ...delivery, signature: text })),
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((raw) => (delivery: Delivery) => ({
    ...delivery,
    signature: `v1,${Buffer.from(raw).toString('base64')}`,
  })),
  fc
    .integer({ min: -300, max: 300 })
    .filter((by) => by !== 0)
    .map((by) => (delivery: Delivery) => ({
      ...delivery,
      timestamp: String(Number(delivery.timestamp) + by),
    })),
  fc
    .string({ unit: 'grapheme-ascii', maxLength: 40 })
    .filter((text) => text.trim() !== vector.id)
    .map((id) => (delivery: Delivery) => ({ ...delivery, id })),
);

describe('mutated webhooks', () => {
  const runs = isLong ? 200_000 : 20_000;
  const right = delivered();

  it(
    `are refused, all ${runs} of them`,
    async () => {
      let accepted = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (changes) => {
          const wrong = changes.reduce((delivery, change) => change(delivery), right);
          // Headers trim and refuse some texts by themselves; what is left the same is no mutant.
          const isSame =
            wrong.id === right.id &&
            wrong.timestamp === right.timestamp &&
            wrong.signature.trim() === right.signature &&
            Buffer.compare(wrong.body, right.body) === 0;
          fc.pre(!isSame);
          if ((await refusalOf(verifier.verify(headersOf(wrong), wrong.body))) === null) accepted += 1;
          expect(accepted).toBe(0);
        }),
        { seed: 20_261_122, numRuns: runs },
      );
    },
    Math.max(30_000, runs),
  );
});
