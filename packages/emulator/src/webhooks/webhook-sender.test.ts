import { Webhook } from 'svix';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWebhookReceiver } from '../../test-support/webhook-receiver.ts';
import type { WebhookReceiver } from '../../test-support/webhook-receiver.ts';
import { createDotsWorld } from '../dots/world.ts';
import type { DotsWorld } from '../dots/world.ts';
import { createWebhookSecret } from './sign-webhook.ts';
import { createWebhookFaults } from './webhook-faults.ts';
import type { WebhookFaults } from './webhook-faults.ts';
import { createWebhookSender, svixRetryDelaysMs } from './webhook-sender.ts';
import type { WebhookSender, WebhookSenderOptions } from './webhook-sender.ts';

const secret = createWebhookSecret();
const HOUR = 3_600_000;

let receiver: WebhookReceiver;
let world: DotsWorld;
let faults: WebhookFaults;
let sender: WebhookSender;

function startSender(options: Partial<WebhookSenderOptions> & { events?: readonly string[] } = {}) {
  const { events, ...rest } = options;
  sender = createWebhookSender(world, { endpoints: [{ url: receiver.url, secret, events }], faults, ...rest });
}

/** Tells the world of one Flow's progress: one event. */
function makeEvent(steps: readonly string[] = ['payout']) {
  const flow = world.flows.createFromBody({ steps, metadata: { seller: 's-204' } });
  world.flows.completeStep(flow, steps[0] ?? '');
  return flow;
}

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  world = createDotsWorld({ clock: { now: '2026-08-03T09:00:00Z', paused: true } });
  faults = createWebhookFaults();
});

afterEach(async () => {
  sender.close();
  await receiver.close();
});

const idsReceived = () => receiver.received.map(({ headers }) => headers['svix-id']);

