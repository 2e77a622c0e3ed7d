import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWebhookReceiver } from '../../test-support/webhook-receiver.ts';
import type { WebhookReceiver } from '../../test-support/webhook-receiver.ts';
import { createEmulator } from '../create-emulator.ts';
import type { Emulator } from '../create-emulator.ts';
import { createWebhookSecret } from '../webhooks/sign-webhook.ts';

const secret = createWebhookSecret();

let emulator: Emulator;
let receiver: WebhookReceiver;
let userId: string;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  emulator = await createEmulator({
    clock: { now: '2026-08-03T09:00:00Z', paused: true },
    apiKey: 'sk_dev_marked_secret',
    webhooks: [{ url: receiver.url, secret }],
    users: [{ phone: '+1 415 555 0134', firstName: 'Ana', lastName: 'Sousa <b>', walletCents: 500 }],
  });
});
beforeEach(() => {
  emulator.reset();
  receiver.received.length = 0;
  userId = emulator.world.users.list()[0]?.id ?? '';
});
afterAll(async () => {
  await emulator.close();
  await receiver.close();
});

async function control(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${emulator.controlUrl}/control${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: JSON.parse(text) as Record<string, unknown> };
}

describe('the control API', () => {
  it('shows the whole state without any secret', async () => {
    const { status, headers, json } = await control('GET', '/state');
    expect(status).toBe(200);
    expect(headers.get('x-dots-emulator')).toBe('control');
    expect(json).toMatchObject({
      clock: { now: '2026-08-03T09:00:00.000Z', isPaused: true },
      ledger: { balanced: true, walletsCents: 500 },
      users: [{ id: userId, wallet: { amount: 500 } }],
      webhookEndpoints: [{ url: receiver.url }],
    });
    const text = JSON.stringify(json);
    for (const hidden of [secret, 'sk_dev_marked_secret']) expect(text).not.toContain(hidden);
  });

  it('lists every entry of the ledger', async () => {
    expect((await control('GET', '/ledger')).json).toMatchObject({
      balanced: true,
      entries: [
        { from: 'app', to: 'held' },
        { from: 'held', to: `wallet:${userId}` },
      ],
    });
  });

  it('moves, stops and starts the clock', async () => {
    expect((await control('POST', '/clock', { advanceMs: 60_000 })).json).toEqual({
      now: '2026-08-03T09:01:00.000Z',
      isPaused: true,
    });
    expect((await control('POST', '/clock', { paused: false })).json['isPaused']).toBe(false);
    expect((await control('POST', '/clock', { paused: true })).json['isPaused']).toBe(true);
    expect((await control('POST', '/clock', { advanceMs: -1 })).status).toBe(400);
  });

  it('starts over', async () => {
    emulator.world.flows.createFromBody({ steps: ['payout'] });
    emulator.faults.add({ effect: { kind: 'refused' } });
    expect((await control('POST', '/reset', {})).status).toBe(200);
    expect((await control('GET', '/state')).json).toMatchObject({
      flows: [],
      faults: [],
      requests: [],
      users: [{ id: expect.any(String) }],
    });
  });

  it('changes settings, and names the one that is wrong', async () => {
    const changed = await control('PATCH', '/settings', {
      usedKeyStatus: 409,
      amounts: 'number',
      messages: { height: 'never', statusOverride: 'odd' },
    });
    expect(changed.json).toMatchObject({
      usedKeyStatus: 409,
      amounts: 'number',
      messages: { height: 'never', encoding: 'object', statusOverride: 'odd' },
    });
    for (const [settings, word] of [
      [{ nope: 1 }, 'nope'],
      [{ amounts: 'both' }, 'amounts'],
      [{ usedKeyStatus: '409' }, 'usedKeyStatus'],
      [{ listLagMs: -1 }, 'listLagMs'],
      [{ messages: { height: 'big' } }, 'height'],
      [{ messages: 5 }, 'messages'],
      [{ toString: 1 }, 'toString'],
    ] as const) {
      const answer = await control('PATCH', '/settings', settings);
      expect([answer.status, answer.json['error']]).toEqual([400, expect.stringContaining(word)]);
    }
    expect(emulator.world.settings.listLagMs).toBe(0);
  });

  it('adds people, reviews them and merges them', async () => {
    const added = await control('POST', '/users', {
      phone: '+44 7700 900123',
      firstName: 'Bea',
      lastName: 'Kim',
      payoutMethods: [{ rail: 'paypal', email: 'bea@example.com' }],
      walletCents: 70,
    });
    expect([added.status, added.json]).toMatchObject([
      201,
      { default_payout_method: 'paypal', wallet: { amount: 70 } },
    ]);
    const id = String(added.json['id']);
    expect((await control('POST', `/users/${id}/status`, { status: 'in_review' })).status).toBe(200);
    expect(emulator.world.users.require(id).status).toBe('in_review');
    expect((await control('POST', `/users/${id}/merge`, { into: userId })).status).toBe(200);
    expect(emulator.world.walletCents(userId)).toBe(570);
    for (const bad of [
      { phone: '1', firstName: 'A', lastName: 'B' },
      { phone: '+1 415 555 0188' },
      { phone: '+1 415 555 0188', firstName: 'A', lastName: 'B', payoutMethods: [{ rail: 'ach' }] },
      { phone: '+1 415 555 0188', firstName: 'A', lastName: 'B', status: 'odd' },
    ]) {
      expect((await control('POST', '/users', bad)).status).toBe(400);
    }
    expect((await control('POST', `/users/${id}/status`, { status: 'verified' })).status).toBe(404);
  });

  it('scripts transfers and releases them', async () => {
    await control('POST', '/transfer-script', { status: 'flagged', type: 'balance' });
    const transfer = emulator.world.transfers.createFromBody({ amount: -100, user_id: userId });
    expect(transfer.status).toBe('flagged');
    expect((await control('POST', `/transfers/${transfer.id}/status`, { status: 'completed' })).json['status']).toBe(
      'completed',
    );
    expect((await control('POST', `/transfers/${transfer.id}/status`, { status: 'failed' })).status).toBe(400);
    expect((await control('POST', '/transfers/nothing/status', { status: 'failed' })).status).toBe(404);
    await control('POST', '/transfer-script', { status: 'pending', count: null });
    await control('DELETE', '/transfer-script');
    expect(emulator.world.transfers.createFromBody({ amount: -100, user_id: userId }).status).toBe('completed');
    expect((await control('POST', '/transfer-script', { status: 'odd' })).status).toBe(400);
  });

  it('adds, lists and removes faults', async () => {
    const added = await control('POST', '/faults', {
      method: 'POST',
      path: '/v2/transfers',
      count: 3,
      effect: { kind: 'lost-response' },
    });
    expect(added.status).toBe(201);
    expect((await control('GET', '/faults')).json).toMatchObject([{ id: added.json['id'], count: 3 }]);
    expect((await control('DELETE', `/faults/${String(added.json['id'])}`)).status).toBe(200);
    expect((await control('DELETE', `/faults/${String(added.json['id'])}`)).status).toBe(404);
    for (const effect of [
      { kind: 'latency', ms: 1 },
      { kind: 'error', status: 503, headers: { 'retry-after': '1' } },
      { kind: 'late', delayMs: 5 },
      { kind: 'refused' },
      { kind: 'truncated' },
      { kind: 'list-lag', ms: 5 },
      { kind: 'used-key', status: 409 },
      { kind: 'forgotten-key' },
      { kind: 'transfer-outcome', status: 'failed' },
    ]) {
      expect((await control('POST', '/faults', { effect })).status).toBe(201);
    }
    await control('DELETE', '/faults');
    expect(emulator.faults.list()).toEqual([]);
    for (const bad of [
      {},
      { effect: {} },
      { effect: { kind: 'odd' } },
      { effect: { kind: 'error', status: 42 } },
      { effect: { kind: 'error', status: 503, headers: { a: 1 } } },
      { effect: { kind: 'latency' } },
      { count: 0, effect: { kind: 'refused' } },
      { path: 5, effect: { kind: 'refused' } },
    ]) {
      expect((await control('POST', '/faults', bad)).status).toBe(400);
    }
  });

  it('shows webhooks, sends them again, and sets faults, style and endpoints', async () => {
    const flow = emulator.world.flows.createFromBody({ steps: ['payout'] });
    emulator.world.flows.completeStep(flow, 'payout');
    await emulator.webhooks.settled();
    const listed = (await control('GET', '/webhooks')).json as unknown as { id: string; state: string }[];
    expect(listed).toMatchObject([{ state: 'delivered' }]);
    await control('POST', `/webhooks/${listed[0]?.id}/redeliver`, {});
    expect(receiver.received).toHaveLength(2);
    expect((await control('POST', '/webhooks/msg_none/redeliver', {})).status).toBe(400);
    expect(
      (await control('POST', '/webhook-faults', { event: 'flow.*', effect: { kind: 'duplicate', copies: 2 } })).status,
    ).toBe(200);
    expect((await control('POST', '/webhook-faults', { effect: { kind: 'odd' } })).status).toBe(400);
    expect((await control('DELETE', '/webhook-faults')).status).toBe(200);
    expect((await control('POST', '/webhook-style', { style: 'registry' })).status).toBe(200);
    expect((await control('POST', '/webhook-style', { style: 'odd' })).status).toBe(400);
    const added = await control('POST', '/webhook-endpoints', { url: receiver.url, secret });
    expect(JSON.stringify(added.json)).not.toContain(secret);
    expect((await control('DELETE', `/webhook-endpoints/${String(added.json['id'])}`)).status).toBe(200);
    expect((await control('POST', '/webhook-endpoints', { url: receiver.url, secret: 'bad' })).status).toBe(400);
    await control('POST', '/webhook-style', { style: 'published' });
  });

  it('forgets idempotency keys', async () => {
    const body = { amount: -100, user_id: userId, idempotency_key: '7b1f6a52-93c4-4e0d-8a37-2f5c0d9e4b61' };
    emulator.world.transfers.createFromBody(body);
    await control('POST', '/keys/forget', {});
    expect(emulator.world.transfers.createFromBody(body).status).toBe('completed');
  });

  it('takes nothing from other web sites, and nothing that is not declared as JSON', async () => {
    const foreign = await control('POST', '/reset', {}, { origin: 'https://evil.example' });
    const form = await control('POST', '/reset', 'a=b', { 'content-type': 'text/plain' });
    const broken = await control('POST', '/clock', '{');
    expect([foreign.status, form.status, broken.status]).toEqual([400, 400, 400]);
    expect((await control('POST', '/reset', {}, { origin: emulator.controlUrl })).status).toBe(200);
    expect((await control('GET', '/nowhere')).status).toBe(404);
  });

  it('is not reachable under Dots’ prefix, and has no Dots under its own', async () => {
    expect((await fetch(`${emulator.apiUrl}/control/state`)).status).toBe(401);
    expect((await fetch(`${emulator.controlUrl}/control/v2/flows`)).status).toBe(404);
  });
});

describe('the control page', () => {
  it('shows what is there, escaped, under a strict policy', async () => {
    const response = await fetch(emulator.controlUrl);
    const page = await response.text();
    expect(page).toContain('Sousa &lt;b&gt;');
    expect(page).toContain('$5.00');
    expect(page).not.toContain('Sousa <b>');
    for (const hidden of [secret, 'sk_dev_marked_secret', '4155550134']) expect(page).not.toContain(hidden);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page).not.toMatch(/\sstyle=|<style|onclick/);
  });

  it('brings its script and its look from its own origin', async () => {
    for (const [name, type] of [
      ['page.js', 'text/javascript'],
      ['page.css', 'text/css'],
    ] as const) {
      const response = await fetch(`${emulator.controlUrl}/control/${name}`);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
    }
    expect(await (await fetch(`${emulator.controlUrl}/control/sections`)).text()).toMatch(/<section id="clock"/);
  });
});
