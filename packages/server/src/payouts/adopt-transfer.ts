import type { RemoteTransfer } from '../dots-api/remote-records.ts';
import type { SessionBundle } from '../store/records.ts';
import { eventOf } from './merge-transfers.ts';
import type { PayoutMove } from './payout-move.ts';
import type { Rules } from './rules.ts';
import { isLiveStatus } from './transfer-status.ts';

/** What Dots shows, read a moment ago. */
export interface SeenForAdoption {
  /** The transfer that the person named. */
  readonly transfer: RemoteTransfer;
  /** Every other transfer that may be this payout's. */
  readonly others: readonly RemoteTransfer[];
  /** Every id that the payee has or had at Dots. */
  readonly payeeIds: readonly string[];
}

/**
 * What adopting a transfer makes of a payout in `ATTENTION`, or why it is refused. A person vouches that the transfer is
 * this payout's; that it went to the payee, that its size is right and that it is the only one alive is not left to a person.
 */
export function adoptTransfer(
  { session, attempts }: SessionBundle,
  { transfer, others, payeeIds }: SeenForAdoption,
  rules: Rules,
): PayoutMove | { readonly refusal: string } {
  const { transferId, userId, amountCents } = transfer;
  const newest = attempts.at(-1);
  if (session.phase !== 'ATTENTION') return { refusal: 'the payout does not wait for a person' };
  if (newest === undefined) return { refusal: 'the payout has not come to the point of sending anything' };
  if (newest.transferId !== null && newest.transferId !== transferId)
    return { refusal: 'the newest attempt of this payout has another transfer, which is the one to let stand' };
  if (userId === null || !payeeIds.includes(userId)) return { refusal: 'Dots shows this transfer for somebody else' };
  if (amountCents === null || Math.abs(amountCents) !== session.amountCents)
    return { refusal: 'Dots shows this transfer with another amount' };
  if (others.some((other) => other.transferId !== transferId && isLiveStatus(other.status)))
    return { refusal: 'Dots shows another transfer of this payout that is not failed, canceled or reversed' };
  const { status, contradicts } = rules.mergeStatus(newest.status, transfer.status);
  if (contradicts) return { refusal: 'Dots shows another end of this transfer than it did before' };

  const event = eventOf([...attempts.slice(0, -1), { ...newest, transferId, status }]);
  return {
    events: event === null ? [] : [event],
    notes: [{ name: 'adopted-by-operator', reason: null }],
    attempts: [{ type: 'fact', ordinal: newest.ordinal, transferId, status, evidence: null }],
    dueInMs: 0,
  };
}
