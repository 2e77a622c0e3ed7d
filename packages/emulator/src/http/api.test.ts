import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiClient } from '../../test-support/api-client.ts';
import type { ApiClient } from '../../test-support/api-client.ts';
import { createEmulator } from '../create-emulator.ts';
import type { Emulator } from '../create-emulator.ts';

const key = '7b1f6a52-93c4-4e0d-8a37-2f5c0d9e4b61';
const anaBody = {
  first_name: 'Ana',
  last_name: 'Sousa',
  email: 'ana@example.com',
  country_code: '1',
  phone_number: '4155550134',
};

let emulator: Emulator;
let api: ApiClient;

beforeAll(async () => {
  emulator = await createEmulator({ clock: { now: '2026-08-03T09:15:22.104Z', paused: true } });
  api = apiClient(emulator);
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

async function makeUser(): Promise<string> {
  return String((await api.call('POST', '/v2/users', anaBody)).json()['id']);
}

describe('credentials', () => {
  it.each([
    ['none', undefined],
    ['another key', `Basic ${btoa('pk_dev_emulator:wrong')}`],
    ['the client-side token', `Basic ${btoa('pk_dev_emulator:')}`],
    ['a bearer token', 'Bearer sk_dev_emulator'],
    ['no Base64', 'Basic ???'],
  ])('that are wrong get a 401 in Dots’ error shape: %s', async (_name, authorization) => {
    const request = new Request(
      `${emulator.apiUrl}/v2/flows`,
      authorization === undefined ? {} : { headers: { authorization } },
    );
    const response = await emulator.fetch(request);
    expect(response.status).toBe(401);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({ success: false, error_code: 'unauthorized', message: expect.any(String) });
    expect(text).not.toMatch(/sk_dev|wrong:/);
  });

  it('get a 403 where it is set so', async () => {
    emulator.world.settings.authFailureStatus = 403;
    expect((await emulator.fetch(new Request(`${emulator.apiUrl}/v2/flows`))).status).toBe(403);
  });

  it('are asked for before a path is looked up or a body is read', async () => {
    expect((await emulator.fetch(new Request(`${emulator.apiUrl}/v2/nowhere`))).status).toBe(401);
  });

  it('of an organization may name the App', async () => {
    expect((await api.call('GET', '/v2/flows', undefined, { 'api-app-id': key })).status).toBe(200);
  });
});

describe('requests', () => {
  it.each(['{"steps":', 'steps=payout', '', '[]', '"payout"', 'null'])(
    'with the body %j are refused with 400, not read as {}',
    async (body) => {
      const answer = await api.call('POST', '/v2/flows', body);
      expect([answer.status, answer.json()['error_code']]).toEqual([400, 'invalid-input']);
      expect(emulator.world.flows.list()).toEqual([]);
    },
  );

  it('that are broken change nothing where {} would be allowed', async () => {
    const id = await makeUser();
    expect((await api.call('PATCH', `/v2/users/${id}`, '{"metadata":')).status).toBe(400);
    expect((await api.call('PATCH', `/v2/users/${id}`, '{}')).status).toBe(200);
  });

  it('with more than 1 MiB are refused with 413', async () => {
    const answer = await api.call(
      'POST',
      '/v2/flows',
      JSON.stringify({ steps: ['payout'], metadata: 'x'.repeat(1_100_000) }),
    );
    expect(answer.status).toBe(413);
  });

  it('may end their path with a slash', async () => {
    expect((await api.call('POST', '/v2/flows/', { steps: ['payout'] })).status).toBe(200);
    expect((await api.call('GET', '/v2/transfers/')).status).toBe(200);
  });

  it('to paths that Dots has and the emulator has not are told so', async () => {
    expect((await api.call('GET', '/v2/payout-links')).json()).toEqual({
      success: false,
      error_code: 'not-found',
      message: expect.stringContaining('emulator'),
    });
  });

  it('are answered with the emulator’s time in the Date header', async () => {
    await emulator.clock.advance(3_600_000);
    expect((await api.call('GET', '/v2/flows')).headers.get('date')).toBe('Mon, 03 Aug 2026 10:15:22 GMT');
  });
});

describe('flows', () => {
  it('are made with 200, read, and have a link on the other origin', async () => {
    const made = await api.call('POST', '/v2/flows', { steps: ['compliance'], metadata: 'note' });
    expect(made.status).toBe(200);
    const flow = made.json();
    expect(flow['created']).toMatch(/^2026-08-03T09:15:22\.104\d{3}$/);
    expect(new URL(String(flow['link'])).origin).toBe(emulator.flowUrl);
    expect((await api.call('GET', `/v2/flows/${String(flow['id'])}`)).json()).toEqual(flow);
  });

  it('that nobody made are 404', async () => {
    expect((await api.call('GET', `/v2/flows/${key}`)).json()).toMatchObject({
      success: false,
      error_code: 'not-found',
    });
  });

  it('are listed newest first, ten at a time', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 12; index += 1)
      ids.unshift(String((await api.call('POST', '/v2/flows', { steps: ['payout'] })).json()['id']));
    const first = (await api.call('GET', '/v2/flows')).json() as { has_more: boolean; data: { id: string }[] };
    expect([first.has_more, first.data.map(({ id }) => id)]).toEqual([true, ids.slice(0, 10)]);
    const rest = (await api.call('GET', `/v2/flows?starting_after=${first.data[9]?.id}`)).json() as typeof first;
    expect([rest.has_more, rest.data.map(({ id }) => id)]).toEqual([false, ids.slice(10)]);
  });
});

