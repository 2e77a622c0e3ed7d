import { DotsFlowsError } from '@dots-flows/core';
import type { Answer } from '../dots-api/answer.ts';
import type { RemoteTransfer } from '../dots-api/remote-records.ts';
import type { AttemptAnswer, AttemptRecord, SessionBundle, SessionRecord } from '../store/records.ts';
import { decideSending } from './decide-sending.ts';
import type { SendingDecision, SendingView } from './decide-sending.ts';
import { derivePayoutKey } from './payout-key.ts';
import type { KeyInput } from './payout-key.ts';
import { TIMES } from './times.ts';
import type { Times } from './times.ts';
import { DEAD_STATUSES, mergeStatusForward } from './transfer-status.ts';
import type { MergedStatus } from './transfer-status.ts';

/**
 * Every rule that keeps money safe, each in one place. The library has exactly one set of them, {@link SAFE_RULES}; they
 * are a value so that a test suite can hand in a set with one rule broken and show that it notices.
 */
export interface Rules {
  /** Quiet period, trust window, lease and all other waits. */
  readonly times: Times;
  /** The key of an attempt, when its row is made. */
  readonly keyOfAttempt: (input: KeyInput) => string;
  /** The key that a POST carries. */
  readonly keyToSend: (attempt: AttemptRecord) => string;
  /** Whether Dots' list is read before this POST. */
  readonly looksFirst: (attempt: AttemptRecord) => boolean;
  /** What an answer to the POST means. */
  readonly readPostAnswer: (answer: Answer<RemoteTransfer>, attempt: AttemptRecord) => PostReading;
  /** What to do after a look-up that found nothing. */
  readonly decideSending: (view: SendingView) => SendingDecision;
  /** Whether the transfer of an attempt can never pay, so that a next ordinal may start. */
  readonly isProvenDead: (attempt: AttemptRecord) => boolean;
  /** Cents as they go on the wire. */
  readonly wireAmountCents: (amountCents: number) => number;
  /** Facts are merged, not overwritten. */
  readonly mergeStatus: (known: string | null, read: string) => MergedStatus;
  /** Whether the link of the payout Flow may leave the server. */
  readonly mayShowPayoutLink: (bundle: SessionBundle) => boolean;
  /** Up to which hint a look at Dots covers, when `read` was the count before the look. */
  readonly hintsCovered: (read: number) => number;
  /** Whether a caller may see and advance a session. */
  readonly isCallersSession: (session: SessionRecord, accountId: string) => boolean;
  /** Whether a webhook is committed before its sender is thanked. */
  readonly storesBeforeThanks: boolean;
}

/** A fact, or what is noted about a POST that gave none. */
export type PostReading =
  | { readonly kind: 'fact'; readonly transfer: RemoteTransfer }
  | { readonly kind: 'noted'; readonly answer: AttemptAnswer; readonly evidence: string | null };

export const SAFE_RULES: Rules = Object.freeze<Rules>({
  times: TIMES,
  keyOfAttempt: derivePayoutKey,
  keyToSend: ({ key }) => key,
  looksFirst: () => true,
  readPostAnswer,
  decideSending,
  isProvenDead: ({ transferId, status }) => transferId !== null && status !== null && DEAD_STATUSES.includes(status),
  wireAmountCents,
  mergeStatus: mergeStatusForward,
  mayShowPayoutLink,
  hintsCovered: (read) => read,
  isCallersSession: (session, accountId) => session.accountId === accountId,
  storesBeforeThanks: true,
});

/**
 * Only a 2xx with a readable transfer is a fact. A rejected key means that a transfer exists; a refusal may still be
 * about a transfer that exists; everything else may or may not have been carried out.
 */
function readPostAnswer(answer: Answer<RemoteTransfer>): PostReading {
  switch (answer.kind) {
    case 'accepted':
      return { kind: 'fact', transfer: answer.value };
    case 'unknown':
      return { kind: 'noted', answer: 'unknown', evidence: `${answer.why}${answer.status ? ` ${answer.status}` : ''}` };
    case 'not-sent':
      return { kind: 'noted', answer: 'not-sent', evidence: answer.why };
    case 'refused': {
      const evidence = answer.remoteCode ?? `status ${answer.status}`;
      if (answer.reason === 'duplicate-key') return { kind: 'noted', answer: 'duplicate-key', evidence };
      if (answer.reason === 'credentials') return { kind: 'noted', answer: 'credentials', evidence };
      return { kind: 'noted', answer: 'refused', evidence };
    }
  }
}

/** Negative pays the user, positive would take money from the user (documented). The one place that makes the sign. */
function wireAmountCents(amountCents: number): number {
  const wire = -amountCents;
  if (!Number.isSafeInteger(amountCents) || wire >= 0)
    throw new DotsFlowsError('invalid-amount', {
      message:
        'A transfer was stopped before it was sent: its amount is not a positive whole number of cents. Nothing moved. This is a fault of this package or of the stored data: keep the payout and report it.',
    });
  return wire;
}

/** Funded, by Dots' own word on the newest attempt. */
function mayShowPayoutLink({ session, attempts }: SessionBundle): boolean {
  const isFunded = session.phase === 'FUNDED' || session.phase === 'PRESENTING';
  return isFunded && attempts.at(-1)?.status === 'completed';
}
