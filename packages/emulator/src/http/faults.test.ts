import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiClient } from '../../test-support/api-client.ts';
import type { ApiClient } from '../../test-support/api-client.ts';
import { createEmulator } from '../create-emulator.ts';
import type { Emulator } from '../create-emulator.ts';
import { createFaults } from './faults.ts';

const key = '7b1f6a52-93c4-4e0d-8a37-2f5c0d9e4b61';

let emulator: Emulator;
let userId: string;

beforeAll(async () => {
  emulator = await createEmulator({
    clock: { now: '2026-08-03T09:15:22Z', paused: true },
    users: [{ phone: '+1 415 555 0134', firstName: 'Ana', lastName: 'Sousa' }],
  });
});
beforeEach(() => {
  emulator.reset();
  userId = emulator.world.users.list()[0]?.id ?? '';
});
afterAll(() => emulator.close());

const transfers = () => emulator.world.transfers.list().length;
const pay = (api: ApiClient, idempotency_key: string | null = null) =>
  api.call('POST', '/v2/transfers', { amount: -100, user_id: userId, idempotency_key });

describe.each(['port', 'in-process'] as const)('faults, by %s', (way) => {
  const client = () => apiClient(emulator, way);

  it('lost-response does the request and cuts the connection', async () => {
    emulator.faults.add({ method: 'POST', path: '/v2/transfers', effect: { kind: 'lost-response' } });
    await expect(pay(client(), key)).rejects.toThrow(TypeError);
    expect(transfers()).toBe(1);
    expect((await pay(client(), key)).status).toBe(400);
    expect(emulator.requests.list().map(({ status }) => status)).toEqual([400, 'cut']);
  });

  it('refused cuts the connection and does nothing', async () => {
    emulator.faults.add({ effect: { kind: 'refused' } });
    await expect(pay(client())).rejects.toThrow(TypeError);
    expect(transfers()).toBe(0);
    expect((await pay(client())).status).toBe(200);
  });

  it('late cuts the connection now and does the request later by the clock', async () => {
    emulator.faults.add({ method: 'POST', effect: { kind: 'late', delayMs: 30_000 } });
    await expect(pay(client(), key)).rejects.toThrow(TypeError);
    await emulator.clock.advance(29_999);
    expect(transfers()).toBe(0);
    await emulator.clock.advance(1);
    expect(transfers()).toBe(1);
    expect((await pay(client(), key)).status).toBe(400);
  });

  it('error answers with its status and does nothing', async () => {
    emulator.faults.add({ effect: { kind: 'error', status: 503, headers: { 'retry-after': '7' } } });
    const answer = await pay(client());
    expect([answer.status, answer.headers.get('retry-after'), answer.json()['error_code']]).toEqual([
      503,
      '7',
      'service-unavailable',
    ]);
    emulator.faults.add({ effect: { kind: 'error', status: 502, body: '<h1>Bad gateway</h1>' } });
    expect((await pay(client())).text).toBe('<h1>Bad gateway</h1>');
    expect(transfers()).toBe(0);
  });

  it('truncated does the request and sends half of the answer', async () => {
    emulator.faults.add({ effect: { kind: 'truncated' } });
    const answer = await pay(client());
    expect(answer.status).toBe(200);
    expect(() => answer.json()).toThrow(SyntaxError);
    expect(transfers()).toBe(1);
  });

  it('latency handles the request after a while', async () => {
    emulator.faults.add({ effect: { kind: 'latency', ms: 40 } });
    const before = Date.now();
    expect((await pay(client())).status).toBe(200);
    expect(Date.now() - before).toBeGreaterThanOrEqual(39);
  });

  it('list-lag hides what is young from lists, not from single reads', async () => {
    const made = (await pay(client())).json();
    emulator.faults.add({ method: 'GET', path: '/v2/transfers', count: 2, effect: { kind: 'list-lag', ms: 5000 } });
    const list = async () =>
      (await client().call('GET', `/v2/transfers?user_id=${userId}`)).json()['data'] as unknown[];
    expect(await list()).toEqual([]);
    expect((await client().call('GET', `/v2/transfers/${String(made['id'])}`)).status).toBe(200);
    await emulator.clock.advance(5000);
    expect(await list()).toHaveLength(1);
  });

  it('used-key and transfer-outcome change one request only', async () => {
    await pay(client(), key);
    emulator.faults.add({ effect: { kind: 'used-key', status: 409 } });
    expect((await pay(client(), key)).status).toBe(409);
    expect((await pay(client(), key)).status).toBe(400);
    emulator.faults.add({ effect: { kind: 'forgotten-key' } });
    expect((await pay(client(), key)).status).toBe(200);
    expect((await pay(client(), key)).status).toBe(400);
    emulator.faults.add({ effect: { kind: 'transfer-outcome', status: 'flagged' } });
    expect((await pay(client())).json()['status']).toBe('flagged');
    expect((await pay(client())).json()['status']).toBe('completed');
  });

  it('work on the Flow pages’ requests as well', async () => {
    emulator.faults.add({ path: '/flow-api/open', effect: { kind: 'error', status: 503 } });
    const open = () => fetch(`${emulator.flowUrl}/flow-api/open`, { method: 'POST', body: '{}' });
    expect((await open()).status).toBe(503);
    expect((await open()).status).toBe(200);
  });
});

describe('createFaults', () => {
  const request = { method: 'GET', path: '/api/v2/flows/abc' };

  it.each([
    [undefined, true],
    ['/v2/flows/*', true],
    ['/api/v2/flows/*', true],
    ['/v2/**', true],
    ['/v2/flows/abc', true],
    ['/v2/flows/abc/', true],
    ['/v2/flows', false],
    ['/v2/*', false],
    ['/v2/flow.', false],
  ])('matches the path %s: %s', (path, hit) => {
    const faults = createFaults([{ path, effect: { kind: 'refused' } }]);
    expect(faults.take(request)).toHaveLength(hit ? 1 : 0);
  });

  it('tells methods apart', () => {
    const faults = createFaults([{ method: 'post', effect: { kind: 'refused' } }]);
    expect(faults.take(request)).toEqual([]);
    expect(faults.take({ ...request, method: 'POST' })).toHaveLength(1);
  });

  it('hits as often as it is told, after it has skipped as many as it is told', () => {
    const faults = createFaults([{ count: 2, skip: 1, effect: { kind: 'refused' } }]);
    expect(Array.from({ length: 5 }, () => faults.take(request).length)).toEqual([0, 1, 1, 0, 0]);
    faults.add({ count: null, effect: { kind: 'refused' } });
    expect(Array.from({ length: 3 }, () => faults.take(request).length)).toEqual([1, 1, 1]);
  });

  it('combines several at once, and is removed by id', () => {
    const faults = createFaults();
    const id = faults.add({ count: null, effect: { kind: 'latency', ms: 1 } });
    faults.add({ effect: { kind: 'refused' } });
    expect(faults.take(request).map(({ kind }) => kind)).toEqual(['latency', 'refused']);
    expect([faults.remove(id), faults.remove(id)]).toEqual([true, false]);
    expect(faults.take(request)).toEqual([]);
  });
});