describe('transfers', () => {
  it('are made with 200, amounts as text, dates without zone, HTTP dates in their history', async () => {
    const userId = await makeUser();
    const answer = await api.call('POST', '/v2/transfers', {
      amount: -2500,
      user_id: userId,
      idempotency_key: key,
      metadata: { order: 1 },
    });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      user_id: userId,
      status: 'completed',
      type: 'balance',
      amount: '-2500',
      external_data: {},
      metadata: { order: 1 },
      status_history: [{ status: 'completed', timestamp: 'Mon, 03 Aug 2026 09:15:22 GMT' }],
      transactions: [{ amount: '2500.0000000000', source_name: 'Demo App', type: 'balance', id: expect.any(Number) }],
    });
    expect(answer.text).not.toContain(key);
  });

  it('have amounts as numbers where it is set so', async () => {
    emulator.world.settings.amounts = 'number';
    const userId = await makeUser();
    expect((await api.call('POST', '/v2/transfers', { amount: -5, user_id: userId })).json()['amount']).toBe(-5);
  });

  it('with a used key are rejected, and the first one can be found by its metadata', async () => {
    const userId = await makeUser();
    const body = { amount: -2500, user_id: userId, idempotency_key: key, metadata: { session: 's1' } };
    const first = (await api.call('POST', '/v2/transfers', body)).json();
    const second = await api.call('POST', '/v2/transfers', body);
    expect([second.status, second.json()['success']]).toEqual([400, false]);
    const found = (await api.call('GET', `/v2/transfers?user_id=${userId}&limit=100`)).json() as {
      data: { id: string; metadata: unknown }[];
    };
    expect(found.data).toEqual([first]);
  });

  it('made at the same time with one key become one', async () => {
    const userId = await makeUser();
    const tries = Array.from({ length: 20 }, () =>
      api.call('POST', '/v2/transfers', { amount: -100, user_id: userId, idempotency_key: key }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(emulator.world.walletCents(userId)).toBe(100);
  });

  it('are filtered by user, type, status and dates, and turned round', async () => {
    const userId = await makeUser();
    const post = () => api.call('POST', '/v2/transfers', { amount: -100, user_id: userId });
    const first = (await post()).json()['id'];
    await emulator.clock.advance(60_000);
    emulator.world.transferScript.plan({ status: 'pending' });
    const second = (await post()).json()['id'];
    const list = async (query: string) =>
      ((await api.call('GET', `/v2/transfers?${query}`)).json()['data'] as { id: string }[]).map(({ id }) => id);
    expect(await list('')).toEqual([second, first]);
    expect(await list('reverse_order=true')).toEqual([first, second]);
    expect(await list('status=pending')).toEqual([second]);
    expect(await list('type=payout')).toEqual([]);
    expect(await list(`user_id=${key}`)).toEqual([]);
    expect(await list('start_date=2026-08-03T09:16:00')).toEqual([second]);
    expect(await list('end_date=2026-08-03T09:16:00Z')).toEqual([first]);
    expect(await list('start_date=2026-08-03T11:16:00%2B02:00')).toEqual([second]);
    expect(await list(`ending_before=${String(first)}`)).toEqual([second]);
    expect(await list('limit=1')).toEqual([second]);
  });

  it.each(['limit=0', 'limit=101', 'limit=ten', `starting_after=${key}`, 'start_date=soon', 'reverse_order=maybe'])(
    'are not listed for %s',
    async (query) => {
      expect((await api.call('GET', `/v2/transfers?${query}`)).status).toBe(400);
    },
  );
});

