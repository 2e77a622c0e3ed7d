/**
 * The judge: reads a history and says what in it must never happen. It imports nothing from the library, so that the
 * two cannot share a mistake; its numbers are the promises, written down a second time.
 */
import type { HistoryEntry } from './history.ts';

/** A broken invariant. */
export interface Verdict {
  readonly invariant: string;
  readonly atMs: number;
  readonly what: string;
}

/** Two POSTs of one payout leave at least this far apart: 90 s of quiet, counted from an intent up to 10 s before. */
const LEAST_GAP_MS = 80_000;
const DEAD = new Set(['failed', 'canceled']);
const isLive = (status: string): boolean => !DEAD.has(status) && status !== 'reversed';
const RANK: Readonly<Record<string, number>> = {
  created: 0,
  pending: 1,
  flagged: 2,
  completed: 3,
  failed: 3,
  canceled: 3,
  reversed: 4,
};
/** Phases in which a payout may rest when nothing is broken any more. */
const AT_REST = new Set([
  'CREATED',
  'ONBOARDING',
  'HELD',
  'ATTENTION',
  'FUNDED',
  'PRESENTING',
  'DONE',
  'FAILED',
  'REVERSED',
  'CANCELLED',
]);

type Of<Type extends HistoryEntry['type']> = Extract<HistoryEntry, { readonly type: Type }>;

interface Transfer {
  readonly reference: string;
  readonly madeAtMs: number;
  /** When the POST that made it left. */
  readonly sentAtMs: number;
  readonly dotsUserId: string;
  readonly amountCents: number;
  status: string;
}

