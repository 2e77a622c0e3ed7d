import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { SWEEP_SECRET, createTestHandler } from '../../test/http/test-handler.ts';
import type { TestHandler } from '../../test/http/test-handler.ts';

describe('POST /sweep', () => {
  let http: TestHandler;
  beforeEach(() => {
    http = createTestHandler();
  });
  const sweep = (authorization: string | null) =>
    http.send('POST', '/sweep', { headers: { cookie: null, origin: null, authorization } });

  it('sweeps for whoever has the secret', async () => {
    const response = await sweep(`Bearer ${SWEEP_SECRET}`);
    expect(await response.json()).toEqual({ sessions: 0, webhooks: 0, more: false });
    expect((await sweep(`bearer ${SWEEP_SECRET}`)).status).toBe(200);
  });

  it.each([
    null,
    '',
    'Bearer',
    'Bearer ',
    SWEEP_SECRET,
    `Basic ${SWEEP_SECRET}`,
    `Bearer ${SWEEP_SECRET}x`,
    `Bearer ${SWEEP_SECRET.slice(0, -1)}`,
    `Bearer ${SWEEP_SECRET.toUpperCase()}`,
    `Bearer ${SWEEP_SECRET} ${SWEEP_SECRET}`,
    'Bearer undefined',
    'Bearer null',
  ])('refuses the authorization %s', async (authorization) => {
    const response = await sweep(authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({ code: 'unauthenticated' });
    expect(http.payouts.calls).toEqual([]);
  });

  it('refuses a token whose digest only ends like the right one', async () => {
    const lastByteOf = (text: string) => createHash('sha256').update(text).digest().at(-1);
    const alike = Array.from({ length: 5000 }, (_, index) => `token-${index}`).filter(
      (token) => lastByteOf(token) === lastByteOf(SWEEP_SECRET),
    );
    expect(alike.length).toBeGreaterThan(0);
    for (const token of alike) expect((await sweep(`Bearer ${token}`)).status).toBe(401);
  });

  it('does not exist without a secret', async () => {
    http = createTestHandler({ sweepSecret: undefined });
    expect((await sweep('Bearer undefined')).status).toBe(404);
    expect(http.payouts.calls).toEqual([]);
  });
});
