import { afterEach, describe, expect, it } from 'vitest';
import { createHarness, PAYOUT } from '../../test/payouts/payout-harness.ts';
import type { Harness, HarnessOptions, Instance } from '../../test/payouts/payout-harness.ts';

let harness: Harness;
let app: Instance;
afterEach(async () => harness.close());

const POST = { method: 'POST', path: '/v2/transfers' } as const;
const LIST = { method: 'GET', path: '/v2/transfers' } as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Up to the moment before the POST. No webhooks unless a test sends one. */
async function readyToSend(options: HarnessOptions = {}) {
  harness = await createHarness(options);
  app = harness.instance();
  return harness.onboard(app);
}

const posts = () => harness.calls.filter(({ method, path }) => method === 'POST' && path === '/transfers');

describe('the POST of a transfer', () => {
  it('that is answered is a fact, and no second one follows', async () => {
    await readyToSend();
    expect((await app.advance()).stage).toBe('withdrawing');
    await harness.live(app, HOUR, MINUTE);
    expect(posts()).toHaveLength(1);
  });

  it('whose answer is lost is found by the look-up that follows at once', async () => {
    await readyToSend();
    harness.emulator.faults.add({ ...POST, effect: { kind: 'lost-response' } });
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(posts()).toHaveLength(1);
  });

  it('whose answer is cut in half is found by look-up', async () => {
    await readyToSend();
    harness.emulator.faults.add({ ...POST, effect: { kind: 'truncated' } });
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(harness.paid()).toHaveLength(1);
  });

  it.each([
    ['a reset before anything was done', { kind: 'refused' }],
    ['500', { kind: 'error', status: 500 }],
    ['502 with a page of a proxy', { kind: 'error', status: 502, body: '<html>bad gateway</html>' }],
    ['503', { kind: 'error', status: 503, headers: { 'retry-after': '7' } }],
    ['429', { kind: 'error', status: 429 }],
    ['a redirect', { kind: 'error', status: 307, headers: { location: 'https://elsewhere.example/' } }],
    ['200 with nonsense', { kind: 'error', status: 200, body: 'ok' }],
    ['401', { kind: 'error', status: 401 }],
    ['403', { kind: 'error', status: 403 }],
  ] as const)(
    'that is answered with %s goes out again with the same key, after the quiet period',
    async (_, effect) => {
      await readyToSend();
      harness.emulator.faults.add({ ...POST, effect });
      expect(await app.advance()).toMatchObject({ stage: 'transferring', transfer: { status: 'sending' } });
      const [attempt] = (await app.rows()).attempts;
      await harness.live(app, 89_000, 1_000);
      expect(posts()).toHaveLength(1);
      await harness.live(app, 11_000, 1_000);
      expect(posts()).toHaveLength(2);
      expect((await app.rows()).attempts).toMatchObject([{ key: attempt?.key, postCount: 2, status: 'completed' }]);
      expect((await app.advance()).stage).toBe('withdrawing');
      expect(harness.paid()).toHaveLength(1);
    },
  );

  it('that is carried out late is not repeated within the quiet period, and its repeat is rejected and found', async () => {
    await readyToSend();
    harness.emulator.faults.add({ ...POST, effect: { kind: 'late', delayMs: 89_000 } });
    expect((await app.advance()).stage).toBe('transferring');
    await harness.live(app, 2 * MINUTE, 1_000);
    expect(harness.paid()).toHaveLength(1);
    expect((await app.advance()).stage).toBe('withdrawing');
  });

  it.each([400, 404, 409, 422])(
    'refused with %i fails only after the quiet period and two empty looks',
    async (status) => {
      await readyToSend();
      harness.emulator.faults.add({
        ...POST,
        count: null,
        effect: { kind: 'error', status, errorCode: 'transaction-insufficient-funds' },
      });
      expect((await app.advance()).stage).toBe('transferring');
      await harness.live(app, 89_000, 1_000);
      expect((await app.advance()).stage).toBe('transferring');
      await harness.live(app, 11_000, 1_000);
      expect(await app.advance()).toMatchObject({ stage: 'failed', reason: 'transfer-refused', canRetry: true });
      const { attempts } = await app.rows();
      expect(attempts).toMatchObject([
        { postCount: 1, answer: 'refused', evidence: 'transaction-insufficient-funds', emptyLooks: 1 },
      ]);
      expect(harness.paid()).toHaveLength(0);
    },
  );

  it('refused, and tried again by the browser, carries the same key', async () => {
    await readyToSend();
    harness.emulator.faults.add({ ...POST, effect: { kind: 'error', status: 400, errorCode: 'invalid-input' } });
    await app.advance();
    await harness.live(app, 100_000, 1_000);
    const before = await app.rows();
    expect(before.session.phase).toBe('FAILED');
    expect((await app.advance()).stage).toBe('failed');
    expect((await app.advance({ retry: true })).stage).toBe('withdrawing');
    expect((await app.rows()).attempts).toMatchObject([
      { ordinal: 1, key: before.attempts[0]?.key, status: 'completed' },
    ]);
  });

  it('refused although it was made (an unknown wording for a used key) is found, never failed', async () => {
    await readyToSend();
    harness.emulator.world.settings.listLagMs = 95_000;
    harness.emulator.faults.add({ ...POST, effect: { kind: 'lost-response' } });
    harness.emulator.faults.add({
      ...POST,
      count: null,
      skip: 1,
      effect: { kind: 'error', status: 400, errorCode: 'invalid-transaction', message: 'No.' },
    });
    await app.advance();
    await harness.live(app, 10 * MINUTE, 1_000);
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(harness.paid()).toHaveLength(1);
  });

  it('refused in an unknown wording after a POST that was lost never counts as failed', async () => {
    await readyToSend();
    harness.emulator.world.settings.listLagMs = 30 * MINUTE;
    harness.emulator.faults.add({ ...POST, effect: { kind: 'lost-response' } });
    const refusal = { kind: 'error', status: 422, errorCode: 'invalid-transaction', message: 'No.' } as const;
    harness.emulator.faults.add({ ...POST, count: null, skip: 1, effect: refusal });
    await app.advance();
    for (let minute = 0; minute < 40; minute++) {
      await harness.live(app, MINUTE);
      expect((await app.rows()).session.phase).not.toBe('FAILED');
    }
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(harness.paid()).toHaveLength(1);
  });

  it('refused after one that had no effect is refused for good', async () => {
    await readyToSend();
    harness.emulator.faults.add({ ...POST, effect: { kind: 'error', status: 401 } });
    harness.emulator.faults.add({
      ...POST,
      skip: 1,
      effect: { kind: 'error', status: 400, errorCode: 'invalid-input' },
    });
    await app.advance();
    await harness.live(app, 4 * MINUTE, 1_000);
    expect(posts()).toHaveLength(2);
    expect(await app.advance()).toMatchObject({ stage: 'failed', reason: 'transfer-refused' });
  });

  it('refused after one that is lost and one that had no effect never counts as failed', async () => {
    await readyToSend();
    harness.emulator.world.settings.listLagMs = 30 * MINUTE;
    const no = { kind: 'error', status: 422, errorCode: 'invalid-transaction', message: 'No.' } as const;
    harness.emulator.faults.add({ ...POST, effect: { kind: 'lost-response' } });
    harness.emulator.faults.add({ ...POST, skip: 1, effect: { kind: 'error', status: 401 } });
    harness.emulator.faults.add({ ...POST, skip: 2, count: null, effect: no });
    await app.advance();
    for (let minute = 0; minute < 40; minute++) {
      await harness.live(app, MINUTE);
      expect((await app.rows()).session.phase).not.toBe('FAILED');
    }
    expect(harness.paid()).toHaveLength(1);
    expect((await app.advance()).stage).toBe('withdrawing');
  });

  it.each([400, 409])('rejected with %i for its key is looked up until the transfer shows', async (usedKeyStatus) => {
    await readyToSend();
    harness.emulator.world.settings.usedKeyStatus = usedKeyStatus;
    harness.emulator.world.settings.listLagMs = 20 * MINUTE;
    harness.emulator.faults.add({ ...POST, effect: { kind: 'lost-response' } });
    await app.advance();
    await harness.live(app, 15 * MINUTE);
    expect((await app.rows()).attempts).toMatchObject([{ answer: 'duplicate-key', postCount: 2 }]);
    expect((await app.advance()).stage).toBe('transferring');
    await harness.live(app, 20 * MINUTE);
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(posts()).toHaveLength(2);
  });

  it('rejected for a key whose transfer never shows goes to a person after an hour, and comes back when it shows', async () => {
    await readyToSend();
    harness.emulator.world.settings.listLagMs = 5 * HOUR;
    harness.emulator.faults.add({ ...POST, effect: { kind: 'lost-response' } });
    await app.advance();
    await harness.live(app, 90 * MINUTE, MINUTE);
    expect(await app.advance()).toMatchObject({ stage: 'held', reason: 'needs-operator' });
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'rejection-invisible' });
    expect(harness.events).toContainEqual(
      expect.objectContaining({ type: 'alarm', alarm: 'rejection-invisible', payoutId: PAYOUT }),
    );
    await harness.live(app, 5 * HOUR, 5 * MINUTE);
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(posts()).toHaveLength(2);
  });

  it('that stays unknown goes to a person when the key is older than the trust window, and is not sent any more', async () => {
    await readyToSend();
    harness.emulator.faults.add({ ...POST, count: null, effect: { kind: 'error', status: 500 } });
    await app.advance();
    await harness.live(app, 11.9 * HOUR, MINUTE);
    expect((await app.rows()).session.phase).toBe('SENDING');
    await harness.live(app, HOUR, MINUTE);
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'key-too-old' });
    const before = posts().length;
    await harness.live(app, 5 * HOUR, 5 * MINUTE);
    expect(posts()).toHaveLength(before);
    const times = posts().map(({ atMs }) => atMs);
    expect(times.every((atMs, index) => index === 0 || atMs - (times[index - 1] ?? 0) >= 90_000)).toBe(true);
  });

  it('is not sent when the process slept after its intent, and is after the quiet period', async () => {
    await readyToSend();
    let isAsleep = true;
    const sleepy = harness.instance({
      async crashPoint(name) {
        if (name !== 'CP11' || !isAsleep) return;
        isAsleep = false;
        await harness.pass(11_000);
      },
    });
    expect((await sleepy.advance()).stage).toBe('transferring');
    expect(posts()).toHaveLength(0);
    await harness.live(sleepy, 100_000, 1_000);
    expect(posts()).toHaveLength(1);
    expect((await app.rows()).attempts).toMatchObject([{ postCount: 2, status: 'completed' }]);
  });

  it('is not sent when the clock was set back after its intent, so that nobody knows how late it is', async () => {
    await readyToSend();
    const { clock } = harness.emulator;
    let backMs = 0;
    const shifted = harness.instance(
      { crashPoint: (name) => void (name === 'CP11' && backMs === 0 && (backMs = 60 * MINUTE)) },
      { clock: { nowMs: () => clock.nowMs() - backMs, after: (ms, run) => clock.after(ms, run) } },
    );
    expect((await shifted.advance()).stage).toBe('transferring');
    expect(posts()).toHaveLength(0);
    await harness.live(shifted, 100_000, 1_000);
    expect(posts()).toHaveLength(1);
  });

  it('is not sent when the look before it fails, and is when the list answers again', async () => {
    await readyToSend();
    harness.emulator.faults.add({ ...LIST, count: 3, effect: { kind: 'error', status: 503 } });
    expect((await app.advance()).stage).toBe('transferring');
    expect(posts()).toHaveLength(0);
    await harness.live(app, MINUTE, 1_000);
    expect(posts()).toHaveLength(1);
  });

  it('waits for credentials that are refused, alarms, goes to a person after an hour, and goes on when they work again', async () => {
    await readyToSend();
    harness.emulator.faults.add({ ...POST, effect: { kind: 'error', status: 401 } });
    const blocked = harness.emulator.faults.add({ ...LIST, count: null, effect: { kind: 'error', status: 401 } });
    await app.advance().catch(() => undefined);
    expect((await app.rows()).session.phase).toBe('READY');
    await harness.live(app, 2 * HOUR, MINUTE);
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'credentials-refused' });
    expect(harness.events).toContainEqual(expect.objectContaining({ type: 'alarm', alarm: 'credentials-refused' }));
    expect(posts()).toHaveLength(0);
    harness.emulator.faults.remove(blocked);
    await harness.live(app, 2 * HOUR, MINUTE);
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(harness.paid()).toHaveLength(1);
  });

  it('carries a negative amount of whole cents, the bound user, and no personal datum', async () => {
    const userId = await readyToSend({
      flows: { resolvePayout: () => ({ amountCents: 1, metadata: { order: 'o-77' } }) },
    });
    await app.advance();
    const [transfer] = harness.paid();
    const { session, attempts } = await app.rows();
    expect(transfer).toMatchObject({ amountCents: -1, userId, idempotencyKey: attempts[0]?.key });
    expect(transfer?.metadata).toEqual({
      order: 'o-77',
      dots_flows_session: session.sessionId,
      dots_flows_key: attempts[0]?.key,
      dots_flows_reference: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      dots_flows_ordinal: '1',
    });
    expect(JSON.stringify(transfer?.metadata)).not.toContain(PAYOUT);
  });
});
