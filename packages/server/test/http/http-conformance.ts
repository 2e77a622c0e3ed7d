import { Webhook } from 'svix';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHandler } from '../../src/http/create-handler.ts';
import type { Handler } from '../../src/http/create-handler.ts';
import { systemClock } from '../../src/clock.ts';
import { createContractCheck } from './contract-check.ts';
import type { ContractCheck } from './contract-check.ts';
import { createFakePayouts } from './fake-payouts.ts';
import type { FakePayouts } from './fake-payouts.ts';
import type { Mounted, MountedInit, Mounting } from './mounting.ts';
import { PAGE_ORIGIN, SWEEP_SECRET, WEBHOOK_SECRET, openTo } from './test-handler.ts';

const PAGE = { cookie: 'account=anna', origin: PAGE_ORIGIN };
const JSON_TYPE = { 'content-type': 'application/json' };
const LONG_ID = `${'a'.repeat(190)}:~._-Z9`;

/** What holds for the handler wherever it is mounted. */
export function describeHttpConformance(mounting: Mounting): void {
  describe(`mounted by ${mounting.name}`, () => {
    let payouts: FakePayouts;
    let handler: Handler;
    let mounted: Mounted;
    let check: ContractCheck;

    beforeAll(async () => {
      payouts = createFakePayouts(systemClock);
      handler = createHandler(openTo(payouts));
      check = await createContractCheck(handler);
      mounted = await mounting.mount(handler);
    });
    afterAll(() => mounted.close());
    beforeEach(() => {
      payouts.calls.length = 0;
      payouts.webhooks.length = 0;
      for (const payoutId of ['inv_1', 'inv:2', LONG_ID])
        payouts.set('anna', payoutId, { stage: 'transferring', transfer: { status: 'sending' } });
    });

    /** Sends, reads the whole answer, and checks it against the contract. */
    async function exchange(method: string, path: string, init?: MountedInit) {
      const response = await mounted.send(method, path, init);
      const text = await response.text();
      expect(check(method, path.split('?')[0] ?? path, response, text)).toEqual([]);
      return { status: response.status, headers: response.headers, text };
    }
    const codeOf = (text: string) => (JSON.parse(text) as { code: string }).code;

    it('answers a static route', async () => {
      const { status, text } = await exchange('GET', '/health');
      expect([status, text]).toEqual([200, '{"status":"ok"}']);
    });

    it('answers HEAD without a body', async () => {
      const { status, text } = await exchange('HEAD', '/health');
      expect([status, text]).toEqual([200, '']);
    });

    it('answers OPTIONS with the methods', async () => {
      const { status, headers } = await exchange('OPTIONS', '/flows');
      expect([status, headers.get('allow')]).toEqual([204, 'POST, OPTIONS']);
    });

    it('gives out its document', async () => {
      expect((await exchange('GET', '/openapi.json')).text).toContain('"openapi":"3.1.0"');
    });

    it('advances a payout', async () => {
      const init = { headers: { ...PAGE, ...JSON_TYPE }, body: '{"renewLink":true}' };
      expect((await exchange('POST', '/payouts/inv_1/advance', init)).status).toBe(200);
      expect(payouts.calls).toEqual(['advance']);
    });

    it('takes a body that comes in pieces', async () => {
      const init = { headers: { ...PAGE, ...JSON_TYPE }, body: ['{"retry"', ':', 'true}'] };
      expect((await exchange('POST', '/payouts/inv_1/advance', init)).status).toBe(200);
    });

    it('takes a POST without a body', async () => {
      expect((await exchange('POST', '/payouts/inv_1/advance', { headers: { ...PAGE, ...JSON_TYPE } })).status).toBe(
        200,
      );
      const headers = { authorization: `Bearer ${SWEEP_SECRET}` };
      expect((await exchange('POST', '/sweep', { headers })).status).toBe(200);
    });

    it.each([LONG_ID, 'inv%3A2', 'inv:2'])('reads the payout %s', async (id) => {
      expect((await exchange('GET', `/payouts/${id}`, { headers: PAGE })).status).toBe(200);
    });

    const root = [['GET', '/', {}, 'route-not-found']] as const;
    it.each([
      ['GET', '/nowhere', {}, 'route-not-found'],
      ...(mounting.answersItself?.surplusSlashes === true ? [] : root),
      ['DELETE', '/payouts/inv_1', PAGE, 'method-not-allowed'],
      ['GET', '/payouts/inv_1', {}, 'unauthenticated'],
      ['GET', '/payouts/inv_1', { ...PAGE, origin: 'https://evil.example' }, 'forbidden-origin'],
      ['GET', '/payouts/none', PAGE, 'payout-not-found'],
      ['GET', '/payouts/inv_1?after=x', PAGE, 'invalid-request'],
      ['POST', '/payouts/inv_1/advance', { ...PAGE, 'content-type': 'text/plain' }, 'unsupported-media-type'],
    ] as const)('answers %s %s with a problem', async (method, path, headers, code) => {
      expect(codeOf((await exchange(method, path, { headers })).text)).toBe(code);
    });

    it.each([
      ['application/json', '{"event":"flow.updated","flow_id":"f-1"}'],
      [
        'application/json; charset=utf-8',
        '{\r\n\t"event" : "flow.updated",\n  "flow_id":"f-1", "n": 1.0e2, "name":"Zo\u00eb \ud83d\udcb8 \\u0041"}\n\n',
      ],
      ['text/plain', ' {"event":"flow.updated"} '],
      ['', '{}'],
    ])('keeps the very bytes of a webhook of type "%s"', async (type, body) => {
      const now = new Date();
      const headers = {
        ...(type === '' ? {} : { 'content-type': type }),
        'svix-id': 'msg_bytes',
        'svix-timestamp': String(Math.floor(now.getTime() / 1000)),
        'svix-signature': new Webhook(WEBHOOK_SECRET).sign('msg_bytes', now, body),
      };
      expect((await exchange('POST', '/webhooks', { headers, body })).status).toBe(200);
      expect(payouts.webhooks).toHaveLength(1);
      const forged = await exchange('POST', '/webhooks', { headers, body: `${body} ` });
      expect(codeOf(forged.text)).toBe('invalid-signature');
    });

    it('refuses a body that is too large, in one piece and in many', async () => {
      const headers = { ...PAGE, ...JSON_TYPE };
      const large = 'x'.repeat(17 * 1024);
      expect((await exchange('POST', '/flows', { headers, body: large })).status).toBe(413);
      expect((await exchange('POST', '/flows', { headers, body: Array.from({ length: 8 }, () => large) })).status).toBe(
        413,
      );
      expect((await exchange('GET', '/health')).status).toBe(200);
    });

    it('answers a long poll when the payout changes', async () => {
      const { version } = payouts.set('anna', 'inv_1', { stage: 'held', reason: 'needs-operator' });
      const answer = exchange('GET', `/payouts/inv_1?after=${version}`, { headers: PAGE });
      await vi.waitUntil(() => payouts.waiting === 1);
      payouts.set('anna', 'inv_1', { stage: 'held', reason: 'transfer-flagged' });
      expect(JSON.parse((await answer).text)).toMatchObject({ version: version + 1 });
    });

    it('stops a long poll when its client leaves', async () => {
      const { version } = payouts.set('anna', 'inv_1', { stage: 'held', reason: 'needs-operator' });
      const client = new AbortController();
      const answer = mounted.send('GET', `/payouts/inv_1?after=${version}`, { headers: PAGE, signal: client.signal });
      await vi.waitUntil(() => payouts.waiting === 1);
      client.abort();
      await answer.catch(() => null);
      await vi.waitFor(() => expect(payouts.waiting).toBe(0));
    });

    it('sends each event as it happens, and stops when the client leaves', async () => {
      const client = new AbortController();
      // A browser takes compressed answers, and a compressor keeps events back until it has enough of them.
      const headers = { ...PAGE, 'accept-encoding': 'gzip, br' };
      const response = await mounted.send('GET', '/payouts/inv_1/events', { headers, signal: client.signal });
      expect(response.headers.get('content-type')).toBe('text/event-stream');
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      let text = '';
      const readUntil = async (needle: string) => {
        while (!text.includes(needle)) text += new TextDecoder().decode((await reader.read()).value);
      };
      await readUntil('"stage":"transferring"');
      expect(text).not.toContain('"stage":"held"');
      await vi.waitUntil(() => payouts.waiting === 1);
      payouts.set('anna', 'inv_1', { stage: 'held', reason: 'transfer-flagged' });
      await readUntil('"stage":"held"');
      await vi.waitUntil(() => payouts.waiting === 1);
      client.abort();
      await reader.cancel().catch(() => {});
      await vi.waitUntil(() => payouts.waiting === 0);
    });

    it('ends the stream after a session that nothing changes any more', async () => {
      payouts.set('anna', 'inv_1', { stage: 'completed' });
      const { status, text } = await exchange('GET', '/payouts/inv_1/events', { headers: PAGE });
      expect(status).toBe(200);
      expect(text).toContain('"stage":"completed"');
    });
  });
}
