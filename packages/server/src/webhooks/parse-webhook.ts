/**
 * What a webhook is about. Its content is a hint and never a state: whoever takes it re-reads the object by its id.
 *
 * @public
 */
export type WebhookEvent =
  /** A user finished steps of a Flow, or its transactions changed. Which steps is not said (documented by absence). */
  | { readonly kind: 'flow'; readonly event: string | null; readonly flowId: string }
  | { readonly kind: 'transfer'; readonly event: string | null; readonly transferId: string }
  | { readonly kind: 'user'; readonly event: string | null; readonly userId: string }
  /** Two Dots users became one: `oldUserId` is retired. */
  | {
      readonly kind: 'user-merged';
      readonly event: string | null;
      readonly oldUserId: string;
      readonly newUserId: string;
    }
  /** An event of another kind, or of a form that is not known. To be acknowledged, so that it is not sent again. */
  | { readonly kind: 'unknown'; readonly event: string | null };

/** Ids of Dots are UUIDs in all samples (inferred); anything of that size that is safe in a path is taken. */
const ID = /^[A-Za-z0-9_-]{1,128}$/;
const EVENT_NAME = /^[a-z0-9_.]{1,100}$/;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

function idIn(fields: Fields | null, key: string): string | null {
  const value = fields !== null && Object.hasOwn(fields, key) ? fields[key] : undefined;
  return typeof value === 'string' && ID.test(value) ? value : null;
}

/**
 * Reads the body of a verified webhook: by its `event` when there is one, else by its shape. Dots documents both
 * payload styles, some of them without `event` (documented, contradictory: the webhooks page and the OpenAPI webhooks).
 *
 * @example
 * ```ts
 * import { parseWebhook } from '@dots-flows/server';
 * parseWebhook({ event: 'flow.updated', flow_id: '7b1f6a52' }); // { kind: 'flow', event: 'flow.updated', flowId: '7b1f6a52' }
 * ```
 * @public
 */
export function parseWebhook(body: unknown): WebhookEvent {
  const fields = fieldsOf(body);
  if (fields === null) return { kind: 'unknown', event: null };
  const name = Object.hasOwn(fields, 'event') ? fields['event'] : undefined;
  const event = typeof name === 'string' && EVENT_NAME.test(name) ? name : null;
  return (event === null ? readByShape(fields) : readByName(fields, event)) ?? { kind: 'unknown', event };
}

function readByName(fields: Fields, event: string): WebhookEvent | null {
  if (event.startsWith('flow.')) return readFlow(fields, event);
  if (event.startsWith('transfer.')) return readTransfer(fields, event);
  if (event.startsWith('user.')) return readUser(fields, event);
  return null;
}

/** A payout link also has a `flow_id` and a `transfer_id`, beside its amount; it is none of ours. */
function readByShape(fields: Fields): WebhookEvent | null {
  if (Object.hasOwn(fields, 'payout_link_id') || Object.hasOwn(fields, 'payout_link')) return null;
  if (fieldsOf(fields['transfer']) !== null) return readTransfer(fields, null);
  if (Object.hasOwn(fields, 'amount')) return null;
  return readFlow(fields, null) ?? readTransfer(fields, null) ?? readUser(fields, null);
}

function readFlow(fields: Fields, event: string | null): WebhookEvent | null {
  const flowId = idIn(fields, 'flow_id');
  return flowId === null ? null : { kind: 'flow', event, flowId };
}

function readTransfer(fields: Fields, event: string | null): WebhookEvent | null {
  const transferId = idIn(fields, 'transfer_id') ?? idIn(fieldsOf(fields['transfer']), 'id');
  return transferId === null ? null : { kind: 'transfer', event, transferId };
}

function readUser(fields: Fields, event: string | null): WebhookEvent | null {
  const oldUserId = idIn(fields, 'old_user_id');
  const newUserId = idIn(fields, 'new_user_id');
  if (oldUserId !== null && newUserId !== null) return { kind: 'user-merged', event, oldUserId, newUserId };
  // A manual credit or debit names the transfer that it made.
  const userId = idIn(fields, 'user_id');
  return userId === null ? null : { kind: 'user', event, userId };
}
