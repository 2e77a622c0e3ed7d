import { DotsFlowsError, ERROR_CODES } from '@dots-flows/core';
import type { ErrorCode } from '@dots-flows/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { createContractCheck } from '../../test/http/contract-check.ts';
import { createTestHandler } from '../../test/http/test-handler.ts';
import type { TestHandler } from '../../test/http/test-handler.ts';

/** Something that nobody outside may see. */
const SECRET = 'sk_live_4242 +1 206 555 0100 https://flows.example/LINK';

class SocketHangUp extends Error {}

describe('failures behind the handler', () => {
  let http: TestHandler;
  beforeEach(() => {
    http = createTestHandler();
    http.payouts.set('anna', 'inv_1', { stage: 'completed' });
  });
  const read = () => http.send('GET', '/payouts/inv_1');

  it.each([
    ['an error', new SocketHangUp(SECRET), 'SocketHangUp'],
    ['an error of several lines', new Error(`${SECRET}\n    at ${SECRET} (file.ts:1:1)\n${SECRET}`), 'Error'],
    ['a text', SECRET, 'string'],
    ['an object', { message: SECRET, toString: (): string => SECRET }, 'object'],
    ['an error whose name is a secret', Object.assign(new Error('x'), { name: SECRET, code: SECRET }), 'Error'],
    ['an error with a cause', new TypeError('x', { cause: new Error(SECRET) }), 'TypeError'],
    ['nothing', null, 'null'],
  ])('answer internal-error for %s and report it without its text', async (_name, thrown, errorName) => {
    http.payouts.failNext(thrown);
    const response = await read();
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ code: 'internal-error' });
    expect(http.events).toMatchObject([
      { type: 'http-failed', route: 'GET /payouts/:payoutId', code: 'internal-error', status: 500, errorName },
    ]);
    for (const word of SECRET.split(' ')) expect(text + JSON.stringify(http.events)).not.toContain(word);
  });

  it('report where an error was thrown', async () => {
    http.payouts.failNext(new Error(SECRET));
    await read();
    const [event] = http.events;
    expect(event?.type === 'http-failed' && event.stackFrames?.[0]).toMatch(/failures\.test\.ts/);
  });

  it.each(Object.keys(ERROR_CODES) as ErrorCode[])('answer %s as the contract describes it', async (code) => {
    const check = await createContractCheck(http.handler);
    http.payouts.failNext(
      new DotsFlowsError(code, { message: 'Something happened.', remoteCode: 'invalid-input', retryAfterSeconds: 1.2 }),
    );
    const response = await http.send('POST', '/payouts/inv_1/advance', { json: {} });
    expect(check('POST', '/payouts/inv_1/advance', response, await response.text())).toEqual([]);
  });

  it.each(['missing-provider', 'frame-timeout', 'network-error', 'bad-answer', 'untrusted-link'] as const)(
    'never answer %s, which only a browser can have',
    async (code) => {
      http.payouts.failNext(new DotsFlowsError(code, { message: SECRET }));
      const response = await read();
      expect(await response.json()).toMatchObject({ code: 'internal-error', status: 500 });
    },
  );

  it('pass a code of Dots on, and nothing that is no code', async () => {
    const refused = (remoteCode: string) => new DotsFlowsError('dots-refused', { message: 'Refused.', remoteCode });
    http.payouts.failNext(refused('transaction-insufficient-funds'));
    expect(await (await read()).json()).toMatchObject({ remoteCode: 'transaction-insufficient-funds' });
    http.payouts.failNext(refused('Anna Example has no funds'));
    expect(await (await read()).json()).not.toHaveProperty('remoteCode');
  });

  it('say how long to wait in the header too', async () => {
    http.payouts.failNext(new DotsFlowsError('dots-unavailable', { message: 'Down.', retryAfterSeconds: 2.4 }));
    const response = await read();
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('3');
  });

  it('never depend on a sink that throws, now or later', async () => {
    const sinks = [
      () => {
        throw new Error('sink');
      },
      () => Promise.reject(new Error('sink')),
    ];
    for (const onEvent of sinks) {
      http = createTestHandler({ onEvent: onEvent as never });
      http.payouts.failNext(new Error('x'));
      expect((await read()).status).toBe(500);
    }
  });

  it('do not fill a log: sixty reports of a code within a minute', async () => {
    for (let count = 0; count < 100; count += 1) {
      http.payouts.failNext(new Error('x'));
      await read();
    }
    expect(http.events).toHaveLength(60);
  });

  it('report a page of another origin and an amount of the host that cannot be right, and no everyday refusal', async () => {
    await http.send('GET', '/payouts/inv_1', { headers: { origin: 'https://evil.example' } });
    await http.send('GET', '/payouts/inv_none');
    http.payouts.failNext(new DotsFlowsError('invalid-amount', { message: 'The amount is not usable.' }));
    await http.send('POST', '/payouts/inv_1/advance', { json: {} });
    await http.send('GET', '/payouts/inv_1', { headers: { cookie: null } });
    expect(http.events).toEqual([
      { type: 'http-refused', route: 'GET /payouts/:payoutId', code: 'forbidden-origin', status: 403 },
      { type: 'http-refused', route: 'POST /payouts/:payoutId/advance', code: 'invalid-amount', status: 400 },
    ]);
  });
});
