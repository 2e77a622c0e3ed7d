import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createEmulator } from '@dots-flows/emulator';
import { describe, expect, it } from 'vitest';
import { createDotsApi } from './create-dots-api.ts';
import type { DotsApiOptions } from './create-dots-api.ts';

const BASE = { baseUrl: 'https://dots.example/api' } as const;
const FLOW = { id: 'f-1', link: 'https://my.dots.dev/flow/f-1', steps: ['compliance'], completed_steps: [] };
const SECRET = 'sk_dev_canary_7f3a';

function apiWith(answer: (request: Request) => Response | Promise<Response>, options: Partial<DotsApiOptions> = {}) {
  const requests: Request[] = [];
  const api = createDotsApi({
    environment: BASE,
    clientId: 'pk_dev_1',
    apiKey: SECRET,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      requests.push(request);
      return answer(request);
    },
    ...options,
  });
  return { api, requests };
}

const json = (body: unknown, init?: ResponseInit) => Response.json(body, init);
const transfer = (fields: object = {}) => ({
  id: 't-1',
  status: 'completed',
  user_id: 'u-1',
  amount: '-100',
  ...fields,
});

describe('createDotsApi', () => {
  it('sends Basic credentials, the App id, JSON, and follows no redirect', async () => {
    const { api, requests } = apiWith(() => json(FLOW), { appId: 'app-1' });
    await api.createFlow({
      steps: ['compliance', { name: 'redirect', redirectUrl: 'https://host.example/x', hideContinueButton: true }],
      userId: 'u-1',
      requireAuth: true,
      metadata: { a: 'b' },
    });
    const [request] = requests;
    expect(request?.url).toBe('https://dots.example/api/v2/flows');
    expect(request?.headers.get('authorization')).toBe(`Basic ${btoa(`pk_dev_1:${SECRET}`)}`);
    expect(request?.headers.get('api-app-id')).toBe('app-1');
    expect(request?.redirect).toBe('manual');
    expect(await request?.json()).toEqual({
      steps: ['compliance', { name: 'redirect', redirect_url: 'https://host.example/x', hide_continue_button: true }],
      user_id: 'u-1',
      require_auth: true,
      metadata: { a: 'b' },
    });
  });

  it('keeps ids inside the path', async () => {
    const { api, requests } = apiWith(() => json(FLOW));
    await api.readFlow('../users/1?x=1#y');
    expect(requests[0]?.url).toBe('https://dots.example/api/v2/flows/..%2Fusers%2F1%3Fx%3D1%23y');
  });

  it('posts a transfer as Dots wants it, and reads amounts and metadata in both forms', async () => {
    for (const [amount, metadata] of [
      ['-100', '{"a":"b"}'],
      [-100, { a: 'b' }],
      ['-100.0000000000', { a: 'b' }],
    ]) {
      const { api, requests } = apiWith(() =>
        json(transfer({ amount, metadata, created: '2026-08-03T09:15:22.950405' })),
      );
      const answer = await api.createTransfer({
        userId: 'u-1',
        wireAmountCents: -100,
        idempotencyKey: 'k',
        metadata: { a: 'b' },
      });
      expect(await requests[0]?.json()).toEqual({
        amount: -100,
        user_id: 'u-1',
        idempotency_key: 'k',
        metadata: { a: 'b' },
      });
      expect(answer).toEqual({
        kind: 'accepted',
        value: {
          transferId: 't-1',
          status: 'completed',
          userId: 'u-1',
          amountCents: -100,
          metadata: { a: 'b' },
          createdAtMs: Date.parse('2026-08-03T09:15:22.950Z'),
        },
      });
    }
  });

  it.each([
    ['201', () => json(transfer(), { status: 201 }), { kind: 'accepted' }],
    ['200 without a status', () => json({ id: 't-1', amount: -100 }), { kind: 'unknown', why: 'unreadable' }],
    [
      '200 with a body of 9 MiB',
      () => json(transfer({ padding: 'x'.repeat(9 * 1024 * 1024) })),
      { kind: 'unknown', why: 'unreadable' },
    ],
    [
      '429 that asks for a week',
      () => json({}, { status: 429, headers: { 'retry-after': '604800' } }),
      { kind: 'unknown', retryAfterMs: 3_600_000 },
    ],
    ['200 without an id', () => json({ status: 'completed' }), { kind: 'unknown', why: 'unreadable' }],
    ['200 with half a body', () => new Response('{"id":"t-1","sta'), { kind: 'unknown', why: 'unreadable' }],
    ['200 with nothing', () => new Response(null), { kind: 'unknown', why: 'unreadable' }],
    ['200 with a list', () => json([]), { kind: 'unknown', why: 'unreadable' }],
    [
      '302',
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
      { kind: 'unknown', why: 'redirect' },
    ],
    [
      '400',
      () => json({ success: false, error_code: 'invalid-input' }, { status: 400 }),
      { kind: 'refused', reason: 'input', remoteCode: 'invalid-input' },
    ],
    [
      '422 without a body',
      () => new Response('', { status: 422 }),
      { kind: 'refused', reason: 'input', remoteCode: undefined },
    ],
    ['404', () => json({}, { status: 404 }), { kind: 'refused', reason: 'not-found' }],
    ['409', () => json({}, { status: 409 }), { kind: 'refused', reason: 'input' }],
    [
      '401',
      () => json({ error_code: 'service-unavailable' }, { status: 401 }),
      { kind: 'refused', reason: 'credentials' },
    ],
    ['403', () => json({}, { status: 403 }), { kind: 'refused', reason: 'credentials' }],
    [
      'a used key as 400',
      () =>
        json({ error_code: 'invalid-transaction', message: 'This idempotency_key was used already.' }, { status: 400 }),
      { kind: 'refused', reason: 'duplicate-key' },
    ],
    [
      'a used key as 409',
      () => json({ message: 'Duplicate key exists' }, { status: 409 }),
      { kind: 'refused', reason: 'duplicate-key' },
    ],
    [
      'a bad key',
      () => json({ message: 'idempotency_key must be a UUID' }, { status: 400 }),
      { kind: 'refused', reason: 'input' },
    ],
    [
      '429',
      () => json({}, { status: 429, headers: { 'retry-after': '30' } }),
      { kind: 'unknown', why: 'busy', retryAfterMs: 30_000 },
    ],
    [
      '400 that says it is busy',
      () => json({ error_code: 'resource-busy' }, { status: 400 }),
      { kind: 'unknown', why: 'busy' },
    ],
    ['503', () => json({}, { status: 503 }), { kind: 'unknown', why: 'busy' }],
    ['500', () => json({}, { status: 500 }), { kind: 'unknown', why: 'server-error' }],
    ['a numeric code of old', () => json({ error: 4711 }, { status: 400 }), { kind: 'refused', remoteCode: '4711' }],
    [
      'a code that is a sentence',
      () => json({ error_code: `key ${SECRET} is wrong` }, { status: 400 }),
      { kind: 'refused', remoteCode: undefined },
    ],
  ] as const)('classes %s', async (_, answer, expected) => {
    const { api } = apiWith(answer);
    expect(
      await api.createTransfer({ userId: 'u', wireAmountCents: -1, idempotencyKey: 'k', metadata: {} }),
    ).toMatchObject(expected);
  });

  it('tells what was never sent from what may have been', async () => {
    const refused = createDotsApi({
      environment: { baseUrl: `http://127.0.0.1:${await freePort()}` },
      clientId: 'c',
      apiKey: 'k',
    });
    expect(await refused.readFlow('f')).toEqual({ kind: 'not-sent', why: 'unreachable' });
    const nowhere = createDotsApi({
      environment: { baseUrl: 'https://no-such-host.invalid' },
      clientId: 'c',
      apiKey: 'k',
    });
    expect(await nowhere.readFlow('f')).toEqual({ kind: 'not-sent', why: 'unreachable' });
    const cut = createServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => cut.listen(0, '127.0.0.1', resolve));
    const { port } = cut.address() as AddressInfo;
    const lost = createDotsApi({ environment: { baseUrl: `http://127.0.0.1:${port}` }, clientId: 'c', apiKey: 'k' });
    expect(await lost.readFlow('f')).toMatchObject({ kind: 'unknown', why: 'connection-lost' });
    cut.close();
  });

  it('gives a call up after its time, by its own clock, and calls that unknown', async () => {
    let fire: () => void = () => undefined;
    const clock = { nowMs: () => 0, after: (_: number, run: () => void) => ((fire = run), () => undefined) };
    const { api } = apiWith(
      (request) =>
        new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(new Error('aborted')))),
      { clock },
    );
    const answer = api.readFlow('f');
    await new Promise((resolve) => setImmediate(resolve));
    fire();
    expect(await answer).toMatchObject({ kind: 'unknown', why: 'timeout' });
  });

  it('holds its time limit against a fetch, and a body, that know of no signal', async () => {
    const stuck = new ReadableStream({ pull: () => new Promise(() => undefined) });
    for (const answer of [new Promise<never>(() => undefined), Promise.resolve(new Response(stuck))]) {
      let fire: () => void = () => undefined;
      const clock = { nowMs: () => 0, after: (_: number, run: () => void) => ((fire = run), () => undefined) };
      const { api } = apiWith(() => answer, { clock });
      const called = api.createTransfer({ userId: 'u', wireAmountCents: -1, idempotencyKey: 'k', metadata: {} });
      await new Promise((resolve) => setImmediate(resolve));
      fire();
      expect(await called).toMatchObject({ kind: 'unknown', why: 'timeout' });
    }
  });

  it('takes no other Flow and no other transfer than the one it asked for', async () => {
    const other = { kind: 'unknown', why: 'unreadable' };
    const { api } = apiWith((request) => json(request.url.includes('/flows/') ? FLOW : transfer()));
    expect(await api.readFlow('f-1')).toMatchObject({ kind: 'accepted' });
    expect(await api.readFlow('f-2')).toMatchObject(other);
    expect(await api.readTransfer('t-1')).toMatchObject({ kind: 'accepted' });
    expect(await api.readTransfer('t-2')).toMatchObject(other);
  });

  it.each([
    ['is missing', {}, true],
    ['is a text', { has_more: 'true' }, true],
    ['is false', { has_more: false }, false],
  ])('takes a list for ended only when Dots says so: has_more %s', async (_, fields, hasMore) => {
    const { api } = apiWith(() => json({ ...fields, data: [transfer()] }));
    expect(await api.listTransfers({ userId: 'u', limit: 100 })).toMatchObject({ value: { hasMore } });
  });

  it.each([
    ['-100.50', Number.NaN],
    ['$1.00', Number.NaN],
    [-0.5, Number.NaN],
    [2 ** 60, Number.NaN],
    ['', Number.NaN],
    [null, null],
    [undefined, null],
  ])('reads the amount %j as one that equals nothing, or as none', async (amount, amountCents) => {
    const { api } = apiWith(() => json(transfer({ amount })));
    expect(await api.readTransfer('t-1')).toMatchObject({ value: { amountCents } });
  });

  it('reads lists page by page, and no list with an item that it cannot read', async () => {
    const { api, requests } = apiWith(() =>
      json({
        has_more: true,
        data: [transfer(), transfer({ id: 't-2', type: 'refill', user_id: undefined, amount: 'odd' })],
      }),
    );
    expect(await api.listTransfers({ userId: 'u 1', limit: 100, startingAfter: 't-0' })).toMatchObject({
      kind: 'accepted',
      value: {
        hasMore: true,
        items: [{ transferId: 't-1' }, { transferId: 't-2', amountCents: Number.NaN, userId: null }],
      },
    });
    expect(requests[0]?.url).toBe('https://dots.example/api/v2/transfers?limit=100&starting_after=t-0&user_id=u+1');
    const broken = apiWith(() => json({ has_more: false, data: [transfer(), { status: 'completed' }] }));
    expect(await broken.api.listTransfers({ userId: 'u', limit: 1 })).toMatchObject({
      kind: 'unknown',
      why: 'unreadable',
    });
  });

  it('knows how far the clocks are apart', async () => {
    const { api } = apiWith(() => json(FLOW, { headers: { date: 'Mon, 03 Aug 2026 09:05:00 GMT' } }), {
      clock: { nowMs: () => Date.parse('2026-08-03T09:00:00Z'), after: () => () => undefined },
    });
    expect(api.clockSkewMs()).toBeNull();
    await api.readFlow('f');
    expect(api.clockSkewMs()).toBe(5 * 60_000 + 500);
  });

  it('reads what the emulator says about a user, a Flow and a transfer', async () => {
    const emulator = await createEmulator({
      users: [
        {
          phone: '+1 415 555 0134',
          firstName: 'Ana',
          lastName: 'Sousa',
          compliance: 'w9',
          idVerified: true,
          backgroundCheck: 'pass',
        },
      ],
    });
    const { clientId, apiKey, apiUrl } = emulator;
    const api = createDotsApi({ environment: { baseUrl: apiUrl }, clientId, apiKey });
    const [user] = emulator.world.users.list();
    expect(await api.readUser(user?.id ?? '')).toMatchObject({
      kind: 'accepted',
      value: {
        firstName: 'Ana',
        status: 'verified',
        defaultPayoutMethod: null,
        compliance: { isTaxFormCollected: true, isIdVerified: true, backgroundCheckStatus: 'pass' },
      },
    });
    expect(
      await createDotsApi({ environment: { baseUrl: apiUrl }, clientId, apiKey: 'wrong' }).listFlows({ limit: 1 }),
    ).toMatchObject({ kind: 'refused', reason: 'credentials' });
    await emulator.close();
  });

  it.each([
    ['clientId', { clientId: '' }],
    ['apiKey', { apiKey: undefined }],
    ['apiKey', { apiKey: 'two words' }],
    ['clientId', { clientId: 'a:b' }],
    ['appID', { appID: 'app-1' }],
    ['fetch', { fetch: 'fetch' }],
    ['keyNamespace', { keyNamespace: '' }],
    ['keyNamespace', { keyNamespace: 7 }],
    ['environment', { environment: 'staging' }],
    ['environment', { environment: undefined }],
    ['environment.baseUrl', { environment: { baseUrl: 'http://dots.example/api' } }],
    ['environment.baseUrl', { environment: { baseUrl: 'https://me:pw@dots.example/api' } }],
    ['environment.baseUrl', { environment: { baseUrl: 'https://dots.example/api?x=1' } }],
    ['environment.baseUrl', { environment: { baseUrl: 'http://127.0.0.1.evil.example/' } }],
    ['environment.baseUrl', { environment: { baseUrl: 'javascript:alert(1)' } }],
    ['timeoutMs', { timeoutMs: 60_000 }],
    ['production', { environment: 'production', clientId: 'pk_dev_1' }],
    ['sandbox', { environment: 'sandbox', apiKey: 'sk_live_1' }],
  ])('refuses options with a wrong %s, and names it without its value', (name, options) => {
    const make = () =>
      createDotsApi({ environment: 'sandbox', clientId: 'pk_dev_1', apiKey: SECRET, ...options } as DotsApiOptions);
    let error: unknown;
    try {
      make();
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ code: 'not-configured' });
    expect(String(error)).toContain(name);
    expect(String(error)).not.toContain(SECRET);
    expect(String(error)).not.toContain('me:pw');
  });

  it('names another namespace for every environment, client and App, and the same for any local port', () => {
    const of = (options: Partial<DotsApiOptions>) =>
      createDotsApi({ environment: 'sandbox', clientId: 'c', apiKey: 'k', ...options }).namespace;
    const all = [
      of({}),
      of({ environment: 'production' }),
      of({ clientId: 'd' }),
      of({ appId: 'a' }),
      of({ environment: BASE }),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(of({ apiKey: 'rotated' })).toBe(of({}));
    expect(of({ environment: { baseUrl: 'http://127.0.0.1:1/api' } })).toBe(
      of({ environment: { baseUrl: 'http://localhost:2/api' } }),
    );
    expect(of({ clientId: 'new', keyNamespace: 'kept' })).toBe(of({ clientId: 'old', keyNamespace: 'kept' }));
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
