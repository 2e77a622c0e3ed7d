import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EarningsAnswer, SessionAnswer } from '../wire/earnings.ts';
import { createApp } from './create-app.ts';
import { DEMO_WORKERS } from './demo-workers.ts';
import { createEarningsBook } from './earnings-book.ts';
import { createSessionCookie } from './session-cookie.ts';
import { readWebFiles } from './web-files.ts';

const PAGE = 'http://localhost:4000';
const FLOWS = 'http://127.0.0.1:4002';

let directory: string;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'playground-test-'));
  await writeFile(path.join(directory, 'index.html'), '<!doctype html><title>Earnings</title>');
  await writeFile(path.join(directory, 'theme.js'), '');
  await writeFile(path.join(directory, 'secret.env'), 'KEY=1');
  app = createApp({
    book: createEarningsBook(DEMO_WORKERS, () => new Date('2026-03-18T12:30:00Z')),
    session: createSessionCookie('a'.repeat(43)),
    readStatus: (payout) => Promise.resolve(payout.payoutId === 'leo-2026-02-23' ? 'paid' : 'ready'),
    flowOrigin: FLOWS,
    pageOrigin: PAGE,
    finishReview: null,
    handlePayouts: () => Promise.resolve(new Response('payouts')),
    web: await readWebFiles(directory),
  });
});

afterAll(() => rm(directory, { recursive: true }));

const ask = async (pathname: string, init: RequestInit = {}) => app.fetch(new Request(`${PAGE}${pathname}`, init));

async function signIn(workerId: string): Promise<string> {
  const response = await ask('/api/session', {
    method: 'POST',
    headers: { origin: PAGE },
    body: JSON.stringify({ workerId }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('createApp', () => {
  it('lets only the Flow pages into a frame, and only itself around its pages', async () => {
    const { headers } = await ask('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-src ${FLOWS};`);
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('permissions-policy')).toContain(`camera=(self "${FLOWS}")`);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['/', '/payouts/maya-2026-03-09', '/anything'])('shows the page at %s', async (pathname) => {
    expect(await (await ask(pathname)).text()).toContain('<title>Earnings</title>');
  });

  it.each(['/secret.env', '/../package.json', '/assets/none.js', '/%2e%2e/package.json'])(
    'has nothing at %s: it is no built file',
    async (pathname) => {
      expect((await ask(pathname)).status).toBe(404);
    },
  );

  it('sends whoever comes by another name of this machine to the one that cookies know', async () => {
    const response = await app.fetch(new Request('http://127.0.0.1:4000/payouts/x?y=1'));
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(`${PAGE}/payouts/x`);
  });

  it('hands everything below /api/dots to the payout handler', async () => {
    expect(await (await ask('/api/dots/payouts/x/advance', { method: 'POST' })).text()).toBe('payouts');
  });

  it('tells who is signed in', async () => {
    const nobody = (await (await ask('/api/session')).json()) as SessionAnswer;
    expect(nobody).toMatchObject({ worker: null, flowOrigin: FLOWS });
    expect(nobody.workers.map(({ firstName }) => firstName)).toEqual(['Maya', 'Leo', 'Ines', 'Sam']);
    const cookie = await signIn('leo');
    const leo = (await (await ask('/api/session', { headers: { cookie } })).json()) as SessionAnswer;
    expect(leo.worker?.firstName).toBe('Leo');
  });

  it('shows earnings to their owner alone', async () => {
    expect((await ask('/api/earnings')).status).toBe(401);
    const cookie = await signIn('leo');
    const response = await ask('/api/earnings', { headers: { cookie } });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { payouts } = (await response.json()) as EarningsAnswer;
    expect(payouts.map(({ payoutId, status }) => [payoutId, status])).toEqual([
      ['leo-2026-03-09', 'ready'],
      ['leo-2026-03-02', 'ready'],
      ['leo-2026-02-23', 'paid'],
    ]);
    expect(JSON.stringify(payouts)).not.toContain('workerId');
  });

  it.each(['https://evil.example', 'null', `${PAGE}.evil.example`, undefined])(
    'signs nobody in or out for a page of the origin %s',
    async (origin) => {
      const headers = origin === undefined ? {} : { origin };
      for (const init of [{ method: 'POST', body: '{"workerId":"maya"}' }, { method: 'DELETE' }]) {
        const response = await ask('/api/session', { ...init, headers });
        expect(response.status).toBe(403);
        expect(response.headers.get('set-cookie')).toBeNull();
      }
    },
  );

  it.each(['', '[]', 'null', '{"workerId":7}', '{"workerId":"constructor"}', '{"workerId":"nobody"}'])(
    'refuses the sign-in %j in words: it names nobody',
    async (body) => {
      const response = await ask('/api/session', { method: 'POST', headers: { origin: PAGE }, body });
      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    },
  );

  it('reads no endless body', async () => {
    const flood = await ask('/api/session', { method: 'POST', headers: { origin: PAGE }, body: 'x'.repeat(2000) });
    expect(flood.status).toBe(413);
  });
});
