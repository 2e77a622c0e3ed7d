import { DotsFlowsError } from '@dots-flows/core';
import { describe, expect, it } from 'vitest';
import type { DotsFlowsEvent } from '../events/dots-flows-event.ts';
import { addEvent, addRejection, withoutSecrets } from './timeline.ts';
import type { TimelineEntry } from './timeline.ts';

const flowId = '7b1f6a52-93c4-4e0d-8a37-2f5c0d9e4b61';
const link = `https://my.dots.dev/flow/${flowId}`;
const at = new Date('2026-08-03T09:15:22.104Z');

const events: DotsFlowsEvent[] = [
  { type: 'onReady', details: { flowId } },
  {
    type: 'onMessage',
    details: { flowId, origin: 'https://my.dots.dev', message: { type: 'height', heightPx: 612 }, data: { link } },
  },
  {
    type: 'onMessage',
    details: {
      flowId,
      origin: 'https://my.dots.dev',
      message: { type: 'step', step: 'payout', status: 'completed' },
      data: '',
    },
  },
  { type: 'onResize', details: { flowId, heightPx: 612 } },
  { type: 'onStepComplete', details: { flowId, step: 'payout', status: 'completed' } },
  { type: 'onComplete', details: { flowId, completedSteps: ['payout'] } },
  { type: 'onReturn', details: { flowId } },
  { type: 'onError', details: new DotsFlowsError('frame-timeout', { message: `Silent at ${link}?token=1` }) },
  { type: 'frame-phase', flowId, phase: 'ready', signedInUntil: null },
  { type: 'height-capped', flowId, heightPx: 900 },
  { type: 'link-renewal', flowId },
  { type: 'call', call: 'createFlow', durationMs: 12.4, outcome: 'ok' },
  { type: 'session', payoutId: 'inv_1', stage: 'onboarding', version: 3 },
  { type: 'callback-threw', callback: 'onReady', error: new Error(`bug near ${link}`) },
];

describe('the timeline', () => {
  it.each(events)('has a line without secrets for $type', (event) => {
    const [entry] = addEvent([], event, at);
    expect(entry).toMatchObject({ id: 1, at: '2026-08-03T09:15:22.104Z', count: 1 });
    const text = JSON.stringify(entry);
    expect(text).not.toContain(flowId);
    expect(text).not.toContain('/flow/');
    expect(text).not.toContain('token');
  });

  it('shows nothing of what a host throws that is no Error', () => {
    const thrown: Record<string, unknown> = { headers: { authorization: 'Bearer secret' } };
    thrown['self'] = thrown;
    const [entry] = addEvent([], { type: 'callback-threw', callback: 'onReady', error: thrown }, at);
    expect(entry).toMatchObject({ title: 'onReady of the host threw' });
    expect(JSON.stringify(entry)).not.toContain('secret');
  });

  it('says why a message was ignored', () => {
    const [entry] = addRejection([], { reason: 'foreign-origin', origin: 'https://my.dots.dev.evil.example' }, at);
    expect(entry).toMatchObject({
      kind: 'rejected',
      title: 'from “https://my.dots.dev.evil.example”: not from an allowed origin',
    });
  });

  it('counts what repeats, and forgets what is old', () => {
    let entries: readonly TimelineEntry[] = [];
    for (let index = 0; index < 1_000; index += 1)
      entries = addRejection(entries, { reason: 'foreign-window', origin: 'https://ads.example' }, at);
    expect(entries).toMatchObject([{ count: 1_000 }]);
    for (let index = 0; index < 1_000; index += 1)
      entries = addRejection(entries, { reason: 'foreign-window', origin: `https://ads-${index}.example` }, at);
    expect(entries).toHaveLength(500);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(500);
  });
});

describe('withoutSecrets', () => {
  it('leaves plain data as it is', () => {
    const plain = { a: [1, 'two', null, true], b: { c: undefined } };
    expect(withoutSecrets(plain)).toEqual(plain);
  });

  it.each([
    [{ link }, {}],
    [{ flow: { flowId, link } }, { flow: { flowId: '7b1f…' } }],
    ['at https://me:key@my.dots.dev?flow=7b1f', 'at https://my.dots.dev/…'],
    [`see ${link}?styles=1 and http://127.0.0.1:4000/x`, 'see https://my.dots.dev/… and http://127.0.0.1:4000/…'],
  ])('takes links and flow ids out of %j', (value, safe) => {
    expect(withoutSecrets(value)).toEqual(safe);
  });
});