describe('createWebhookSender', () => {
  it('sends a signed message that svix verifies', async () => {
    startSender();
    const flow = makeEvent();
    await sender.settled();
    const [message] = receiver.received;
    expect(() => new Webhook(secret).verify(message?.body ?? '', message?.headers ?? {})).not.toThrow();
    expect(JSON.parse(message?.body ?? '')).toEqual({ event: 'flow.updated', flow_id: flow.id });
    expect(sender.messages()[0]).toMatchObject({
      state: 'delivered',
      event: 'flow.updated',
      attempts: [{ outcome: 200 }],
    });
  });

  it('retries by the documented schedule with one id, and stops after a success', async () => {
    startSender();
    receiver.answers.push(500, 503, 302, 404);
    makeEvent();
    await sender.settled();
    await world.clock.advance(48 * HOUR);
    const { attempts, createdAtMs } = sender.messages()[0] ?? { attempts: [], createdAtMs: 0 };
    expect(attempts.map(({ outcome }) => outcome)).toEqual([500, 503, 302, 404, 200]);
    expect(attempts.map(({ atMs }) => (atMs - createdAtMs) / 1000)).toEqual([0, 5, 305, 2105, 9305]);
    expect(new Set(idsReceived()).size).toBe(1);
  });

  it('gives up after the eighth try', async () => {
    startSender();
    receiver.answers.push(...Array.from({ length: 20 }, () => 500));
    makeEvent();
    await sender.settled();
    await world.clock.advance(48 * HOUR);
    expect(svixRetryDelaysMs).toHaveLength(8);
    expect(sender.messages()[0]).toMatchObject({ state: 'failed' });
    expect(receiver.received).toHaveLength(8);
  });

  it('follows other delays when it is given them', async () => {
    startSender({ retryDelaysMs: [0, 10] });
    receiver.answers.push(500, 500);
    makeEvent();
    await sender.settled();
    await world.clock.advance(10);
    expect(sender.messages()[0]).toMatchObject({ state: 'failed', attempts: [{ outcome: 500 }, { outcome: 500 }] });
  });

  it('switches an endpoint off after five days of failures, as Svix does', async () => {
    startSender();
    receiver.answers.push(...Array.from({ length: 100 }, () => 500));
    for (let day = 0; day < 7; day += 1) {
      makeEvent();
      await world.clock.advance(24 * HOUR);
    }
    expect(sender.endpoints()[0]?.isDisabled).toBe(true);
  });

  it('calls an endpoint that nobody listens on unreachable', async () => {
    await receiver.close();
    startSender({ retryDelaysMs: [0] });
    makeEvent();
    await sender.settled();
    expect(sender.messages()[0]).toMatchObject({ state: 'failed', attempts: [{ outcome: 'unreachable' }] });
  });

  it('sends only the events that an endpoint wants', async () => {
    startSender({ events: ['transfer.*'] });
    const user = world.addUser({ phone: '+1 415 555 0134', firstName: 'Ana', lastName: 'Sousa' });
    makeEvent();
    world.transfers.createFromBody({ amount: -100, user_id: user.id });
    await sender.settled();
    expect(sender.messages().map(({ event }) => event)).toEqual(['transfer.completed', 'transfer.updated']);
  });

  it('signs with the wall clock, or with the emulator’s where it is told so', async () => {
    startSender();
    makeEvent();
    await sender.settled();
    expect(Math.abs(Number(receiver.received[0]?.headers['svix-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
    sender.close();
    startSender({ timestamps: 'emulator' });
    makeEvent();
    await sender.settled();
    expect(Number(receiver.received[1]?.headers['svix-timestamp'])).toBe(Date.parse('2026-08-03T09:00:00Z') / 1000);
  });

  it('sends a message again with its id when it is asked to', async () => {
    startSender();
    makeEvent();
    await sender.settled();
    await sender.redeliver(sender.messages()[0]?.id ?? '');
    expect(idsReceived()).toEqual([sender.messages()[0]?.id, sender.messages()[0]?.id]);
    await expect(sender.redeliver('msg_nobody')).rejects.toThrow(RangeError);
  });

  it('does not retry what was delivered by hand meanwhile', async () => {
    startSender();
    receiver.answers.push(500);
    makeEvent();
    await sender.settled();
    await sender.redeliver(sender.messages()[0]?.id ?? '');
    await world.clock.advance(48 * HOUR);
    expect(receiver.received).toHaveLength(2);
  });

  it('refuses endpoints it could never serve', () => {
    startSender();
    expect(() => sender.addEndpoint({ url: receiver.url, secret: 'no secret' })).toThrow(TypeError);
    expect(() => sender.addEndpoint({ url: 'ftp://127.0.0.1', secret })).toThrow(TypeError);
    expect(() => sender.addEndpoint({ url: 'nowhere', secret })).toThrow(TypeError);
  });

  it('sends nothing after close, and nothing planned after a reset of the world', async () => {
    startSender();
    receiver.answers.push(500);
    makeEvent();
    await sender.settled();
    world.reset();
    sender.reset();
    await world.clock.advance(48 * HOUR);
    sender.close();
    makeEvent();
    await sender.settled();
    expect(receiver.received).toHaveLength(1);
  });
});

describe('webhook faults', () => {
  it('drop a message', async () => {
    startSender();
    faults.add({ effect: { kind: 'missing' } });
    makeEvent();
    makeEvent();
    await sender.settled();
    expect(receiver.received).toHaveLength(1);
    expect(sender.messages().map(({ state }) => state)).toEqual(['delivered', 'missing']);
  });

  it('send a message several times with one id', async () => {
    startSender();
    faults.add({ event: 'flow.*', effect: { kind: 'duplicate', copies: 2 } });
    makeEvent();
    await sender.settled();
    expect(receiver.received).toHaveLength(3);
    expect(new Set(idsReceived()).size).toBe(1);
  });

  it('delay a message by the emulator’s clock', async () => {
    startSender();
    faults.add({ effect: { kind: 'delay', ms: 60_000 } });
    makeEvent();
    await sender.settled();
    expect(receiver.received).toHaveLength(0);
    await world.clock.advance(60_000);
    expect(receiver.received).toHaveLength(1);
  });

  it('let a later message overtake', async () => {
    startSender();
    faults.add({ effect: { kind: 'reorder' } });
    const first = makeEvent();
    const second = makeEvent();
    await sender.settled();
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { flow_id: string }).flow_id)).toEqual([
      second.id,
      first.id,
    ]);
  });

  it('send a signature that must not verify, then a good one', async () => {
    startSender();
    faults.add({ effect: { kind: 'bad-signature' } });
    receiver.answers.push(401);
    makeEvent();
    await sender.settled();
    await world.clock.advance(5000);
    const [bad, good] = receiver.received;
    expect(() => new Webhook(secret).verify(bad?.body ?? '', bad?.headers ?? {})).toThrow('No matching signature');
    expect(() => new Webhook(secret).verify(good?.body ?? '', good?.headers ?? {})).not.toThrow();
  });
});

describe('payload styles', () => {
  it('leave event out of some messages as the site does, or put it in all as the registry does', async () => {
    startSender();
    const user = world.addUser({ phone: '+1 415 555 0134', firstName: 'Ana', lastName: 'Sousa' });
    world.transfers.createFromBody({ amount: -100, user_id: user.id, metadata: { order: 7 } });
    await sender.settled();
    sender.setPayloadStyle('registry');
    makeEvent();
    world.transfers.createFromBody({ amount: -100, user_id: user.id, metadata: { order: 8 } });
    await sender.settled();
    const bodies = receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    const [published, registry] = [bodies.slice(0, 2), bodies.slice(2)];
    expect(published).toContainEqual({ event: 'transfer.updated', transfer_id: expect.any(String) });
    expect(published).toContainEqual({
      transfer_id: expect.any(String),
      transfer: expect.objectContaining({ amount: '-100' }),
    });
    expect(registry).toContainEqual(expect.objectContaining({ event: 'flow.updated', metadata: { seller: 's-204' } }));
    expect(registry).toContainEqual(expect.objectContaining({ event: 'transfer.updated', metadata: { order: 8 } }));
    expect(registry).toContainEqual(expect.objectContaining({ event: 'transfer.completed', metadata: { order: 8 } }));
  });
});