describe('users', () => {
  it('are made with 201 and few fields, and read with all', async () => {
    const made = await api.call('POST', '/v2/users', { ...anaBody, metadata: { internal: 7 } });
    expect(made.status).toBe(201);
    expect(made.json()).toEqual({
      id: expect.any(String),
      first_name: 'Ana',
      last_name: 'Sousa',
      email: 'ana@example.com',
      phone_number: { country_code: '1', phone_number: '4155550134' },
      metadata: { internal: 7 },
      status: 'unverified',
      verified: false,
    });
    expect((await api.call('GET', `/v2/users/${String(made.json()['id'])}`)).json()).toMatchObject({
      wallet: { amount: 0, withdrawable_amount: 0, credit_balance: 0 },
      compliance: { '1099_collected': false, tax_id_verification: 'unsubmitted', w9: null },
      default_payout_method: null,
    });
  });

  it('with a known phone are the one who is there already', async () => {
    const first = await makeUser();
    const second = await api.call('POST', '/v2/users', {
      ...anaBody,
      first_name: 'Another',
      phone_number: '(415) 555-0134',
    });
    expect([second.status, second.json()['id'], second.json()['first_name']]).toEqual([201, first, 'Ana']);
  });

  it.each([
    [{ email: 'ana' }, 'invalid-email'],
    [{ phone_number: '123' }, 'invalid-phone-number'],
    [{ country_code: '+1' }, 'invalid-input'],
    [{ first_name: '' }, 'invalid-input'],
    [{ last_name: 'x'.repeat(51) }, 'invalid-input'],
    [{ payout_options_exclude_list: 'ach' }, 'invalid-input'],
  ])('are refused with %j as %s', async (change, code) => {
    expect((await api.call('POST', '/v2/users', { ...anaBody, ...change })).json()['error_code']).toBe(code);
  });

  it('are verified by the code', async () => {
    const id = await makeUser();
    expect((await api.call('POST', `/v2/users/${id}/send-verification-token`)).status).toBe(202);
    expect((await api.call('POST', `/v2/users/${id}/verify`, { token: '123456' })).status).toBe(400);
    expect((await api.call('POST', `/v2/users/${id}/verify`, { token: '000000' })).status).toBe(200);
    expect((await api.call('GET', `/v2/users/${id}`)).json()['status']).toBe('verified');
  });

  it('are listed by status', async () => {
    const id = await makeUser();
    emulator.world.users.setStatus(id, 'in_review');
    const list = (await api.call('GET', '/v2/users?status=in_review')).json();
    expect(list).toMatchObject({ has_more: false, data: [{ id, status: 'in_review' }] });
    expect((await api.call('GET', '/v2/users?status=verified')).json()['data']).toEqual([]);
  });

  it('get payout methods, a default and automatic payout, listed as a bare array', async () => {
    const id = await makeUser();
    const put = await api.call('PUT', `/v2/users/${id}/payout-methods`, {
      platform: 'ach',
      routing_number: '021000021',
      account_number: '000123456789',
      account_type: 'checking',
    });
    expect([put.status, put.json()]).toMatchObject([
      200,
      { platform: 'ach', mask: '6789', description: 'Chase ••6789' },
    ]);
    await api.call('PUT', `/v2/users/${id}/payout-methods`, { platform: 'paypal', email: 'ana@example.com' });
    const patched = await api.call('PATCH', `/v2/users/${id}`, {
      default_payout_method: 'paypal',
      auto_payout_enabled: true,
      metadata: { a: 1 },
    });
    expect(patched.json()).toMatchObject({ default_payout_method: 'paypal', metadata: { a: 1 } });
    const listed: unknown = JSON.parse((await api.call('GET', `/v2/users/${id}/payout-methods`)).text);
    expect(listed).toMatchObject([{ platform: 'ach' }, { platform: 'paypal' }]);
    expect((await api.call('PATCH', `/v2/users/${id}`, { default_payout_method: 'venmo' })).status).toBe(400);
    expect(
      (await api.call('PUT', `/v2/users/${id}/payout-methods`, { platform: 'ach', routing_number: '1' })).status,
    ).toBe(400);
  });

  it('give their tax data by the API, which keeps four digits', async () => {
    const id = await makeUser();
    const w9 = {
      entity_type: 'individual',
      first_name: 'Ana',
      last_name: 'Sousa',
      date_of_birth: '1990-02-03',
      tin: '123456789',
      address: { line_1: '350 Alabama St', city: 'San Francisco', state: 'CA', country: 'US', postcode: '94110' },
    };
    const bad = await api.call('PUT', `/v2/users/${id}/compliance`, { w9: { ...w9, tin: '000121234' } });
    expect([bad.status, bad.json()['error_code']]).toEqual([400, 'invalid-ssn']);
    const good = await api.call('PUT', `/v2/users/${id}/compliance`, { w9 });
    expect([good.status, good.text]).toEqual([200, '']);
    const read = await api.call('GET', `/v2/users/${id}`);
    expect(read.json()).toMatchObject({ compliance: { '1099_collected': true, w9: { tax_id_last_4: '6789' } } });
    expect(read.text).not.toContain('123456789');
    const w8ben = {
      name: 'Bruno Lima',
      citizenship_country: 'BR',
      date_of_birth: '1990-02-03',
      foreign_tax_id: '390.533.447-05',
      address: { line_1: 'Rua Augusta 1500', city: 'São Paulo', state: 'SP', country: 'BR', postcode: '01304-001' },
      signature: { consent: true, name: 'Bruno Lima', email: 'b@example.com' },
    };
    expect((await api.call('PUT', `/v2/users/${id}/compliance`, { w8ben })).status).toBe(200);
    expect((await api.call('GET', `/v2/users/${id}`)).json()).toMatchObject({
      compliance: { w8_ben_collected: true, w9: null },
    });
    for (const body of [{}, { w9, w8ben }, { w9: 'x' }]) {
      expect((await api.call('PUT', `/v2/users/${id}/compliance`, body)).status).toBe(400);
    }
  });

  it('that nobody made are 404', async () => {
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', {}],
      ['GET', '/payout-methods', undefined],
      ['POST', '/verify', { token: '000000' }],
    ] as const) {
      expect((await api.call(method, `/v2/users/${key}${path}`, body)).status).toBe(404);
    }
  });
});

describe('payouts', () => {
  it('are made with 201 as a transfer of type payout', async () => {
    const id = await makeUser();
    await api.call('PUT', `/v2/users/${id}/payout-methods`, { platform: 'paypal', email: 'ana@example.com' });
    await api.call('POST', '/v2/transfers', { amount: -900, user_id: id });
    const made = await api.call('POST', '/v2/payouts', {
      user_id: id,
      amount: 900,
      platform: 'default',
      idempotency_key: key,
    });
    expect([made.status, made.json()]).toMatchObject([
      201,
      { type: 'payout', amount: '900', external_data: { platform: 'paypal' } },
    ]);
    expect(
      (await api.call('POST', '/v2/payouts', { user_id: id, amount: 900, platform: 'default', idempotency_key: key }))
        .status,
    ).toBe(400);
    expect((await api.call('POST', '/v2/payouts', { user_id: id, amount: 1, platform: 'venmo' })).status).toBe(400);
    expect((await api.call('POST', '/v2/payouts', { user_id: id, amount: -1, platform: 'paypal' })).status).toBe(400);
    expect(emulator.world.ledger.report()).toMatchObject({ walletsCents: 0, paidOutCents: 900, balanced: true });
  });
});
