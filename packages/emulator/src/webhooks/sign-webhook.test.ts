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

  it('is accepted by the svix and standardwebhooks packages, whatever the body', async () => {
    const secret = createWebhookSecret();
    const timestampSeconds = Math.floor(Date.now() / 1000);
    for (const body of ['', '{}', '{"name":"Zoë 💸"}', '.'.repeat(5000)]) {
      const parts = { id: 'msg_1', timestampSeconds, body };
      const signature = await signWebhook(secret, parts);
      const svix = { 'svix-id': parts.id, 'svix-timestamp': String(timestampSeconds), 'svix-signature': signature };
      const standard = {
        'webhook-id': parts.id,
        'webhook-timestamp': String(timestampSeconds),
        'webhook-signature': signature,
      };
      expect(new SvixWebhook(secret).sign(parts.id, new Date(timestampSeconds * 1000), body)).toBe(signature);
      if (body.startsWith('{')) {
        expect(() => new SvixWebhook(secret).verify(body, svix)).not.toThrow();
        expect(() => new StandardWebhook(secret).verify(body, standard)).not.toThrow();
        expect(() => new SvixWebhook(secret).verify(`${body} `, svix)).toThrow('No matching signature');
      }
    }
  });

  it.each(['', 'whsec_', 'whsec_###', 'secret', 'ZW11bGF0b3I='])(
    'refuses the secret %j without repeating it',
    async (secret) => {
      const attempt = signWebhook(secret, { id: 'm', timestampSeconds: 1, body: '{}' });
      await expect(attempt).rejects.toThrow('whsec_ followed by Base64');
      if (secret.length > 6) await expect(attempt).rejects.not.toThrow(secret);
    },
  );
});
