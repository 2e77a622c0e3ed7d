import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import express from 'express';
import Fastify from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mountListener, mountServer } from '../../test/http/mounting.ts';
import type { Mounted } from '../../test/http/mounting.ts';
import { createTestHandler, pageHeaders } from '../../test/http/test-handler.ts';
import type { TestHandler } from '../../test/http/test-handler.ts';
import { toFastifyPlugin } from './fastify-plugin.ts';
import { incomingOf, toNodeListener } from './node-listener.ts';

const PAGE = { ...Object.fromEntries(pageHeaders()), 'content-type': 'application/json' };
const ADVANCE = '/payouts/inv_1/advance';

let mounted: Mounted | undefined;
afterEach(async () => {
  await mounted?.close();
  mounted = undefined;
});

function testHandler(overrides: Parameters<typeof createTestHandler>[0] = {}): TestHandler {
  const http = createTestHandler(overrides);
  http.payouts.set('anna', 'inv_1', { stage: 'completed' });
  return http;
}

/** Writes to the socket as it is, and reads until the other side closes. */
function exchangeRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('toNodeListener', () => {
  it('leaves the globals of the application alone', async () => {
    const { Request: before, Response: responseBefore } = globalThis;
    mounted = await mountListener(toNodeListener(testHandler().handler));
    await mounted.send('GET', '/health');
    expect(globalThis.Request).toBe(before);
    expect(globalThis.Response).toBe(responseBefore);
  });

  it.each(['bad host', 'a@b', 'a/b'])('answers the Host header "%s" with a problem', async (host) => {
    mounted = await mountListener(toNodeListener(testHandler().handler));
    const answer = await exchangeRaw(
      mounted.port ?? 0,
      `GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('"code":"invalid-request"');
  });

  it.each([
    ['/api/dots/flows/../health', 200],
    ['/api/dots/../dots/health', 200],
    ['/api/dots/..%2fhealth', 404],
    ['/api/dots/%2e%2e/health', 404],
    ['//api/dots/health', 404],
    ['http://evil.example/api/dots/health', 200],
    ['/api\\dots/health', 400],
  ])('takes the address %s for what it is: %i', async (target, status) => {
    mounted = await mountListener(toNodeListener(testHandler().handler));
    const answer = await exchangeRaw(
      mounted.port ?? 0,
      `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toContain(`HTTP/1.1 ${status} `);
  });

  it('hands the request of Node to authenticate', async () => {
    const http = testHandler({
      authenticate: (request) => {
        const { account } = (incomingOf(request) ?? {}) as { account?: string };
        return account === undefined ? null : { accountId: account };
      },
    });
    const listen = toNodeListener(http.handler);
    mounted = await mountListener((incoming, outgoing) => {
      // What a session middleware of Express does.
      Object.assign(incoming, { account: 'anna' } satisfies Partial<IncomingMessage & { account: string }>);
      listen(incoming, outgoing);
    });
    expect((await mounted.send('GET', '/payouts/inv_1')).status).toBe(200);
    expect(incomingOf(new Request('http://host.example/'))).toBeUndefined();
  });

  it('says so when a body parser ran before it', async () => {
    const http = testHandler();
    const app = express();
    app.use(express.json());
    app.use('/api/dots', toNodeListener(http.handler));
    mounted = await mountListener(app);
    const response = await mounted.send('POST', ADVANCE, { headers: PAGE, body: '{}' });
    expect(response.status).toBe(500);
    const problem = (await response.json()) as { code: string; detail: string };
    expect(problem.code).toBe('not-configured');
    expect(problem.detail).toContain('express.json()');
    expect(http.payouts.calls).toEqual([]);
    expect((await mounted.send('GET', '/payouts/inv_1', { headers: PAGE })).status).toBe(200);
  });

  it('reads the bytes that a body parser kept in rawBody', async () => {
    const app = express();
    const keep = (request: IncomingMessage, _response: unknown, rawBody: Buffer) =>
      void Object.assign(request, { rawBody });
    app.use(express.json({ verify: keep }));
    app.use('/api/dots', toNodeListener(testHandler().handler));
    mounted = await mountListener(app);
    expect((await mounted.send('POST', ADVANCE, { headers: PAGE, body: '{}' })).status).toBe(200);
  });

  it('leaves the other routes of Express their parser', async () => {
    const app = express();
    app.use('/api/dots', toNodeListener(testHandler().handler));
    app.use(express.json());
    app.post('/api/dots-of-another-kind', (request, response) => void response.json(request.body));
    mounted = await mountListener(app);
    const response = await fetch(`http://127.0.0.1:${mounted.port}/api/dots-of-another-kind`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(await response.json()).toEqual({ a: 1 });
  });

  it('does nothing when the client breaks off in the middle of a body', async () => {
    const http = testHandler();
    mounted = await mountListener(toNodeListener(http.handler));
    const sent = httpRequest({
      port: mounted.port,
      method: 'POST',
      path: `/api/dots${ADVANCE}`,
      headers: { ...PAGE, 'content-length': '100' },
    });
    sent.on('error', () => {});
    sent.write('{"renew');
    await vi.waitUntil(() => http.clock.pending === 1);
    sent.destroy();
    await vi.waitUntil(() => http.clock.pending === 0);
    expect(http.payouts.calls).toEqual([]);
    expect((await mounted.send('GET', '/health')).status).toBe(200);
  });

  it('keeps a connection usable after an answer that did not read the body', async () => {
    mounted = await mountListener(toNodeListener(testHandler().handler));
    const body = 'x'.repeat(2000);
    const answer = await exchangeRaw(
      mounted.port ?? 0,
      `POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain('{"status":"ok"}');
  });

  it('answers five hundred requests at once', async () => {
    const server = createServer(toNodeListener(testHandler().handler));
    mounted = await mountServer(server);
    const { send } = mounted;
    const answers = await Promise.all(
      Array.from({ length: 500 }, () => send('POST', ADVANCE, { headers: PAGE, body: '{}' })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});

describe('toFastifyPlugin', () => {
  it('leaves the other routes of Fastify their parser', async () => {
    const app = Fastify();
    await app.register(toFastifyPlugin(testHandler().handler), { prefix: '/api/dots' });
    app.post('/elsewhere', (request) => request.body);
    const response = await app.inject({ method: 'POST', url: '/elsewhere', payload: { a: 1 } });
    expect(response.json()).toEqual({ a: 1 });
    await app.close();
  });
});
