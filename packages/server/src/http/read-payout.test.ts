import { MAX_WAIT_MS } from '@dots-flows/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../test/http/fake-clock.ts';
import { createTestHandler } from '../../test/http/test-handler.ts';
import type { TestHandler } from '../../test/http/test-handler.ts';

describe('GET /payouts/:payoutId?after=', () => {
  let http: TestHandler;

  beforeEach(() => {
    http = createTestHandler();
    http.payouts.set('anna', 'inv_1', { stage: 'transferring', transfer: { status: 'sending' } });
  });

  const versionOf = async (response: Response): Promise<number> => {
    expect(response.status).toBe(200);
    return ((await response.json()) as { version: number }).version;
  };

  it('answers at once without after', async () => {
    expect(await versionOf(await http.send('GET', '/payouts/inv_1'))).toBe(1);
    expect(http.payouts.calls).toEqual(['read']);
  });

  it('answers at once when there is a newer version already', async () => {
    expect(await versionOf(await http.send('GET', '/payouts/inv_1?after=0'))).toBe(1);
  });

  it('waits for a newer version and answers when it comes', async () => {
    const answer = http.send('GET', '/payouts/inv_1?after=1');
    await http.clock.advance(20_000);
    expect(http.payouts.waiting).toBe(1);
    http.payouts.set('anna', 'inv_1', { stage: 'completed' });
    expect(await versionOf(await answer)).toBe(2);
    expect(http.clock.pending).toBe(0);
  });

  it('answers the old version when the time is up', async () => {
    const answer = http.send('GET', '/payouts/inv_1?after=1');
    await http.clock.advance(MAX_WAIT_MS - 1);
    expect(http.payouts.waiting).toBe(1);
    await http.clock.advance(1);
    expect(await versionOf(await answer)).toBe(1);
  });

  it('stops waiting when its client has gone', async () => {
    const client = new AbortController();
    const answer = http.send('GET', '/payouts/inv_1?after=1', { signal: client.signal });
    await settle();
    expect(http.payouts.waiting).toBe(1);
    client.abort();
    await answer;
    expect(http.payouts.waiting).toBe(0);
    expect(http.clock.pending).toBe(0);
  });

  it('does not wait for HEAD', async () => {
    const response = await http.send('HEAD', '/payouts/inv_1?after=1');
    expect(response.status).toBe(200);
    expect(http.payouts.calls).toEqual(['read']);
  });

  it.each(['after=', 'after=-1', 'after=1.5', 'after=1e3', 'after=x', 'after=9007199254740993', 'after=1&after=2'])(
    'refuses ?%s',
    async (query) => {
      const response = await http.send('GET', `/payouts/inv_1?${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'invalid-request' });
      expect(http.payouts.calls).toEqual([]);
    },
  );

  it('ignores parameters that it does not know', async () => {
    expect(await versionOf(await http.send('GET', '/payouts/inv_1?utm_source=x'))).toBe(1);
  });

  it('lets an account wait twenty times and no more, and forgets those that are over', async () => {
    const waits = Array.from({ length: 20 }, () => http.send('GET', '/payouts/inv_1?after=1'));
    await settle();
    const refused = await http.send('GET', '/payouts/inv_1?after=1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('5');

    http.payouts.set('bert', 'inv_2', { stage: 'completed' });
    const ofBert = await http.send('GET', '/payouts/inv_2?after=0', { headers: { cookie: 'account=bert' } });
    expect(ofBert.status).toBe(200);

    await http.clock.advance(MAX_WAIT_MS);
    await Promise.all(waits);
    expect((await http.send('GET', '/payouts/inv_1?after=0')).status).toBe(200);
  });

  it.each(['inv%2F1', '%F0%9F%92%B8', 'a'.repeat(201), '%00', '%zz', "inv_1'--"])(
    'answers the id %s like an absent one, and asks nobody',
    async (id) => {
      const response = await http.send('GET', `/payouts/${id}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'payout-not-found' });
      expect(http.payouts.calls).toEqual([]);
    },
  );

  it('cuts the answer to what the contract names', async () => {
    http.payouts.set('anna', 'inv_1', { stage: 'completed', dotsUserId: 'user-1', apiKey: 'k' } as never);
    const text = await (await http.send('GET', '/payouts/inv_1')).text();
    expect(JSON.parse(text)).toEqual({
      payoutId: 'inv_1',
      amountCents: 24_850,
      currency: 'USD',
      version: 2,
      stage: 'completed',
    });
  });

  it('answers internal-error, without the value, when the service leaves the contract', async () => {
    http.payouts.set('anna', 'inv_1', {
      stage: 'onboarding',
      flow: { flowId: 'f', link: 'https://secret.example/LINK', steps: [], completedSteps: [], signedInUntil: 'soon' },
    });
    const response = await http.send('GET', '/payouts/inv_1');
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: 'internal-error' });
    expect(JSON.stringify(http.events)).not.toContain('LINK');
  });
});
