import type { AttemptRecord, BindingRecord, FlowRecord, SessionBundle, SessionRecord } from './records.ts';
import type { AttemptChange, SessionChange } from './store.ts';

/**
 * What a committed change makes of a session, as a pure function: the memory store is made of it, callers of any store
 * use it to go on without reading again, and the contract suite holds the SQL stores to it.
 */
export function applyChange(
  bundle: SessionBundle,
  change: SessionChange,
  committed: { readonly nowMs: number; readonly hints: number },
): SessionBundle {
  const { nowMs } = committed;
  return {
    nowMs,
    session: applyToSession(bundle.session, change, committed),
    attempts: (change.attempts ?? []).reduce<readonly AttemptRecord[]>(
      (attempts, one) => applyToAttempts(attempts, one, nowMs),
      bundle.attempts.map((attempt) => withAmount(attempt, change.amountCents)),
    ),
    flows: applyToFlows(bundle.flows, change, nowMs),
    binding: applyToBinding(bundle, change, nowMs),
  };
}

function applyToSession(
  session: SessionRecord,
  change: SessionChange,
  { nowMs, hints }: { readonly nowMs: number; readonly hints: number },
): SessionRecord {
  const hintsSeen = Math.max(session.hintsSeen, Math.min(change.hintsSeen ?? 0, hints));
  const isDirty = hints > hintsSeen;
  const hasMoved = change.phase !== session.phase;
  return {
    ...session,
    phase: change.phase,
    reason: change.reason,
    amountCents: change.amountCents ?? session.amountCents,
    dotsUserId: change.dotsUserId ?? session.dotsUserId,
    trust: change.trust ?? session.trust,
    onboardingSteps: change.onboardingSteps ?? session.onboardingSteps,
    payoutSteps: change.payoutSteps ?? session.payoutSteps,
    version: session.version + 1,
    leaseUntilMs: change.release === true ? null : session.leaseUntilMs,
    nextAtMs: planned(session.nextAtMs, change.dueInMs, isDirty, nowMs),
    hints,
    hintsSeen,
    polls: 0,
    phaseSinceMs: hasMoved ? nowMs : session.phaseSinceMs,
    updatedAtMs: nowMs,
  };
}

/** A hint that nobody has looked at makes the session due at once, whatever was planned. */
export function planned(
  nextAtMs: number | null,
  dueInMs: number | null | undefined,
  isDirty: boolean,
  nowMs: number,
): number | null {
  if (isDirty) return nowMs;
  if (dueInMs === undefined) return nextAtMs;
  return dueInMs === null ? null : nowMs + dueInMs;
}

const withAmount = (attempt: AttemptRecord, amountCents: number | undefined): AttemptRecord =>
  amountCents === undefined || attempt.postCount > 0 || attempt.transferId !== null
    ? attempt
    : { ...attempt, amountCents };

function applyToAttempts(
  attempts: readonly AttemptRecord[],
  change: AttemptChange,
  nowMs: number,
): readonly AttemptRecord[] {
  if (change.type === 'add') {
    const { type: _, ...attempt } = change;
    const added: AttemptRecord = {
      ...attempt,
      firstIntentAtMs: null,
      lastIntentAtMs: null,
      postCount: 0,
      answer: null,
      emptyLooks: 0,
      transferId: null,
      status: null,
      evidence: null,
    };
    return [...attempts, added].toSorted((a, b) => a.ordinal - b.ordinal);
  }
  return attempts.map((attempt) =>
    attempt.ordinal === change.ordinal ? applyToAttempt(attempt, change, nowMs) : attempt,
  );
}

function applyToAttempt(
  attempt: AttemptRecord,
  change: Exclude<AttemptChange, { readonly type: 'add' }>,
  nowMs: number,
): AttemptRecord {
  switch (change.type) {
    case 'intent':
      return {
        ...attempt,
        dotsUserId: change.dotsUserId,
        firstIntentAtMs: attempt.firstIntentAtMs ?? nowMs,
        lastIntentAtMs: nowMs,
        postCount: attempt.postCount + 1,
        answer: null,
        emptyLooks: 0,
      };
    case 'answer':
      return { ...attempt, answer: change.answer, evidence: change.evidence ?? attempt.evidence };
    case 'empty-look':
      return { ...attempt, emptyLooks: attempt.emptyLooks + 1 };
    case 'fact':
      return {
        ...attempt,
        transferId: change.transferId,
        status: change.status,
        evidence: change.evidence ?? attempt.evidence,
      };
    case 'reopen':
      return { ...attempt, firstIntentAtMs: null, answer: null, emptyLooks: 0, evidence: null };
  }
}

function applyToFlows(flows: readonly FlowRecord[], change: SessionChange, nowMs: number): readonly FlowRecord[] {
  const changed = flows.map((flow) => ({ ...flow, ...change.flows?.find(({ flowId }) => flowId === flow.flowId) }));
  return change.newFlow === undefined ? changed : [...changed, { ...change.newFlow, createdAtMs: nowMs }];
}

function applyToBinding(
  { session, binding }: SessionBundle,
  change: SessionChange,
  nowMs: number,
): BindingRecord | null {
  const { bind } = change;
  const bound =
    bind === undefined
      ? binding
      : {
          accountId: session.accountId,
          dotsUserId: bind.dotsUserId,
          boundAtMs: binding?.boundAtMs ?? nowMs,
          confirmedAtMs: binding?.confirmedAtMs ?? null,
          completedSteps: [...new Set([...(binding?.completedSteps ?? []), ...bind.completedSteps])],
          formerUserIds: binding?.formerUserIds ?? [],
        };
  if (bound === null || change.confirmBinding !== true) return bound;
  return { ...bound, confirmedAtMs: bound.confirmedAtMs ?? nowMs };
}
