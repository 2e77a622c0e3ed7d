import { DotsFlowsError, parsePayoutAmountCents } from '@dots-flows/core';
import type { RemoteTransfer } from '../dots-api/remote-records.ts';
import type { AttemptRecord, EventRecord, Phase, SessionBundle } from '../store/records.ts';
import { adoptTransfer } from './adopt-transfer.ts';
import { commitFacts, commitMove } from './commit-move.ts';
import { lookUpTransfers } from './look-up.ts';
import { mergeTransfers } from './merge-transfers.ts';
import type { PayoutContext } from './payout-context.ts';
import { referenceTag } from './payout-key.ts';
import type { PayoutMove } from './payout-move.ts';
import { remoteError } from './remote-error.ts';
import { BEFORE_INTENT, transition } from './states.ts';

/**
 * What people of the host may do to a payout, from a back office. Every act shows or demands what Dots has, because the one
 * dangerous thing is to send again what was sent already. Put it behind your own authentication: nothing here asks who
 * is calling.
 *
 * @public
 */
export interface PayoutOperator {
  /** Payouts that wait for a person, the longest first. */
  list(request?: { readonly limit?: number | undefined }): Promise<readonly OperatorSummary[]>;
  /** What is written down about a payout, and what Dots shows right now. Changes nothing. */
  inspect(payoutId: string): Promise<OperatorReport>;
  /**
   * Changes the amount while nothing was sent.
   *
   * @throws `payout-conflict` when the payout changed since `expectedVersion`, or something may have been sent.
   */
  amend(request: {
    readonly payoutId: string;
    readonly amountCents: number;
    readonly expectedVersion: number;
  }): Promise<OperatorSummary>;
  /** Ends a payout while nothing was sent. @throws `payout-conflict` when something may have been sent. */
  cancel(request: { readonly payoutId: string }): Promise<OperatorSummary>;
  /**
   * Ends the doubt about a payout in `ATTENTION`: this transfer is its transfer. It may have been made by hand in Dots'
   * dashboard.
   *
   * @param request.transferId - Copied from `inspect` or from Dots' dashboard: proof that somebody looked.
   * @throws `payout-conflict` when Dots shows it for another user or with another amount, when another transfer of the
   *   payout is alive, or when the payout does not wait for a person.
   */
  adopt(request: { readonly payoutId: string; readonly transferId: string }): Promise<OperatorSummary>;
  /**
   * Starts another transfer after one that Dots shows failed, canceled or reversed.
   *
   * @param request.deadTransferId - The id of that transfer, copied from `inspect`: proof that somebody looked.
   * @throws `payout-conflict` when it is not the payout's last one, or Dots does not show it dead.
   */
  startNewAttempt(request: { readonly payoutId: string; readonly deadTransferId: string }): Promise<OperatorSummary>;
  /**
   * Lets a payout in `ATTENTION` go on under the same key, after a person made sure in Dots' dashboard that no transfer
   * of it exists.
   *
   * @param request.confirm - The payout id, typed once more.
   * @throws `payout-conflict` when Dots does show a transfer, or the payout waits for another reason.
   */
  resume(request: { readonly payoutId: string; readonly confirm: string }): Promise<OperatorSummary>;
}

/** @public */
export interface OperatorSummary {
  readonly payoutId: string;
  readonly accountId: string;
  readonly amountCents: number;
  readonly phase: Phase;
  readonly reason: string | null;
  readonly version: number;
  /** ISO 8601 UTC. */
  readonly since: string;
}

/** @public */
export interface OperatorReport extends OperatorSummary {
  readonly dotsUserId: string | null;
  readonly attempts: readonly AttemptRecord[];
  readonly events: readonly EventRecord[];
  /** Transfers of this payout that Dots shows; `null` when the payee is not known yet. */
  readonly atDots: readonly Pick<RemoteTransfer, 'transferId' | 'status' | 'amountCents' | 'userId'>[] | null;
}

const RESUMABLE: readonly (string | null)[] = ['key-too-old', 'rejection-invisible', 'credentials-refused'];

