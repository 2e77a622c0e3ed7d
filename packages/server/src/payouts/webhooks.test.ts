import { afterEach, describe, expect, it } from 'vitest';
import { createHarness, PAYOUT } from '../../test/payouts/payout-harness.ts';
import type { Harness, HarnessOptions, Instance } from '../../test/payouts/payout-harness.ts';
import { SAFE_RULES } from './rules.ts';

let harness: Harness;
let app: Instance;
afterEach(async () => harness.close());

const MINUTE = 60_000;
const POST = { method: 'POST', path: '/v2/transfers' } as const;

async function readyToSend(options: HarnessOptions = {}) {
  harness = await createHarness(options);
  app = harness.instance();
  return harness.onboard(app);
}

describe('a webhook', () => {
  it('is stored once, keeps ids only, and causes nothing but a look', async () => {
    await readyToSend();
    await app.advance();
    const body = {
      event: 'transfer.failed',
      transfer_id: harness.paid()[0]?.id,
      transfer: { id: 'x', status: 'failed' },
      email: 'ana@example.com',
    };
    expect(await app.payouts.receiveWebhook({ messageId: 'msg_1', body })).toBe('stored');
    expect(await app.payouts.receiveWebhook({ messageId: 'msg_1', body })).toBe('duplicate');
    expect(JSON.stringify([...harness.database.messages.values()])).not.toContain('ana@example.com');
    const before = harness.calls.length;
    await app.sweep();
    expect(harness.calls.slice(before).every(({ method }) => method === 'GET')).toBe(true);
    // It said failed; Dots says completed.
    expect((await app.rows()).session.phase).toBe('PRESENTING');
    await app.sweep();
    expect(harness.events.filter(({ type }) => type === 'webhook-processed')).toHaveLength(1);
  });

  it('about nothing of ours is done with after one look, and after none when it names nothing', async () => {
    await readyToSend();
    for (const body of [
      { event: 'flow.updated', flow_id: 'nobody' },
      { event: 'app.updated', app_id: 'a' },
      'nonsense',
    ])
      await app.payouts.receiveWebhook({ messageId: `msg_${JSON.stringify(body)}`, body });
    const before = harness.calls.length;
    await app.sweep();
    expect(harness.calls).toHaveLength(before);
    await app.payouts.receiveWebhook({
      messageId: 'msg_t',
      body: { transfer_id: '00000000-0000-4000-8000-000000000001' },
    });
    await app.sweep();
    await app.sweep();
    expect(harness.calls).toHaveLength(before + 1);
  });

  it('that comes before the answer to the POST brings the transfer, even to another instance', async () => {
    await readyToSend();
    const other = harness.instance();
    harness.emulator.faults.add({ ...POST, effect: { kind: 'lost-response' } });
    app.crashAt('CP13');
    await expect(app.advance()).rejects.toThrow('CP13');
    // The lease of the dead one still runs: no order, but a fact may be written.
    await other.payouts.receiveWebhook({ messageId: 'msg_1', body: { transfer_id: harness.paid()[0]?.id } });
    await other.sweep();
    expect(await other.rows()).toMatchObject({
      session: { phase: 'FUNDED' },
      attempts: [{ status: 'completed', postCount: 1 }],
    });
    expect(harness.events).toContainEqual(expect.objectContaining({ type: 'webhook-processed', result: 'fact' }));
  });

  it('cannot pass a transfer of somebody else off as ours', async () => {
    const userId = await readyToSend();
    harness.emulator.faults.add({ ...POST, effect: { kind: 'refused' } });
    await app.advance();
    const { session } = await app.rows();
    const forged = harness.emulator.world.transfers.createFromBody({
      amount: -1,
      user_id: userId,
      metadata: { dots_flows_session: session.sessionId, dots_flows_key: 'guessed' },
    });
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: { transfer_id: forged.id } });
    await app.sweep();
    expect(await app.rows()).toMatchObject({ session: { phase: 'SENDING' }, attempts: [{ transferId: null }] });
  });

  it('that cannot be worked off now is tried again, with growing waits', async () => {
    await readyToSend();
    harness.emulator.faults.add({
      method: 'GET',
      path: '/v2/transfers/*',
      count: 2,
      effect: { kind: 'error', status: 503 },
    });
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: { transfer_id: 't-unknown' } });
    await app.sweep();
    expect(harness.events).toContainEqual({ type: 'webhook-delayed', messageId: 'msg_1', tries: 1 });
    await harness.live(app, MINUTE, 1_000);
    expect(harness.events).toContainEqual({ type: 'webhook-processed', messageId: 'msg_1', result: 'not-ours' });
  });

  it('that can never be worked off is given up after twenty tries', async () => {
    await readyToSend();
    harness.emulator.faults.add({
      method: 'GET',
      path: '/v2/transfers/*',
      count: null,
      effect: { kind: 'error', status: 503 },
    });
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: { transfer_id: 't-unknown' } });
    await harness.live(app, 30 * 60 * MINUTE, 10 * MINUTE);
    expect(harness.calls.filter(({ path }) => path === '/transfers/t-unknown')).toHaveLength(20);
  });

  it('that says something while a look is under way is not forgotten', async () => {
    await readyToSend();
    harness.emulator.world.transferScript.plan({ status: 'pending', type: 'balance' });
    await app.advance();
    await harness.pass(MINUTE);
    const watcher = harness.instance({
      async crashPoint(name) {
        // Between the read of the status and its writing down, Dots moves on and says so.
        if (name !== 'CP20' || harness.paid()[0]?.status === 'completed') return;
        harness.emulator.world.transfers.moveTo(harness.paid()[0]?.id ?? '', 'completed');
        await app.store.hint({ sessionId: (await app.rows()).session.sessionId });
      },
    });
    await watcher.sweep();
    expect((await app.rows()).session.phase).toBe('ACCEPTED');
    await app.sweep();
    expect((await app.rows()).session.phase).toBe('FUNDED');
  });

  it('that is not stored is not thanked for', async () => {
    await readyToSend();
    app.crashAt('CP5');
    await expect(app.payouts.receiveWebhook({ messageId: 'msg_1', body: {} })).rejects.toThrow('CP5');
    expect(harness.database.messages.size).toBe(0);
  });

  it('is forgotten 30 days after it was worked off', async () => {
    await readyToSend();
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: {} });
    await app.sweep();
    await harness.pass(SAFE_RULES.times.inboxKeptMs + MINUTE);
    await app.sweep();
    expect(harness.database.messages.size).toBe(0);
  });

  it('that never comes is noticed: polling finds what it should have told', async () => {
    await readyToSend({ flows: { resolvePayout: () => ({ amountCents: 100 }) } });
    await app.advance();
    for (const payoutId of ['inv_a', 'inv_b', 'inv_c']) {
      harness.emulator.world.transferScript.plan({ status: 'pending', type: 'balance' });
      await app.advance({ payoutId });
    }
    for (const { id, status } of harness.paid())
      if (status === 'pending') harness.emulator.world.transfers.moveTo(id, 'completed');
    await harness.live(app, 5 * MINUTE);
    expect(harness.events.filter((event) => event.type === 'alarm' && event.alarm === 'webhooks-silent')).toHaveLength(
      1,
    );
    expect((await app.rows(PAYOUT)).session.phase).toBe('PRESENTING');
  });
});
