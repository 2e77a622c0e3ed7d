import { beforeEach, describe, expect, it } from 'vitest';
import { createContractCheck } from '../../test/http/contract-check.ts';
import type { ContractCheck } from '../../test/http/contract-check.ts';
import { signWebhook } from '../../test/http/sign-webhook.ts';
import {
  PAGE_ORIGIN,
  SWEEP_SECRET,
  VECTOR_TIME_MS,
  WEBHOOK_SECRET,
  createTestHandler,
} from '../../test/http/test-handler.ts';
import type { TestHandler } from '../../test/http/test-handler.ts';
import { ROUTE_TABLE } from './route-table.ts';
import type { RouteDefinition } from './route-table.ts';

const WEBHOOK_BODY = '{"event":"flow.updated","flow_id":"7b1f6a52"}';
const timestampSeconds = VECTOR_TIME_MS / 1000;

class SessionStoreDown extends Error {}

type Change = Record<string, string | null>;

/** A request that the route answers with 200, as its rightful caller sends it. */
function rightRequest(route: RouteDefinition): { path: string; body?: string; headers: Record<string, string | null> } {
  const path = route.path.replace(':payoutId', 'inv_1').replace(':flowId', 'flow-0');
  switch (route.operationId) {
    case 'advancePayout':
      return { path, body: '{}', headers: { 'content-type': 'application/json' } };
    case 'createFlow':
      return { path, body: '{"steps":["compliance"]}', headers: { 'content-type': 'application/json' } };
    case 'receiveWebhook':
      return {
        path,
        body: WEBHOOK_BODY,
        headers: {
          'content-type': 'application/json',
          'svix-id': 'msg_1',
          'svix-timestamp': String(timestampSeconds),
          'svix-signature': signWebhook(WEBHOOK_SECRET, { messageId: 'msg_1', timestampSeconds, body: WEBHOOK_BODY }),
        },
      };
    case 'sweep':
      return { path, headers: { authorization: `Bearer ${SWEEP_SECRET}` } };
    default:
      return { path, headers: {} };
  }
}

