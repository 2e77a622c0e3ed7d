import type { SessionRecord } from '../store/records.ts';
import type { PayoutEventName } from './states.ts';

/**
 * A notice to the host about a payout: delivered at least once, with the same `id` and content each time. A host that must
 * act once keeps the ids it has seen.
 *
 * @public
 */
export interface PayoutNotice {
  readonly id: string;
  readonly type: 'funded' | 'completed' | 'failed' | 'reversed' | 'held' | 'needs-operator' | 'cancelled';
  readonly payoutId: string;
  readonly accountId: string;
  readonly amountCents: number;
  readonly currency: 'USD';
  readonly reason: string | null;
  /** Version of the payout at which it happened. */
  readonly version: number;
}

const NOTICE_TYPES: Readonly<Partial<Record<PayoutEventName, PayoutNotice['type']>>> = {
  'transfer-completed': 'funded',
  'payout-done': 'completed',
  'transfer-dead': 'failed',
  'transfer-refused': 'failed',
  'transfer-reversed': 'reversed',
  'transfer-flagged': 'held',
  'payee-held': 'held',
  'needs-operator': 'needs-operator',
  cancelled: 'cancelled',
};

/** The notice of an event, if the host is told about such events. The id follows from session, version and position. */
export function noticeOf(
  session: SessionRecord,
  event: { readonly name: PayoutEventName; readonly reason: string | null },
  version: number,
  position: number,
): { readonly noticeId: string; readonly body: string } | null {
  const type = NOTICE_TYPES[event.name];
  if (type === undefined) return null;
  const notice: PayoutNotice = {
    id: `${session.sessionId}.${version}.${position}`,
    type,
    payoutId: session.reference,
    accountId: session.accountId,
    amountCents: session.amountCents,
    currency: 'USD',
    reason: event.reason,
    version,
  };
  return { noticeId: notice.id, body: JSON.stringify(notice) };
}
