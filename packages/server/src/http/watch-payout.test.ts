import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../test/http/fake-clock.ts';
import { createTestHandler } from '../../test/http/test-handler.ts';
import type { SendInit, TestHandler } from '../../test/http/test-handler.ts';

/** Reads a stream as it comes; `text` is all so far. */
function readStream(response: Response) {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const stream = { text: '', isOver: false, cancel: () => reader.cancel() };
  const decoder = new TextDecoder();
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      stream.text += decoder.decode(value);
    }
    stream.isOver = true;
  })();
  return stream;
}

const idsOf = (text: string): string[] => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => id ?? '');
const onItsWay = { stage: 'transferring', transfer: { status: 'sending' } } as const;

describe('GET /payouts/:payoutId/events', () => {
  let http: TestHandler;

  beforeEach(() => {
    http = createTestHandler();
    http.payouts.set('anna', 'inv_1', onItsWay);
  });

  const open = async (init: SendInit = {}, query = '') => {
    const response = await http.send('GET', `/payouts/inv_1/events${query}`, init);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const stream = readStream(response);
    await settle();
    return stream;
  };

  it('sends the session at once, then every newer one, as an event with its version as id', async () => {
    const stream = await open();
    expect(stream.text).toBe(
      `retry: 1000\nevent: session\nid: 1\ndata: ${JSON.stringify({ payoutId: 'inv_1', amountCents: 24_850, currency: 'USD', version: 1, ...onItsWay })}\n\n`,
    );
    http.payouts.set('anna', 'inv_1', { stage: 'held', reason: 'transfer-flagged' });
    await settle();
    expect(idsOf(stream.text)).toEqual(['1', '2']);
    expect(stream.isOver).toBe(false);
  });

  it('ends after a session that nothing changes any more', async () => {
    const stream = await open();
    http.payouts.set('anna', 'inv_1', { stage: 'completed' });
    await settle();
    expect(idsOf(stream.text)).toEqual(['1', '2']);
    expect(stream.isOver).toBe(true);
    expect(http.clock.pending).toBe(0);
  });

  it('stays open after a failure that can be tried again', async () => {
    const stream = await open();
    http.payouts.set('anna', 'inv_1', { stage: 'failed', reason: 'transfer-failed', canRetry: true });
    await settle();
    expect(stream.isOver).toBe(false);
  });

  it('sends a comment every 15 seconds of silence', async () => {
    const stream = await open();
    await http.clock.advance(15_000);
    expect(stream.text.match(/^: still here$/gm)).toHaveLength(1);
    await http.clock.advance(30_000);
    expect(stream.text.match(/^: still here$/gm)).toHaveLength(3);
    expect(idsOf(stream.text)).toEqual(['1']);
  });

  it.each([
    ['Last-Event-ID', { headers: { 'last-event-id': '1' } }, ''],
    ['?after=', {}, '?after=1'],
    ['Last-Event-ID before ?after=', { headers: { 'last-event-id': '1' } }, '?after=0'],
  ] as const)('leaves out what the reader has by %s', async (_name, init, query) => {
    const stream = await open(init, query);
    expect(stream.text).toBe('retry: 1000\n: connected\n\n');
    http.payouts.set('anna', 'inv_1', { stage: 'held', reason: 'transfer-flagged' });
    await settle();
    expect(idsOf(stream.text)).toEqual(['2']);
  });

  it.each(['0', '99', 'x', '-1', '1.0'])('sends the session when Last-Event-ID is %s', async (id) => {
    const stream = await open({ headers: { 'last-event-id': id } });
    expect(idsOf(stream.text)).toEqual(['1']);
  });

  it('answers 204, which ends an EventSource, when the reader has the final session', async () => {
    http.payouts.set('anna', 'inv_1', { stage: 'completed' });
    const response = await http.send('GET', '/payouts/inv_1/events', { headers: { 'last-event-id': '2' } });
    expect(response.status).toBe(204);
    expect(response.body).toBeNull();
  });

  it('stops waiting when the reader cancels', async () => {
    const stream = await open();
    expect(http.payouts.waiting).toBe(1);
    await stream.cancel();
    await settle();
    expect(http.payouts.waiting).toBe(0);
    expect(http.clock.pending).toBe(0);
  });

  it('stops waiting when the connection is cut', async () => {
    const client = new AbortController();
    const stream = await open({ signal: client.signal });
    client.abort();
    await settle();
    expect(http.payouts.waiting).toBe(0);
    expect(stream.isOver).toBe(true);
  });

  it('ends after five minutes, so that a signed-out reader does not listen on', async () => {
    const stream = await open();
    await http.clock.advance(5 * 60_000 - 1);
    expect(stream.isOver).toBe(false);
    await http.clock.advance(15_000);
    expect(stream.isOver).toBe(true);
  });

  it('ends when the clock is set back: it would else live longer by as much', async () => {
    let backMs = 0;
    const shifted = createTestHandler({
      payouts: http.payouts,
      clock: { nowMs: () => http.clock.nowMs() - backMs, after: (ms, run) => http.clock.after(ms, run) },
    });
    const stream = readStream(await shifted.send('GET', '/payouts/inv_1/events'));
    await settle();
    backMs = 3_600_000;
    await http.clock.advance(15_000);
    expect(stream.isOver).toBe(true);
  });

  it('reads nothing ahead for a reader that does not take', async () => {
    await http.send('GET', '/payouts/inv_1/events');
    await settle();
    for (let version = 0; version < 50; version += 1) http.payouts.set('anna', 'inv_1', onItsWay);
    await settle();
    expect(http.payouts.calls).toEqual(['read']);
  });

  it('answers a problem, not a stream, when the first read fails', async () => {
    http.payouts.failNext(new Error('boom with SECRET'));
    const response = await http.send('GET', '/payouts/inv_1/events');
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('ends with a problem event, without the cause, when a later read fails', async () => {
    const stream = await open();
    http.payouts.failNext(new Error('boom with SECRET'));
    http.payouts.set('anna', 'inv_1', onItsWay);
    await settle();
    expect(stream.isOver).toBe(true);
    expect(stream.text).toContain('event: problem\ndata: {"type":"urn:dots-flows:error:internal-error"');
    expect(stream.text + JSON.stringify(http.events)).not.toContain('SECRET');
    expect(http.events).toMatchObject([{ type: 'http-failed', route: 'GET /payouts/:payoutId/events' }]);
  });

  it('gives a place back however a stream ends', async () => {
    for (let round = 0; round < 60; round += 1) {
      const stream = await open();
      await stream.cancel();
    }
    const client = new AbortController();
    await Promise.all(Array.from({ length: 20 }, () => open({ signal: client.signal })));
    expect((await http.send('GET', '/payouts/inv_1/events')).status).toBe(429);
    client.abort();
    await settle();
    await open();
  });

  it('gives the place of a stream back that was cancelled before it was read', async () => {
    for (let round = 0; round < 60; round += 1) {
      const response = await http.send('GET', '/payouts/inv_1/events');
      expect(response.status).toBe(200);
      await response.body?.cancel();
    }
  });

  it('opens no stream for HEAD', async () => {
    const response = await http.send('HEAD', '/payouts/inv_1/events');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(http.payouts.calls).toEqual(['read']);
    for (let round = 0; round < 60; round += 1)
      expect((await http.send('HEAD', '/payouts/inv_1/events')).status).toBe(200);
  });
});
