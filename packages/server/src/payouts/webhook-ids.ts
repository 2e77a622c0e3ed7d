/** The ids that a webhook names; nothing else of it is kept, and none of it is taken for a state. */
export interface WebhookIds {
  readonly event: string | null;
  readonly flowId: string | null;
  readonly transferId: string | null;
  readonly userId: string | null;
  readonly oldUserId: string | null;
  readonly newUserId: string | null;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const idOrNull = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,100}$/.test(value) ? value : null;

/**
 * Reads the ids out of a webhook, by name: both payload styles of the documentation (with and without `event`, the
 * transfer as an object or as an id) come to the same.
 */
export function readWebhookIds(body: unknown): WebhookIds {
  const fields = isFields(body) ? body : {};
  const transfer = isFields(fields['transfer']) ? fields['transfer'] : {};
  const event = fields['event'];
  return {
    event: typeof event === 'string' && /^[a-z0-9_.]{1,80}$/i.test(event) ? event : null,
    flowId: idOrNull(fields['flow_id']),
    transferId: idOrNull(fields['transfer_id']) ?? idOrNull(transfer['id']),
    userId: idOrNull(fields['user_id']),
    oldUserId: idOrNull(fields['old_user_id']),
    newUserId: idOrNull(fields['new_user_id']),
  };
}