export function createOperator(context: PayoutContext): PayoutOperator {
  const { store, api, rules, keyFormat } = context;

  async function find(payoutId: string): Promise<SessionBundle> {
    await context.opened();
    const bundle = await store.readSession({ reference: payoutId });
    if (bundle === null)
      throw new DotsFlowsError('payout-not-found', {
        message: 'No payout has this id. Nothing was done. Check the id.',
      });
    return bundle;
  }

  async function read(transferId: string): Promise<RemoteTransfer> {
    const answer = await api.readTransfer(transferId);
    if (answer.kind !== 'accepted') throw remoteError(answer);
    return answer.value;
  }

  async function look(bundle: SessionBundle): Promise<readonly RemoteTransfer[] | null> {
    const { session, attempts } = bundle;
    const userIds = payeeIds(bundle);
    if (userIds.length === 0) return null;
    const tag = referenceTag(api.namespace, session.reference);
    const keys = attempts.map(({ key }) => key);
    const request = { userIds, referenceTag: tag, keys, sinceMs: null };
    const result = await lookUpTransfers(api, request, context.crashPoint);
    if (result.kind === 'failed') throw remoteError(result.answer);
    if (result.kind === 'too-many') throw conflict('Dots has more transfers of this user than can be gone through');
    return result.kind === 'found' ? result.transfers : [];
  }

  async function act(bundle: SessionBundle, move: PayoutMove): Promise<OperatorSummary> {
    const { leaseUntilMs } = bundle.session;
    if (leaseUntilMs !== null && leaseUntilMs > bundle.nowMs) throw conflict('the payout is being worked on right now');
    const result = await commitMove(context, bundle, move);
    if (result.outcome !== 'done') throw conflict('the payout changed at the same moment');
    return summary(result.bundle);
  }

  return {
    async list({ limit = 50 } = {}) {
      await context.opened();
      const sessions = await store.listSessions({ phase: 'ATTENTION', limit });
      return sessions.map((session) => summary({ session }));
    },
    async inspect(payoutId) {
      const bundle = await find(payoutId);
      const [events, transfers] = await Promise.all([store.readEvents(bundle.session.sessionId), look(bundle)]);
      const atDots = transfers?.map(({ transferId, status, amountCents, userId }) => ({
        transferId,
        status,
        amountCents,
        userId,
      }));
      const { attempts, session } = bundle;
      return { ...summary(bundle), dotsUserId: session.dotsUserId, attempts, events, atDots: atDots ?? null };
    },
    async amend({ payoutId, amountCents, expectedVersion }) {
      const cents = parsePayoutAmountCents(amountCents);
      const bundle = await find(payoutId);
      if (bundle.session.version !== expectedVersion) throw conflict('the payout changed since you read it');
      if (!BEFORE_INTENT.includes(bundle.session.phase) || wasSent(bundle))
        throw conflict('the money may have been sent');
      return act(bundle, { events: [], notes: [{ name: 'amended', reason: null }], amountCents: cents });
    },
    async cancel({ payoutId }) {
      const bundle = await find(payoutId);
      if (transition(bundle.session.phase, 'cancelled') === null || wasSent(bundle))
        throw conflict('the money may have been sent');
      return act(bundle, { events: [{ name: 'cancelled', reason: 'payout-cancelled' }], dueInMs: null });
    },
    async adopt({ payoutId, transferId }) {
      const bundle = await find(payoutId);
      const known = bundle.attempts.map((attempt) => attempt.transferId).filter((id) => id !== null);
      const [transfer, listed, ...others] = await Promise.all([read(transferId), look(bundle), ...known.map(read)]);
      const seen = { transfer, others: [...(listed ?? []), ...others], payeeIds: payeeIds(bundle) };
      const move = adoptTransfer(bundle, seen, rules);
      if ('refusal' in move) throw conflict(move.refusal);
      return act(bundle, move);
    },
    async startNewAttempt({ payoutId, deadTransferId }) {
      const found = await find(payoutId);
      const seen = await read(deadTransferId);
      const last = found.attempts.at(-1);
      if (last === undefined || last.transferId !== deadTransferId)
        throw conflict('this is not the last transfer of the payout');
      const merged = await commitFacts(context, found.session.sessionId, (now) =>
        mergeTransfers(now, [{ transfer: seen, ordinal: last.ordinal }], rules),
      );
      const bundle = merged ?? found;
      const attempt = bundle.attempts.at(-1);
      const isDead = attempt !== undefined && (rules.isProvenDead(attempt) || attempt.status === 'reversed');
      if (!isDead || transition(bundle.session.phase, 'retry-allowed') === null)
        throw conflict('Dots does not show this transfer failed, canceled or reversed');
      const { reference, amountCents, dotsUserId } = bundle.session;
      const ordinal = attempt.ordinal + 1;
      const key = rules.keyOfAttempt({ namespace: api.namespace, reference, ordinal, amountCents, format: keyFormat });
      return act(bundle, {
        events: [{ name: 'retry-allowed', reason: null }],
        attempts: [{ type: 'add', ordinal, key, dotsUserId: dotsUserId ?? attempt.dotsUserId, amountCents }],
        dueInMs: 0,
      });
    },
    async resume({ payoutId, confirm }) {
      if (confirm !== payoutId) throw conflict('the payout id in `confirm` is not the same');
      const bundle = await find(payoutId);
      const attempt = bundle.attempts.at(-1);
      if (bundle.session.phase !== 'ATTENTION' || !RESUMABLE.includes(bundle.session.reason) || attempt === undefined)
        throw conflict('the payout does not wait for a transfer that cannot be found');
      const transfers = await look(bundle);
      if (transfers === null || transfers.length > 0) throw conflict('Dots does show a transfer of this payout');
      return act(bundle, {
        events: [{ name: 'resumed', reason: null }],
        attempts: [{ type: 'reopen', ordinal: attempt.ordinal }],
        dueInMs: 0,
      });
    },
  };
}

/** Every id that the payee has or had at Dots. */
const payeeIds = ({ session, attempts, binding }: SessionBundle): readonly string[] => [
  ...new Set(
    [
      session.dotsUserId,
      binding?.dotsUserId ?? null,
      ...attempts.map(({ dotsUserId }) => dotsUserId),
      ...(binding?.formerUserIds ?? []),
    ].filter((id) => id !== null),
  ),
];

const wasSent = ({ attempts }: SessionBundle): boolean =>
  attempts.some(({ postCount, transferId }) => postCount > 0 || transferId !== null);

function summary({ session }: Pick<SessionBundle, 'session'>): OperatorSummary {
  const { reference, accountId, amountCents, phase, reason, version, phaseSinceMs } = session;
  return {
    payoutId: reference,
    accountId,
    amountCents,
    phase,
    reason,
    version,
    since: new Date(phaseSinceMs).toISOString(),
  };
}

function conflict(why: string): DotsFlowsError {
  return new DotsFlowsError('payout-conflict', {
    message: `Nothing was done: ${why}. Doing it anyway could pay twice. Look at the payout again with \`inspect\`, then decide.`,
  });
}
