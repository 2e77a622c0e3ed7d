import type { SessionKey } from '../store/store.ts';
import type { InboxRecord } from '../store/records.ts';
import { commitFacts } from './commit-move.ts';
import { mergeTransfers } from './merge-transfers.ts';
import type { PayoutContext } from './payout-context.ts';
import { readTransferMark } from './payout-metadata.ts';
import type { WebhookIds } from './webhook-ids.ts';

/** Webhooks that cannot be worked off after so many tries name things that are not there; polling covers the rest. */
const MAX_TRIES = 20;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60 * 60_000;

/**
 * Works off one message of the inbox: a hint on the sessions that it is about. A transfer that no session knows is read,
 * and when it carries the mark of one of ours it is a fact, even before the answer to its POST has arrived.
 */
export async function processMessage(context: PayoutContext, message: InboxRecord): Promise<readonly string[]> {
  await context.crashPoint('CP7');
  const ids = JSON.parse(message.body) as WebhookIds;
  const outcome = await hintAll(context, ids);
  if (outcome === 'later' && message.tries < MAX_TRIES) {
    const retryInMs = Math.min(FIRST_RETRY_MS * 2 ** (message.tries - 1), LONGEST_RETRY_MS);
    await context.store.finishMessage({ messageId: message.messageId, retryInMs });
    context.emit({ type: 'webhook-delayed', messageId: message.messageId, tries: message.tries });
    return [];
  }
  await context.store.finishMessage({ messageId: message.messageId, retryInMs: null });
  const sessionIds = outcome === 'later' ? [] : outcome.sessionIds;
  const result = outcome !== 'later' && outcome.isFact ? 'fact' : sessionIds.length > 0 ? 'hinted' : 'not-ours';
  context.emit({ type: 'webhook-processed', messageId: message.messageId, result });
  return sessionIds;
}

type Hinted = { readonly sessionIds: readonly string[]; readonly isFact: boolean };

async function hintAll(context: PayoutContext, ids: WebhookIds): Promise<Hinted | 'later'> {
  const { store } = context;
  if (ids.oldUserId !== null && ids.newUserId !== null) {
    const merged = await followMerge(context, ids.oldUserId, ids.newUserId);
    if (merged === 'later') return 'later';
  }
  const keys: (SessionKey | { readonly dotsUserId: string })[] = [];
  if (ids.flowId !== null) keys.push({ flowId: ids.flowId });
  if (ids.transferId !== null) keys.push({ transferId: ids.transferId });
  for (const dotsUserId of [ids.userId, ids.newUserId]) if (dotsUserId !== null) keys.push({ dotsUserId });
  const hinted = new Set<string>();
  for (const key of keys) for (const sessionId of await store.hint(key)) hinted.add(sessionId);
  for (const sessionId of hinted) context.notifier.changed(sessionId);
  if (ids.transferId === null || hinted.size > 0) return { sessionIds: [...hinted], isFact: false };
  return readUnknownTransfer(context, ids.transferId);
}

async function readUnknownTransfer(context: PayoutContext, transferId: string): Promise<Hinted | 'later'> {
  const answer = await context.api.readTransfer(transferId);
  // Another App's, or made in the dashboard and gone: nothing of ours.
  if (answer.kind === 'refused' && answer.reason === 'not-found') return { sessionIds: [], isFact: false };
  if (answer.kind !== 'accepted') return 'later';
  const transfer = answer.value;
  const mark = readTransferMark(transfer.metadata);
  const bundle = mark.sessionId === null ? null : await context.store.readSession({ sessionId: mark.sessionId });
  const isOurs = bundle !== null && bundle.attempts.some(({ key }) => key === mark.key);
  if (!isOurs) return { sessionIds: [], isFact: false };
  const { sessionId } = bundle.session;
  await commitFacts(context, sessionId, (now) => mergeTransfers(now, [{ transfer }], context.rules));
  await context.store.hint({ sessionId });
  return { sessionIds: [sessionId], isFact: true };
}

/** Dots has merged two people. Its word is checked: the old id is gone, the new one is there. */
async function followMerge(context: PayoutContext, oldUserId: string, newUserId: string): Promise<'done' | 'later'> {
  const { api, store } = context;
  const binding = await store.readBinding({ dotsUserId: oldUserId });
  if (binding === null || binding.dotsUserId !== oldUserId) return 'done';
  const [before, after] = await Promise.all([api.readUser(oldUserId), api.readUser(newUserId)]);
  const isGone =
    (before.kind === 'refused' && before.reason === 'not-found') ||
    (before.kind === 'accepted' && before.value.userId === newUserId);
  if (after.kind !== 'accepted' || !(isGone || before.kind === 'accepted')) return 'later';
  if (!isGone) return 'done';
  const outcome = await store.mergeUser({ oldUserId, newUserId });
  if (outcome === 'taken') context.emit({ type: 'alarm', alarm: 'payee-conflict', payoutId: null, sessionId: null });
  return 'done';
}