describe.each(ROUTE_TABLE as readonly RouteDefinition[])('access to $method $path', (route) => {
  let http: TestHandler;
  let check: ContractCheck;
  const right = rightRequest(route);
  const isAccount = route.access === 'account';

  beforeEach(async () => {
    http = createTestHandler();
    check = await createContractCheck(http.handler);
    http.payouts.set('anna', 'inv_1', { stage: 'completed' });
    await http.flows.create({ accountId: 'anna', request: { steps: ['compliance'] } });
  });

  /** Sends the right request with some things changed, checks the answer against the contract, and says its code. */
  async function codeOf(
    change: Change = {},
    method: string = route.method,
    path = right.path,
  ): Promise<string | number> {
    const hasBody = right.body !== undefined && method !== 'GET' && method !== 'HEAD';
    const response = await http.send(method, path, {
      headers: { ...right.headers, ...change },
      ...(hasBody ? { body: right.body ?? '' } : {}),
    });
    const text = await response.text();
    expect(check(method, path, response, text)).toEqual([]);
    if (response.status < 400) return response.status;
    return method === 'HEAD' ? response.status : (JSON.parse(text) as { code: string }).code;
  }
  const nothingWasDone = () => {
    expect(http.payouts.calls).toEqual([]);
    expect(http.flows.created).toHaveLength(1);
  };

  it('answers its rightful caller', async () => {
    expect(await codeOf()).toBe(200);
  });

  it('asks who is calling where it acts for somebody', async () => {
    expect(await codeOf({ cookie: null })).toBe(isAccount ? 'unauthenticated' : 200);
    if (isAccount) nothingWasDone();
  });

  const aboutOne = isAccount && route.path.includes(':') ? ['another account'] : [];
  it.each(aboutOne)('answers %s as if nothing were there, to the byte', async () => {
    const notFound = right.path.includes('flows') ? 'flow-not-found' : 'payout-not-found';
    const absentPath = right.path.replace('inv_1', 'inv_none').replace('flow-0', 'flow-99');
    expect(await codeOf({ cookie: 'account=bert' })).toBe(notFound);
    expect(await codeOf({}, route.method, absentPath)).toBe(notFound);

    const body = right.body === undefined ? {} : { body: right.body };
    const foreign = await http.send(route.method, right.path, {
      headers: { ...right.headers, cookie: 'account=bert' },
      ...body,
    });
    const absent = await http.send(route.method, absentPath, { headers: right.headers, ...body });
    expect(await foreign.text()).toBe(await absent.text());
  });

  const hasMethod = (method: string): boolean =>
    ROUTE_TABLE.some((other) => other.path === route.path && other.method === (method === 'HEAD' ? 'GET' : method));
  const otherMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !hasMethod(method));
  it.each(otherMethods)('does not have the method %s', async (method) => {
    expect(await codeOf({}, method)).toBe(method === 'HEAD' ? 405 : 'method-not-allowed');
    nothingWasDone();
  });

  it('says its methods to OPTIONS, and gives no leave to other origins', async () => {
    const response = await http.send('OPTIONS', right.path, { headers: { origin: 'https://evil.example' } });
    expect(response.status).toBe(204);
    expect(response.headers.get('allow')).toContain(route.method);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each([
    'https://evil.example',
    'null',
    `${PAGE_ORIGIN}.evil.example`,
    'http://app.example.com',
    `${PAGE_ORIGIN}:8443`,
  ])('refuses a page of %s where it acts for somebody', async (origin) => {
    expect(await codeOf({ origin, 'sec-fetch-site': null })).toBe(isAccount ? 'forbidden-origin' : 200);
    if (isAccount) nothingWasDone();
  });

  it.each(['cross-site', 'same-site'])('looks at Sec-Fetch-Site: %s without an Origin', async (site) => {
    const code = await codeOf({ origin: null, 'sec-fetch-site': site });
    expect(code).toBe(isAccount ? 'forbidden-origin' : 200);
    if (isAccount) nothingWasDone();
  });

  it('lets the address bar read and not post', async () => {
    const code = await codeOf({ origin: null, 'sec-fetch-site': 'none' });
    expect(code).toBe(isAccount && route.method === 'POST' ? 'forbidden-origin' : 200);
  });

  it('believes the list and not the Host header', async () => {
    const code = await codeOf({
      origin: 'https://evil.example',
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    });
    expect(code).toBe(isAccount ? 'forbidden-origin' : 200);
  });

  const otherTypes =
    route.method === 'POST'
      ? ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json-evil', null]
      : [];
  it.each(otherTypes)('refuses the media type %s where it acts for somebody', async (type) => {
    expect(await codeOf({ 'content-type': type })).toBe(isAccount ? 'unsupported-media-type' : 200);
    if (isAccount) nothingWasDone();
  });

  it('fails closed when authenticate throws', async () => {
    http = createTestHandler({
      authenticate: () => {
        throw new SessionStoreDown('token sk_live_SECRET');
      },
    });
    http.payouts.set('anna', 'inv_1', { stage: 'completed' });
    await http.flows.create({ accountId: 'anna', request: { steps: ['compliance'] } });
    expect(await codeOf()).toBe(isAccount ? 'host-callback-failed' : 200);
    if (isAccount) nothingWasDone();
    expect(JSON.stringify(http.events)).not.toContain('SECRET');
    const told = isAccount ? [{ code: 'host-callback-failed', errorName: 'SessionStoreDown' }] : [];
    expect(http.events.filter(({ type }) => type === 'http-failed')).toMatchObject(told);
  });

  it('fails closed after 30 s when authenticate never answers', async () => {
    http = createTestHandler({ authenticate: () => new Promise<never>(() => undefined) });
    http.payouts.set('anna', 'inv_1', { stage: 'completed' });
    await http.flows.create({ accountId: 'anna', request: { steps: ['compliance'] } });
    const code = codeOf();
    await http.clock.advance(30_000);
    expect(await code).toBe(isAccount ? 'host-callback-failed' : 200);
    if (isAccount) nothingWasDone();
  });

  const withBody = isAccount && right.body !== undefined ? ['reads the body'] : [];
  it.each(withBody)('fails closed when authenticate %s', async () => {
    http = createTestHandler({
      authenticate: async (request) => {
        await request.text();
        return { accountId: 'anna' };
      },
    });
    await http.flows.create({ accountId: 'anna', request: { steps: ['compliance'] } });
    expect(await codeOf()).toBe('host-callback-failed');
    nothingWasDone();
  });

  it.each([
    undefined,
    true,
    'anna',
    {},
    { accountId: '' },
    { accountId: 7 },
    { accountId: 'x'.repeat(513) },
    [],
    { accountId: 'a\0b' },
    { accountId: 'a\ud800' },
  ])('fails closed when authenticate answers %j', async (nonsense) => {
    http = createTestHandler({ authenticate: () => nonsense as never });
    http.payouts.set('anna', 'inv_1', { stage: 'completed' });
    await http.flows.create({ accountId: 'anna', request: { steps: ['compliance'] } });
    expect(await codeOf()).toBe(isAccount ? 'host-callback-failed' : 200);
    if (isAccount) nothingWasDone();
  });
});
