import type { History } from './history.ts';
import type { SessionBundle, Store } from './internals.ts';
import type { Random } from './random.ts';
import type { SimTime } from './sim-time.ts';

const never = (): Promise<never> => new Promise<never>(() => undefined);

interface WatchedStoreParts {
  readonly store: Store;
  readonly history: History;
  readonly time: SimTime;
  readonly random: Random;
  readonly isAlive: () => boolean;
  /** Something is due so many milliseconds from now. */
  readonly onDue: (inMs: number) => void;
}

/**
 * The store's door: writes down what was committed, lets every call take a little time, so that instances get in each
 * other's way, and hands nothing to an instance that is dead.
 */
export function watchStore({ store, history, time, random, isAlive, onDue }: WatchedStoreParts): Store {
  /** How many hints of a session this instance can have seen. */
  const hintsKnown = new Map<string, number>();
  function note(bundle: SessionBundle | null): void {
    if (bundle !== null) hintsKnown.set(bundle.session.sessionId, bundle.session.hints);
  }
  function checkCovered(sessionId: string, hintsSeen: number | undefined): void {
    if ((hintsSeen ?? 0) > (hintsKnown.get(sessionId) ?? 0)) history.add({ type: 'hint-skipped', sessionId });
  }

  async function door<T>(work: () => Promise<T>): Promise<T> {
    if (random.chance(0.15)) await time.sleep(random.between(1, 40));
    if (!isAlive()) return never();
    const result = await time.hold(work());
    return isAlive() ? result : never();
  }

  return {
    ...store,
    open: (request) => door(() => store.open(request)),
    createSession: (session) =>
      door(async () => {
        const created = await store.createSession(session);
        if (created.isNew) {
          const { sessionId, reference, accountId, amountCents } = session;
          history.add({ type: 'session-created', sessionId, reference, accountId, amountCents });
        }
        return created;
      }),
    readSession: (by) =>
      door(async () => {
        const bundle = await store.readSession(by);
        note(bundle);
        return bundle;
      }),
    claim: (request) =>
      door(async () => {
        const claimed = await store.claim(request);
        for (const bundle of claimed) note(bundle);
        return claimed;
      }),
    commit: (change) =>
      door(async () => {
        const before = await store.readSession({ sessionId: change.sessionId });
        checkCovered(change.sessionId, change.hintsSeen);
        const outcome = await store.commit(change);
        if (outcome.outcome !== 'done' || before === null) return outcome;
        const { accountId } = before.session;
        if (change.bind) history.add({ type: 'payee-bound', accountId, dotsUserId: change.bind.dotsUserId });
        for (const one of change.attempts ?? []) {
          const { ordinal } = one;
          if (one.type === 'intent') {
            const added = (change.attempts ?? []).find((other) => other.type === 'add' && other.ordinal === ordinal);
            const key =
              before.attempts.find((attempt) => attempt.ordinal === ordinal)?.key ??
              (added?.type === 'add' ? added.key : '');
            history.add({ type: 'intent-committed', sessionId: change.sessionId, ordinal, key });
          }
          if (one.type === 'fact') {
            const { transferId, status } = one;
            history.add({ type: 'fact-committed', sessionId: change.sessionId, ordinal, transferId, status });
          }
        }
        for (const { noticeId, body } of change.notices ?? []) {
          history.add({ type: 'notice-committed', noticeId, body });
          onDue(0);
        }
        if (change.dueInMs != null) onDue(change.dueInMs);
        return outcome;
      }),
    release: (request) =>
      door(async () => {
        checkCovered(request.sessionId, request.hintsSeen);
        await store.release(request);
        if (request.dueInMs !== null) onDue(request.dueInMs);
        // A hint that came meanwhile makes it due now; the lease of a dead instance ends by itself.
        onDue(0);
      }),
    hint: (by) =>
      door(async () => {
        const ids = await store.hint(by);
        onDue(0);
        return ids;
      }),
    receiveMessage: (message) =>
      door(async () => {
        const outcome = await store.receiveMessage(message);
        history.add({ type: 'message-stored', messageId: message.messageId });
        onDue(0);
        return outcome;
      }),
    claimMessages: (request) =>
      door(async () => {
        const claimed = await store.claimMessages(request);
        if (claimed.length > 0) onDue(request.leaseMs);
        for (const { messageId } of claimed) history.add({ type: 'message-claimed', messageId });
        return claimed;
      }),
    finishMessage: (request) =>
      door(async () => {
        await store.finishMessage(request);
        if (request.retryInMs === null) history.add({ type: 'message-finished', messageId: request.messageId });
        else onDue(request.retryInMs);
      }),
    claimNotices: (request) =>
      door(async () => {
        const claimed = await store.claimNotices(request);
        if (claimed.length > 0) onDue(request.leaseMs);
        return claimed;
      }),
    finishNotice: (request) =>
      door(async () => {
        await store.finishNotice(request);
        if (request.retryInMs !== null) onDue(request.retryInMs);
      }),
    readBinding: (by) => door(() => store.readBinding(by)),
    mergeUser: (request) => door(() => store.mergeUser(request)),
    saveFlow: (flow) => door(() => store.saveFlow(flow)),
    readFlow: (by) => door(() => store.readFlow(by)),
    countFlows: (request) => door(() => store.countFlows(request)),
    readEvents: (sessionId) => door(() => store.readEvents(sessionId)),
    listSessions: (request) => door(() => store.listSessions(request)),
    purge: (request) => door(() => store.purge(request)),
    close: () => store.close(),
  };
}
