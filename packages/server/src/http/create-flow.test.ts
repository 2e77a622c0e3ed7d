import { beforeEach, describe, expect, it } from 'vitest';
import { createTestHandler } from '../../test/http/test-handler.ts';
import type { TestHandler } from '../../test/http/test-handler.ts';

const HOUR_MS = 3_600_000;

async function codeOf(response: Response): Promise<string | number> {
  return response.ok ? response.status : ((await response.json()) as { code: string }).code;
}

describe('POST /flows', () => {
  let http: TestHandler;
  beforeEach(() => {
    http = createTestHandler();
  });
  const create = (json: unknown, headers = {}) => http.send('POST', '/flows', { json, headers });

  it('creates a Flow for the caller, and only the caller can read it', async () => {
    const response = await create({ steps: ['compliance', { name: 'payout', payoutFeeParty: 'platform' }] });
    expect(await response.json()).toEqual({
      flowId: 'flow-0',
      link: 'https://flows.example.com/flow/0',
      steps: ['compliance', 'payout'],
      completedSteps: [],
      signedInUntil: null,
      createdAt: '2026-08-03T09:15:22.104Z',
    });
    expect(http.flows.created).toMatchObject([{ accountId: 'anna' }]);
    expect((await http.send('GET', '/flows/flow-0')).status).toBe(200);
    expect(await codeOf(await http.send('GET', '/flows/flow-0', { headers: { cookie: 'account=bert' } }))).toBe(
      'flow-not-found',
    );
  });

  it('passes a step through whose name is not known yet', async () => {
    expect((await create({ steps: ['tax-form-2027'] })).status).toBe(200);
  });

  it('lets a redirect lead to an allowed origin', async () => {
    const steps = [{ name: 'redirect', redirectUrl: 'https://app.example.com/done' }];
    expect((await create({ steps })).status).toBe(200);
  });

  it.each([
    ['another key', { steps: ['compliance'], userId: 'u' }],
    ['an account', { steps: ['compliance'], accountId: 'bert' }],
    ['an unknown key of a step', { steps: [{ name: 'payout', amount: 5 }] }],
    ['no steps', { steps: [] }],
    ['too many steps', { steps: Array.from({ length: 17 }, (_, index) => `step-${index}`) }],
    ['a step twice', { steps: ['payout', { name: 'payout' }] }],
    ['the sign-in step', { steps: ['onboard', 'payout'] }],
    ['a name that is a path', { steps: ['../users'] }],
    ['a redirect elsewhere', { steps: [{ name: 'redirect', redirectUrl: 'https://evil.example/' }] }],
    ['a redirect to a script', { steps: [{ name: 'redirect', redirectUrl: 'javascript:alert(1)' }] }],
    ['a text', 'compliance'],
    ['null', null],
    ['a list', ['compliance']],
  ])('refuses %s', async (_name, json) => {
    expect(await codeOf(await create(json))).toBe('invalid-request');
    expect(http.flows.created).toEqual([]);
  });

  it('allows nobody anything without a policy', async () => {
    http = createTestHandler({ flowPolicy: undefined });
    expect(await codeOf(await create({ steps: ['payout'] }))).toBe('forbidden');
    expect(http.flows.created).toEqual([]);
  });

  it('asks the policy with the account and the request', async () => {
    const asked: unknown[] = [];
    http = createTestHandler({
      flowPolicy: async (call) => {
        asked.push(call);
        return call.accountId === 'bert';
      },
    });
    expect(await codeOf(await create({ steps: ['payout'] }))).toBe('forbidden');
    expect(await codeOf(await create({ steps: ['payout'] }, { cookie: 'account=bert' }))).toBe(200);
    expect(asked).toEqual([
      { accountId: 'anna', request: { steps: ['payout'] } },
      { accountId: 'bert', request: { steps: ['payout'] } },
    ]);
    expect(http.clock.pending).toBe(0);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('SECRET'))],
    ['answers undefined', () => undefined],
    ['answers 1', () => 1],
  ])('fails closed when the policy %s', async (_name, flowPolicy) => {
    http = createTestHandler({ flowPolicy: flowPolicy as never });
    expect(await codeOf(await create({ steps: ['payout'] }))).toBe('host-callback-failed');
    expect(http.flows.created).toEqual([]);
    expect(JSON.stringify(http.events)).not.toContain('SECRET');
  });

  it('fails closed after 30 s when the policy never answers', async () => {
    http = createTestHandler({ flowPolicy: () => new Promise<never>(() => undefined) });
    const created = create({ steps: ['payout'] });
    await http.clock.advance(30_000);
    expect(await codeOf(await created)).toBe('host-callback-failed');
    expect(http.flows.created).toEqual([]);
  });

  it('gives an account twenty Flows, then one every three minutes', async () => {
    for (let count = 0; count < 20; count += 1) expect((await create({ steps: ['payout'] })).status).toBe(200);
    const refused = await create({ steps: ['payout'] });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('180');
    expect(await codeOf(refused)).toBe('too-many-requests');
    expect(http.flows.created).toHaveLength(20);

    expect((await create({ steps: ['payout'] }, { cookie: 'account=bert' })).status).toBe(200);
    await http.clock.advance(HOUR_MS / 20);
    expect((await create({ steps: ['payout'] })).status).toBe(200);
    expect((await create({ steps: ['payout'] })).status).toBe(429);
  });

  it('gives all accounts together no more than the common limit', async () => {
    http = createTestHandler({ limits: { flowsPerHour: 3 } });
    const ofAccount = (name: string) => create({ steps: ['payout'] }, { cookie: `account=${name}` });
    for (const name of ['a', 'b', 'c']) expect((await ofAccount(name)).status).toBe(200);
    expect((await ofAccount('d')).status).toBe(429);
    await http.clock.advance(HOUR_MS / 3);
    expect((await ofAccount('d')).status).toBe(200);
  });

  it('lets an account that is over its share take nothing from the others', async () => {
    http = createTestHandler({ limits: { flowsPerAccountPerHour: 1, flowsPerHour: 3 } });
    const ofAccount = (name: string) => create({ steps: ['payout'] }, { cookie: `account=${name}` });
    expect((await ofAccount('busy')).status).toBe(200);
    for (let count = 0; count < 5; count += 1) expect((await ofAccount('busy')).status).toBe(429);
    for (const name of ['b', 'c']) expect((await ofAccount(name)).status).toBe(200);
  });

  it('counts nothing that was refused for another reason', async () => {
    http = createTestHandler({ limits: { flowsPerAccountPerHour: 1 } });
    for (let count = 0; count < 5; count += 1) expect((await create({ steps: [] })).status).toBe(400);
    expect((await create({ steps: ['payout'] })).status).toBe(200);
  });

  it.each(['flow%2F0', '..%2Fusers', 'a'.repeat(129), '%00'])(
    'answers the Flow id %s like an absent one',
    async (id) => {
      expect(await codeOf(await http.send('GET', `/flows/${id}`))).toBe('flow-not-found');
      expect(http.flows.reads).toBe(0);
    },
  );
});
