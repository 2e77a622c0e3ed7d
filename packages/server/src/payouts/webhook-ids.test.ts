import { describe, expect, it } from 'vitest';
import { readWebhookIds } from './webhook-ids.ts';

describe('readWebhookIds', () => {
  it.each([
    [
      'with an event',
      { event: 'flow.updated', flow_id: 'f-1', metadata: { a: 1 } },
      { event: 'flow.updated', flowId: 'f-1' },
    ],
    ['without one', { flow_id: 'f-1' }, { event: null, flowId: 'f-1' }],
    ['with the whole transfer', { transfer: { id: 't-1', status: 'completed' } }, { transferId: 't-1' }],
    ['with both', { event: 'transfer.completed', transfer_id: 't-1', transfer: { id: 't-1' } }, { transferId: 't-1' }],
    [
      'of a merge',
      { user_id: 'n', old_user_id: 'o', new_user_id: 'n' },
      { userId: 'n', oldUserId: 'o', newUserId: 'n' },
    ],
  ])('reads the ids of a payload %s', (_, body, expected) => {
    expect(readWebhookIds(body)).toMatchObject(expected);
  });

  it.each([
    null,
    'text',
    7,
    [],
    {},
    { flow_id: 7 },
    { transfer: 'x' },
    { flow_id: '../../etc' },
    { flow_id: 'x'.repeat(101) },
    { event: 'a b' },
  ])('finds nothing in %j', (body) => {
    expect(Object.values(readWebhookIds(body)).every((value) => value === null)).toBe(true);
  });
});
