import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, it } from 'vitest';
import { createWebhookSecret, signWebhook } from './sign-webhook.ts';

describe('signWebhook', () => {
  it.each([
    {
      secret: 'whsec_ZW11bGF0b3Itc2lnbmluZy1zZWNyZXQh',
      id: 'msg_emu0001',
      timestampSeconds: 1_760_000_000,
      body: '{"event":"flow.updated","flow_id":"7b1f6a52-93c4-4e0d-8a37-2f5c0d9e4b61"}',
      signature: 'v1,ZZO6lmF+0Qf7W6HVt44axHz7pHLxRbOgkbX2/AlC1Xk=',
    },
    {
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestampSeconds: 1_614_265_330,
      body: '{"test": 2432232314}',
      signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
  ])('agrees with the published vector $id', async ({ secret, signature, ...parts }) => {
    expect(await signWebhook(secret, parts)).toBe(signature);
  });

  it.each(['{}', '{"name":"Zoë 💸"}', `["${'.'.repeat(5000)}"]`])(
    'is accepted by the svix and standardwebhooks packages: %#',
    async (body) => {
      const secret = createWebhookSecret();
      const timestampSeconds = Math.floor(Date.now() / 1000);
      const signature = await signWebhook(secret, { id: 'msg_1', timestampSeconds, body });
      const headers = (prefix: string) => ({
        [`${prefix}-id`]: 'msg_1',
        [`${prefix}-timestamp`]: String(timestampSeconds),
        [`${prefix}-signature`]: signature,
      });
      expect(new SvixWebhook(secret).sign('msg_1', new Date(timestampSeconds * 1000), body)).toBe(signature);
      expect(() => new SvixWebhook(secret).verify(body, headers('svix'))).not.toThrow();
      expect(() => new StandardWebhook(secret).verify(body, headers('webhook'))).not.toThrow();
      expect(() => new SvixWebhook(secret).verify(`${body} `, headers('svix'))).toThrow('No matching signature');
    },
  );

  it.each(['', 'whsec_', 'whsec_###', 'a hidden secret', 'ZW11bGF0b3I='])(
    'refuses the secret %j without repeating it',
    async (secret) => {
      const message = await signWebhook(secret, { id: 'm', timestampSeconds: 1, body: '{}' }).catch(String);
      expect(message).toBe(
        'TypeError: A webhook secret is whsec_ followed by Base64. Take one from createWebhookSecret().',
      );
    },
  );
});
