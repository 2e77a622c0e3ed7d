import { DotsFlowsError } from '@dots-flows/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../test/http/fake-clock.ts';
import { signWebhook } from '../../test/http/sign-webhook.ts';
import { VECTOR_TIME_MS, WEBHOOK_SECRET, createTestHandler } from '../../test/http/test-handler.ts';
import type { TestHandler } from '../../test/http/test-handler.ts';

const BODY = '{"event":"transfer.completed","transfer_id":"t-1","transfer":{"id":"t-1"}}';
const MINUTE_MS = 60_000;

describe('POST /webhooks', () => {
  let http: TestHandler;
  let messages = 0;
  beforeEach(() => {
    http = createTestHandler();
  });

  function deliver(body: BodyInit = BODY, changes: Record<string, string | null> = {}, signed = BODY) {
    messages += 1;
    const messageId = `msg_${messages}`;
    const timestampSeconds = Math.floor(http.clock.nowMs() / 1000);
    return http.send('POST', '/webhooks', {
      body,
      headers: {
        cookie: null,
        origin: null,
        'sec-fetch-site': null,
        'content-type': 'application/json',
        'svix-id': messageId,
        'svix-timestamp': String(timestampSeconds),
        'svix-signature': signWebhook(WEBHOOK_SECRET, { messageId, timestampSeconds, body: signed }),
        ...changes,
      },
    });
  }
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

  it('answers 200 after the webhook is committed', async () => {
    const response = await deliver();
    expect(await response.json()).toEqual({ received: 'stored' });
    expect(http.payouts.webhooks).toEqual([{ messageId: `msg_${messages}`, body: JSON.parse(BODY) as unknown }]);
    expect(http.events).toEqual([
      { type: 'webhook-received', messageId: `msg_${messages}`, outcome: 'stored', secretIndex: 0 },
    ]);
  });

  it('answers 200 to a duplicate', async () => {
    const first = { 'svix-id': 'msg_same' };
    const timestampSeconds = VECTOR_TIME_MS / 1000;
    const signature = signWebhook(WEBHOOK_SECRET, { messageId: 'msg_same', timestampSeconds, body: BODY });
    const twice = { ...first, 'svix-signature': signature };
    expect(await (await deliver(BODY, twice)).json()).toEqual({ received: 'stored' });
    expect(await (await deliver(BODY, twice)).json()).toEqual({ received: 'duplicate' });
  });

  it('answers 503, so that it is sent again, when the store did not commit it', async () => {
    http.payouts.failNext(new DotsFlowsError('store-unavailable', { message: 'The store did not answer.' }));
    const response = await deliver();
    expect(response.status).toBe(503);
    expect(await codeOf(response)).toBe('store-unavailable');
  });

  it('answers 5xx, not 2xx, when the service throws whatever it is', async () => {
    http.payouts.failNext('a text');
    expect((await deliver()).status).toBe(500);
  });

  it('refuses a bad signature before it looks into the body', async () => {
    const response = await deliver('this is not even JSON');
    expect(response.status).toBe(401);
    expect(await codeOf(response)).toBe('invalid-signature');
    expect(http.payouts.calls).toEqual([]);
  });

  it('refuses one that was signed more than five minutes ago, and says that it is the time', async () => {
    const response = await deliver(BODY, { 'svix-timestamp': String(VECTOR_TIME_MS / 1000 - 301) });
    expect(await codeOf(response)).toBe('stale-webhook');
    expect(http.payouts.calls).toEqual([]);
  });

  it('answers 400 to a signed body that is no JSON', async () => {
    expect((await deliver('not json', {}, 'not json')).status).toBe(400);
    expect(http.payouts.calls).toEqual([]);
  });

  it('takes a signed body with metadata of any depth and size, so that its sender does not give up on the endpoint', async () => {
    const deep = `{"event":"transfer.completed","transfer":{"id":"t-1","metadata":${'{"a":'.repeat(500)}1${'}'.repeat(500)},"x":1e999}}`;
    expect((await deliver(deep, {}, deep)).status).toBe(200);
    expect(http.payouts.webhooks[0]?.body).toMatchObject({ transfer: { id: 't-1', x: null } });
  });

  it('hands on keys like __proto__ as keys and nothing more', async () => {
    const evil = '{"event":"flow.updated","__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}';
    expect((await deliver(evil, {}, evil)).status).toBe(200);
    const { body } = http.payouts.webhooks[0] ?? {};
    expect(Object.getPrototypeOf(body)).toBeNull();
    expect((body as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  it('reads 64 KiB and not a byte more, whatever the length header claims', async () => {
    const fitting = `"${'x'.repeat(64 * 1024 - 2)}"`;
    expect((await deliver(fitting, {}, fitting)).status).toBe(200);
    expect((await deliver(`${fitting} `)).status).toBe(413);

    let pulled = 0;
    const endlessStream = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(16 * 1024));
        },
      });
    const response = await deliver(endlessStream(), { 'content-length': '10' });
    expect(response.status).toBe(413);
    expect(await codeOf(response)).toBe('body-too-large');
    expect(pulled).toBeLessThan(10);

    // What already claims to be too large is not read at all; one chunk is what a stream holds ready by itself.
    pulled = 0;
    expect((await deliver(endlessStream(), { 'content-length': '65537' })).status).toBe(413);
    expect(pulled).toBeLessThanOrEqual(1);
  });

  it('gives a dripping sender ten seconds', async () => {
    let isCancelled = false;
    const dripping = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array([123])),
      cancel: () => void (isCancelled = true),
    });
    const answer = deliver(dripping);
    await http.clock.advance(10_000);
    const response = await answer;
    expect(response.status).toBe(400);
    expect(isCancelled).toBe(true);
    expect(http.clock.pending).toBe(0);
  });

  it('says so when something in front of it has read the body', async () => {
    const request = new Request('https://app.example.com/api/dots/webhooks', { method: 'POST', body: BODY });
    await request.text();
    const response = await http.handler(request);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { detail: string }).detail).toContain('already read');
  });

  it('answers 400 when the sender breaks off', async () => {
    const broken = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(new Error('reset')) });
    expect((await deliver(broken)).status).toBe(400);
  });

  it('answers 429 to a flood of bad ones, and 200 to a good one in its midst', async () => {
    const bad = () => deliver(`${BODY} `);
    for (let count = 0; count < 60; count += 1) expect((await bad()).status).toBe(401);
    const flooded = await bad();
    expect(flooded.status).toBe(429);
    expect(flooded.headers.get('retry-after')).toBe('1');
    expect((await deliver()).status).toBe(200);
    expect(http.events.filter(({ type }) => type === 'http-refused')).toHaveLength(60);

    await http.clock.advance(MINUTE_MS);
    expect((await bad()).status).toBe(401);
  });

  it('reports which of the secrets was used, so that a rotation can be seen to end', async () => {
    http = createTestHandler({ webhookSecrets: [`whsec_${btoa('x'.repeat(24))}`, WEBHOOK_SECRET] });
    await deliver();
    expect(http.events).toMatchObject([{ secretIndex: 1 }]);
  });

  it('does not exist without secrets', async () => {
    http = createTestHandler({ webhookSecrets: [] });
    expect(await codeOf(await deliver())).toBe('route-not-found');
  });

  it('leaves no timer behind', async () => {
    await deliver();
    await settle();
    expect(http.clock.pending).toBe(0);
  });
});
