import { DotsFlowsError } from '@dots-flows/core';
import type { PayoutSession } from '@dots-flows/core';
import type { Clock } from '../clock.ts';
import type { SessionBundle } from '../store/records.ts';
import { HOUR_MS } from './create-flow.ts';
import { driveSession, isWorthDriving } from './drive-session.ts';
import type { PayoutContext } from './payout-context.ts';
import type { PayoutCaller, PayoutService } from './payout-service.ts';
import { commitMove } from './commit-move.ts';
import { projectSession, waitingSession } from './project-session.ts';
import { renewSteps } from './renew-steps.ts';
import { readWebhookIds } from './webhook-ids.ts';
import type { Sweeper } from './sweeper.ts';
import { watchSession } from './watch-session.ts';
import type { SessionWatch } from './watch-session.ts';
import type { StepMode } from './work.ts';

const LOOKING: StepMode = { isBrowser: true, renewLink: false, retry: false };
/** How long a request waits for another one that holds the lease of the same payout. */
const LEASE_PATIENCE_MS = 10_000;
const LEASE_POLL_MS = 200;

/** The payout half, as the HTTP half knows it. */
export function createPayoutService(context: PayoutContext, sweeper: Sweeper): PayoutService {
  const { store, clock, rules, host, crashPoint, notifier, inFlight } = context;

  async function advance(call: PayoutCaller & { readonly renewLink: boolean; readonly retry: boolean }) {
    await context.opened();
    await crashPoint('CP1');
    const { payoutId, accountId } = call;
    const payout = await host.resolvePayout({ payoutId, accountId });
    if (payout === null) throw notFound();
    const { isNew, bundle } = await store.createSession({
      sessionId: context.randomness.id(),
      reference: payoutId,
      accountId,
      leaseMs: rules.times.leaseMs,
      countFlowsWithinMs: HOUR_MS,
      ...payout,
    });
    await crashPoint('CP2');
    checkCaller(context, bundle, accountId);
    if (bundle.session.amountCents !== payout.amountCents) throw otherAmount();
    const { renewLink, retry } = call;
    const renewal = isNew ? null : renewSteps(bundle, payout);
    const renewed = renewal === null ? null : await commitMove(context, bundle, renewal);
    const found = renewed?.outcome === 'done' ? renewed.bundle : bundle;
    const session = await look(found, { isBrowser: true, renewLink, retry }, isNew);
    // Without a process that sweeps, every request brings a little of the rest along.
    sweeper.piggyBack();
    return session;
  }

  /** Brings a session as far as it can go for somebody who looks, and says where it stands. */
  async function look(found: SessionBundle, mode: StepMode, isHeld = false): Promise<PayoutSession> {
    const { sessionId } = found.session;
    const watch = watchSession(notifier, clock);
    watch.focus(sessionId);
    try {
      return await lookUntilItLeads(found, mode, watch, isHeld);
    } finally {
      watch.end();
    }
  }

  async function lookUntilItLeads(
    found: SessionBundle,
    mode: StepMode,
    watch: SessionWatch,
    isHeld: boolean,
  ): Promise<PayoutSession> {
    const { sessionId } = found.session;
    let held = isHeld ? found : null;
    const untilMs = clock.nowMs() + LEASE_PATIENCE_MS;
    let bundle = found;
    let failure: DotsFlowsError | null = null;
    for (;;) {
      if (isWorthDriving(bundle, mode)) {
        const driven = await driveSession(context, sessionId, mode, held);
        held = null;
        ({ failure } = driven);
        bundle = driven.bundle ?? (await readAgain(sessionId));
        const session = await project(bundle, failure);
        if (session !== null && driven.bundle !== null) return session;
      } else {
        const session = await project(bundle, null);
        if (session !== null) return session;
      }
      // Somebody else works on it: their result is ours.
      if (failure !== null) throw failure;
      if (isOver(clock, untilMs, LEASE_PATIENCE_MS)) break;
      await watch.change(LEASE_POLL_MS);
      bundle = await readAgain(sessionId);
    }
    const session = (await project(bundle, null)) ?? waitingSession(bundle);
    if (session === null) throw busy();
    return session;
  }

  async function project(bundle: SessionBundle, failure: DotsFlowsError | null): Promise<PayoutSession | null> {
    try {
      return await projectSession(context, bundle);
    } catch (error) {
      throw failure ?? error;
    }
  }

  async function readAgain(sessionId: string): Promise<SessionBundle> {
    const bundle = await store.readSession({ sessionId });
    if (bundle === null) throw notFound();
    return bundle;
  }

  async function find({ payoutId, accountId }: PayoutCaller): Promise<SessionBundle> {
    await context.opened();
    const bundle = await store.readSession({ reference: payoutId });
    if (bundle === null) throw notFound();
    checkCaller(context, bundle, accountId);
    return bundle;
  }

  async function read(call: PayoutCaller): Promise<PayoutSession> {
    const bundle = await find(call);
    return (await projectSession(context, bundle)) ?? look(bundle, LOOKING);
  }

  async function waitForChange(
    call: PayoutCaller & { readonly afterVersion: number; readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<PayoutSession> {
    const { signal } = call;
    const watch = watchSession(notifier, clock);
    const ends = [inFlight.onStop(watch.wake), () => signal.removeEventListener('abort', watch.wake), watch.end];
    signal.addEventListener('abort', watch.wake);
    try {
      const bundle = await waitForVersion(call, watch);
      return (await projectSession(context, bundle)) ?? (await inFlight.track(look(bundle, LOOKING)));
    } finally {
      for (const end of ends) end();
    }
  }

  async function waitForVersion(
    call: Parameters<typeof waitForChange>[0],
    watch: SessionWatch,
  ): Promise<SessionBundle> {
    const { afterVersion, timeoutMs, signal } = call;
    const wasStopped = inFlight.isStopped;
    const untilMs = clock.nowMs() + timeoutMs;
    let lookedAtMs = clock.nowMs();
    // A store that tells of changes in other processes is polled only in case its word gets lost.
    const pollMs = store.onChange === undefined ? rules.times.storePollMs : rules.times.toldStorePollMs;
    let bundle = await find(call);
    const { sessionId } = bundle.session;
    watch.focus(sessionId);
    while (bundle.session.version <= afterVersion && !signal.aborted) {
      if (isOver(clock, untilMs, timeoutMs) || inFlight.isStopped !== wasStopped) break;
      await watch.change(Math.min(pollMs, untilMs - clock.nowMs()));
      bundle = await readAgain(sessionId);
      // A webhook that is lost must not leave a waiting browser in the dark.
      const isDue =
        bundle.session.hints > bundle.session.hintsSeen || clock.nowMs() - lookedAtMs >= rules.times.watchedPollMs;
      if (bundle.session.version > afterVersion || !isDue || !isWorthDriving(bundle, LOOKING)) continue;
      // An instance that was stopped only reads for those who wait: it begins nothing that it might not end.
      if (inFlight.isStopped) continue;
      lookedAtMs = clock.nowMs();
      await driveSession(context, sessionId, LOOKING);
      bundle = await readAgain(sessionId);
    }
    return bundle;
  }

  async function receiveWebhook(message: { readonly messageId: string; readonly body: unknown }) {
    await context.opened();
    await crashPoint('CP5');
    const stored = store.receiveMessage({
      messageId: message.messageId,
      body: JSON.stringify(readWebhookIds(message.body)),
    });
    const outcome = rules.storesBeforeThanks ? await stored : 'stored';
    await crashPoint('CP6');
    context.webhookWatch.heard();
    sweeper.kick();
    return outcome;
  }

  return {
    advance: (call) => inFlight.track(advance(call)),
    read: (call) => inFlight.track(read(call)),
    waitForChange,
    receiveWebhook,
    sweep: () => sweeper.sweep(),
  };
}

/** Whether a wait is over. More time left than there was at its beginning means that the clock was set back. */
function isOver(clock: Clock, untilMs: number, waitMs: number): boolean {
  const leftMs = untilMs - clock.nowMs();
  return leftMs <= 0 || leftMs > waitMs;
}

/** The same answer for a payout that is not there and for one of somebody else. */
function checkCaller({ rules, emit }: PayoutContext, { session }: SessionBundle, accountId: string): void {
  if (rules.isCallersSession(session, accountId)) return;
  emit({ type: 'alarm', alarm: 'foreign-account', payoutId: session.reference, sessionId: session.sessionId });
  throw notFound();
}

function notFound(): DotsFlowsError {
  return new DotsFlowsError('payout-not-found', {
    message:
      'No payout has this id for this account. Nothing was started. Check the payout id, and what `resolvePayout` answers for it.',
  });
}

function otherAmount(): DotsFlowsError {
  return new DotsFlowsError('payout-conflict', {
    message:
      'This payout was opened with another amount, and one payout id never pays two amounts. Nothing new was started. Use a new payout id for another payment, or amend the amount while nothing has been sent.',
  });
}

function busy(): DotsFlowsError {
  return new DotsFlowsError('dots-unavailable', {
    message: 'Another request is working on this payout right now. Nothing is lost: the same call may be made again.',
    retryAfterSeconds: 1,
  });
}