export function judge(entries: readonly HistoryEntry[], secrets: readonly string[]): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  const sessions = new Map<string, Of<'session-created'>>();
  const intents = new Set<string>();
  const posts: Of<'post-left'>[] = [];
  const openPosts = new Map<number, Of<'post-left'>>();
  const transfers = new Map<string, Transfer>();
  const readAsCompleted = new Set<string>();
  const stored = new Set<string>();
  const finished = new Set<string>();
  const notices = new Map<string, string>();
  const delivered = new Set<string>();
  let binds: Of<'payee-bound'>[] = [];
  let facts: Of<'fact-committed'>[] = [];
  let restoredAtMs = Number.NEGATIVE_INFINITY;
  let backupAtMs = Number.POSITIVE_INFINITY;

  const blame = (invariant: string, entry: HistoryEntry, what: string): void => {
    verdicts.push({ invariant, atMs: entry.atMs, what });
  };
  const referenceOf = (sessionId: string): string =>
    sessions.get(sessionId)?.reference ?? `unknown session ${sessionId}`;
  /** Sent between a backup and its return: the store cannot know of it until somebody asks for that payout. */
  const isForgotten = ({ sentAtMs }: Transfer): boolean => sentAtMs >= backupAtMs && sentAtMs <= restoredAtMs;
  const transfersOf = (reference: string): Transfer[] =>
    [...transfers.values()].filter((one) => one.reference === reference);

  for (const entry of entries) {
    switch (entry.type) {
      case 'session-created':
        sessions.set(entry.sessionId, entry);
        break;
      case 'store-restored': {
        restoredAtMs = entry.atMs;
        backupAtMs = entry.snapshotAtMs;
        // What was written after the backup is gone, rightly: it is judged from the backup on.
        binds = binds.filter(({ atMs }) => atMs <= entry.snapshotAtMs);
        facts = facts.filter(({ atMs }) => atMs <= entry.snapshotAtMs);
        finished.clear();
        notices.clear();
        break;
      }
      case 'intent-committed':
        intents.add(`${entry.sessionId} ${entry.key}`);
        break;
      case 'payee-bound': {
        const clash = binds.find(
          (bind) => (bind.accountId === entry.accountId) !== (bind.dotsUserId === entry.dotsUserId),
        );
        if (clash) blame('I9', entry, 'an account or a Dots user is bound twice');
        binds.push(entry);
        break;
      }
      case 'fact-committed': {
        const before = facts.filter(
          ({ sessionId, ordinal }) => sessionId === entry.sessionId && ordinal === entry.ordinal,
        );
        if (before.some(({ transferId }) => transferId !== entry.transferId))
          blame('I5', entry, 'a transfer id is written twice');
        const highest = Math.max(-1, ...before.map(({ status }) => RANK[status] ?? 1));
        const isReviewOver = before.at(-1)?.status === 'flagged' && entry.status === 'pending';
        if ((RANK[entry.status] ?? 1) < highest && !isReviewOver)
          blame('I5', entry, `the status goes back to ${entry.status}`);
        facts.push(entry);
        break;
      }
      case 'post-left': {
        judgePost(entry);
        posts.push(entry);
        openPosts.set(entry.callId, entry);
        break;
      }
      case 'post-ended':
        openPosts.delete(entry.callId);
        break;
      case 'transfer-made': {
        const reference = referenceOf(entry.sessionId);
        if (transfersOf(reference).some(({ status }) => isLive(status)))
          blame('I1', entry, `a second transfer for ${reference}`);
        transfers.set(entry.transferId, {
          reference,
          madeAtMs: entry.atMs,
          sentAtMs: posts.findLast(({ key, atMs }) => key === entry.key && atMs <= entry.atMs)?.atMs ?? entry.atMs,
          dotsUserId: entry.dotsUserId,
          amountCents: -entry.wireAmountCents,
          status: 'created',
        });
        break;
      }
      case 'transfer-status': {
        const transfer = transfers.get(entry.transferId);
        if (transfer) transfer.status = entry.status;
        break;
      }
      case 'status-read':
        if (entry.status === 'completed') readAsCompleted.add(entry.transferId);
        break;
      case 'message-stored':
        stored.add(entry.messageId);
        break;
      case 'message-thanked':
        if (!stored.has(entry.messageId)) blame('I11', entry, 'a webhook is thanked for before it is stored');
        break;
      case 'message-claimed':
        if (finished.has(entry.messageId)) blame('I11', entry, 'a webhook is taken up again after it was worked off');
        break;
      case 'message-finished':
        finished.add(entry.messageId);
        break;
      case 'notice-committed':
        notices.set(entry.noticeId, entry.body);
        break;
      case 'notice-delivered': {
        const body = notices.get(entry.noticeId);
        if (body !== undefined && body !== entry.body) blame('I15', entry, 'a notice comes with another text');
        delivered.add(entry.noticeId);
        break;
      }
      case 'shown':
        judgeShown(entry);
        break;
      case 'said':
        if (secrets.some((secret) => entry.text.includes(secret))) blame('I13', entry, 'a secret is told');
        break;
      case 'ended':
        judgeEnd(entry);
        break;
      case 'ledger':
        judgeLedger(entry);
        break;
      case 'hint-skipped':
        blame('I14', entry, 'a look covers hints that came after it began');
        break;
      case 'crash':
        break;
    }
  }
  for (const noticeId of notices.keys()) {
    const last = entries.at(-1);
    if (last && !delivered.has(noticeId)) blame('I15', last, 'a notice never arrives');
  }
  return verdicts;

  function judgePost(entry: Of<'post-left'>): void {
    const session = sessions.get(entry.sessionId);
    const reference = referenceOf(entry.sessionId);
    if (!intents.has(`${entry.sessionId} ${entry.key}`))
      blame('I3', entry, 'a POST without a committed intent of its key');
    if (session && entry.wireAmountCents !== -session.amountCents)
      blame('I8', entry, 'the amount on the wire is not minus the amount of the session');
    if (!Number.isSafeInteger(entry.wireAmountCents) || entry.wireAmountCents >= 0)
      blame('I8', entry, 'the amount on the wire is not negative');
    const bound = binds.find(({ accountId }) => accountId === session?.accountId);
    if (bound?.dotsUserId !== entry.dotsUserId)
      blame('I8', entry, 'the payee is not the one who is bound to the account');
    const earlier = posts.filter((post) => referenceOf(post.sessionId) === reference);
    const inFlight = [...openPosts.values()].some((post) => referenceOf(post.sessionId) === reference);
    // A store from a backup cannot know what left after the backup was made; the key and the look hold then.
    const comparable = earlier.filter(({ atMs }) => atMs > restoredAtMs);
    if (inFlight && comparable.length === earlier.length) blame('I4', entry, 'two POSTs of one payout are in flight');
    if (comparable.some(({ atMs }) => entry.atMs - atMs < LEAST_GAP_MS))
      blame('I4', entry, 'a POST within the quiet period');
    if (earlier.some(({ ordinal, key }) => ordinal === entry.ordinal && key !== entry.key))
      blame('I3', entry, 'one attempt is sent under two keys');
  }

  function judgeShown(entry: Of<'shown'>): void {
    if (entry.callerAccountId !== entry.ownerAccountId) blame('I12', entry, "somebody sees another account's payout");
    const own = transfersOf(entry.payoutId);
    const paid = [...transfers].filter(([id, one]) => one.reference === entry.payoutId && readAsCompleted.has(id));
    if (entry.stage === 'withdrawing' && paid.length === 0)
      blame('I6', entry, 'a link to withdraw before the money is there');
    if (entry.stage === 'completed' && paid.length === 0) blame('I6', entry, 'completed without a completed transfer');
    if (entry.stage !== 'failed') return;
    // An answer may be overtaken on its way; it has to be true at some moment since the question.
    if (own.some((one) => one.madeAtMs <= entry.askedAtMs && isLive(one.status) && !isForgotten(one)))
      blame('I7', entry, 'failed is shown although a transfer is there');
    const proof: Readonly<Record<string, string>> = {
      'transfer-failed': 'failed',
      'transfer-canceled': 'canceled',
      'transfer-reversed': 'reversed',
    };
    const wanted = proof[entry.reason ?? ''];
    if (wanted !== undefined && !own.some(({ status }) => status === wanted))
      blame('I7', entry, `${entry.reason} is shown without such a transfer`);
  }

  function judgeEnd(entry: Of<'ended'>): void {
    if (!AT_REST.has(entry.phase)) blame('I14', entry, `${entry.reference} still stands in ${entry.phase}`);
    const own = transfersOf(entry.reference);
    const isThere = own.some((one) => isLive(one.status) && !isForgotten(one));
    if (isThere && (entry.phase === 'FAILED' || entry.phase === 'CANCELLED'))
      blame('I7', entry, `${entry.phase} although a transfer is there`);
    const isFunded = entry.phase === 'FUNDED' || entry.phase === 'PRESENTING' || entry.phase === 'DONE';
    if (
      isFunded &&
      !own.some(({ status, amountCents }) => status === 'completed' && amountCents === entry.amountCents)
    ) {
      blame('I2', entry, `${entry.phase} without a completed transfer over its amount`);
    }
    const bound = binds.find(({ accountId }) => accountId === sessions.get(entry.sessionId)?.accountId)?.dotsUserId;
    const plain = own.filter(
      (one) => isLive(one.status) && one.amountCents === entry.amountCents && one.dotsUserId === bound,
    );
    const isAboutMoney = entry.phase === 'ATTENTION' && entry.reason !== 'payee-conflict';
    if (isAboutMoney && plain.length === 1 && own.filter(({ status }) => isLive(status)).length === 1) {
      blame('I14', entry, 'a person is asked although the one transfer is plain to see');
    }
    // Lost: the money left, and the payout knows nothing of it.
    const knows = facts.some(({ sessionId }) => sessionId === entry.sessionId);
    if (isThere && !knows && entry.phase !== 'ATTENTION')
      blame('I14', entry, 'a transfer is there and the payout does not know it');
  }

  function judgeLedger(entry: Of<'ledger'>): void {
    const { fundedCents, appCents, walletsCents, heldCents, paidOutCents } = entry;
    if (appCents + walletsCents + heldCents + paidOutCents !== fundedCents)
      blame('I2', entry, 'a cent appeared or vanished');
    const moved = [...transfers.values()]
      .filter(({ status }) => isLive(status))
      .reduce((sum, { amountCents }) => sum + amountCents, 0);
    if (fundedCents - appCents !== moved) blame('I2', entry, 'money left the App without a payout');
    const unknown = [...transfers.values()].some(({ reference }) => reference.startsWith('unknown'));
    if (unknown) blame('I2', entry, 'a transfer without a session');
  }
}
