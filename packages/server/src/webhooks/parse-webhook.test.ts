import { describe, expect, it } from 'vitest';
import { parseWebhook } from './parse-webhook.ts';

const transfer = { id: 't-1', status: 'completed', amount: '-1000' };

describe('parseWebhook', () => {
  it.each([
    [
      { event: 'flow.updated', flow_id: 'f-1', metadata: { a: 'b' } },
      { kind: 'flow', event: 'flow.updated', flowId: 'f-1' },
    ],
    [
      { event: 'flow.transaction_updated', flow_id: 'f-1' },
      { kind: 'flow', event: 'flow.transaction_updated', flowId: 'f-1' },
    ],
    [
      { event: 'transfer.updated', transfer_id: 't-1' },
      { kind: 'transfer', event: 'transfer.updated', transferId: 't-1' },
    ],
    [
      { event: 'transfer.completed', transfer_id: 't-1', transfer },
      { kind: 'transfer', event: 'transfer.completed', transferId: 't-1' },
    ],
    [
      { event: 'transfer.flagged', transfer },
      { kind: 'transfer', event: 'transfer.flagged', transferId: 't-1' },
    ],
    [
      { event: 'user.updated', user_id: 'u-1' },
      { kind: 'user', event: 'user.updated', userId: 'u-1' },
    ],
    [
      { event: 'user.updated.ide_verified', user_id: 'u-1' },
      { kind: 'user', event: 'user.updated.ide_verified', userId: 'u-1' },
    ],
    [
      { event: 'user.updated.user_merged', user_id: 'u-2', old_user_id: 'u-1', new_user_id: 'u-2' },
      { kind: 'user-merged', event: 'user.updated.user_merged', oldUserId: 'u-1', newUserId: 'u-2' },
    ],
  ])('reads %j by its event', (body, expected) => {
    expect(parseWebhook(body)).toEqual(expected);
  });

  it.each([
    [{ flow_id: 'f-1' }, { kind: 'flow', event: null, flowId: 'f-1' }],
    [
      { transfer_id: 't-1', transfer },
      { kind: 'transfer', event: null, transferId: 't-1' },
    ],
    [{ transfer }, { kind: 'transfer', event: null, transferId: 't-1' }],
    [{ transfer_id: 't-1' }, { kind: 'transfer', event: null, transferId: 't-1' }],
    [
      { user_id: 'u-1', transfer_id: 't-1' },
      { kind: 'transfer', event: null, transferId: 't-1' },
    ],
    [{ user_id: 'u-1' }, { kind: 'user', event: null, userId: 'u-1' }],
    [
      { old_user_id: 'u-1', new_user_id: 'u-2' },
      { kind: 'user-merged', event: null, oldUserId: 'u-1', newUserId: 'u-2' },
    ],
  ])('reads %j by its shape, since some events come without a name', (body, expected) => {
    expect(parseWebhook(body)).toEqual(expected);
  });

  it.each([
    // A payout link names the Flow and the transfer behind it; neither is one of a payout here.
    { id: 'l-1', link: 'https://my.dots.dev/l', amount: 500, status: 'claimed', flow_id: 'f-1', transfer_id: 't-1' },
    { event: 'payout_link.updated', payout_link_id: 'l-1' },
    { event: 'payout_link.updated', id: 'l-1', amount: 500, flow_id: 'f-1' },
    { payout_link_id: 'l-1', flow_id: 'f-1' },
    { payout_link: { id: 'l-1' }, funding_transfer_id: 't-1', amount: 5, status: 'failed' },
    { event: 'app.updated', app_id: 'a-1' },
    { event: 'organization.updated' },
    { event: 'flow.updated' },
    { event: 'flow.updated', flow_id: 7 },
    { event: 'flow.updated', flow_id: '../users' },
    { event: 'transfer.updated', transfer: null },
    { event: 'something.new', flow_id: 'f-1' },
    { app_id: 'a-1' },
    {},
  ])('takes %j for unknown, which is a value and no error', (body) => {
    expect(parseWebhook(body)).toMatchObject({ kind: 'unknown' });
  });

  it.each([null, undefined, 7, 'text', [], [{ flow_id: 'f-1' }]])('takes %j for unknown', (body) => {
    expect(parseWebhook(body)).toEqual({ kind: 'unknown', event: null });
  });

  it('keeps the name of an event that it does not know, and no text that is no name', () => {
    expect(parseWebhook({ event: 'dispute.updated' })).toEqual({ kind: 'unknown', event: 'dispute.updated' });
    expect(parseWebhook({ event: 'Anna Example <anna@example.com>' })).toEqual({ kind: 'unknown', event: null });
  });

  it('reads own keys only', () => {
    expect(parseWebhook(Object.create({ flow_id: 'f-1' }))).toEqual({ kind: 'unknown', event: null });
  });
});
