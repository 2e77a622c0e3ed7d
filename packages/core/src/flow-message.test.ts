import { describe, expect, it } from 'vitest';
import { isCompletedStatus, parseFlowMessage } from './flow-message.ts';

describe('parseFlowMessage', () => {
  it.each([
    [{ height: 612 }, { type: 'height', heightPx: 612 }],
    [
      { height: 612.5, extra: true },
      { type: 'height', heightPx: 612.5 },
    ],
    ['{"height":612}', { type: 'height', heightPx: 612 }],
    [
      { step: 'background-check', status: 'completed' },
      { type: 'step', step: 'background-check', status: 'completed' },
    ],
    ['{"step":"payout","status":"completed"}', { type: 'step', step: 'payout', status: 'completed' }],
    [
      { step: 'hologram', status: 'later-word' },
      { type: 'step', step: 'hologram', status: 'later-word' },
    ],
  ])('reads %j', (data, message) => {
    expect(parseFlowMessage(data)).toEqual(message);
  });

  it.each([
    null,
    undefined,
    0,
    'height',
    '{"height":',
    '"{}"',
    '[]',
    [],
    {},
    { height: '612' },
    { height: 0 },
    { height: -3 },
    { height: Number.NaN },
    { height: Infinity },
    { step: 'payout' },
    { status: 'completed' },
    { step: '', status: 'completed' },
    { step: 7, status: 'completed' },
    { step: 'x'.repeat(201), status: 'completed' },
    `{"step":"${'x'.repeat(5000)}","status":"completed"}`,
    [{ height: 5 }],
    { type: 'webpackOk' },
  ])('ignores %j', (data) => {
    expect(parseFlowMessage(data)).toBeNull();
  });

  it('counts both documented statuses as done, and no other word', () => {
    expect(isCompletedStatus('completed')).toBe(true);
    expect(isCompletedStatus('completed-saved')).toBe(true);
    expect(isCompletedStatus('failed')).toBe(false);
    expect(isCompletedStatus('not-completed')).toBe(false);
  });
});
