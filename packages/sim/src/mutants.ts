import type { FaultPlan } from './fault-plan.ts';
import { SAFE_RULES } from './internals.ts';
import type { Rules } from './internals.ts';
import { createRandom } from './random.ts';

/** A wrong variant of the library, and the conditions under which being wrong costs money. */
export interface Mutant {
  readonly name: string;
  readonly what: string;
  readonly rules: (seed: string) => Rules;
  /** Turns a plan towards what the mutant cannot stand. Only what can happen to the real thing, too. */
  readonly plan?: (plan: FaultPlan) => FaultPlan;
  readonly hasLocalLeases?: boolean;
}

const safe = SAFE_RULES;
const withTimes = (times: Partial<Rules['times']>): Rules => ({ ...safe, times: { ...safe.times, ...times } });

/** A key that is made up, not derived. */
function randomKeys(seed: string): () => string {
  const random = createRandom(`${seed}/keys`);
  return () =>
    '00000000-0000-4000-8000-000000000000'
      .replace(/0/g, () => random.between(0, 15).toString(16))
      .replace(/^(.{14})./, '$14')
      .replace(/^(.{19})./, '$1a');
}

const lossy = (plan: FaultPlan): FaultPlan => ({
  ...plan,
  callFaults: ['lost-answer', 'silence', 'late', 'error-after'],
  callFaultChance: 0.4,
  payouts: 1,
});
const restored = (plan: FaultPlan): FaultPlan => ({
  ...plan,
  restore: { snapshotAtMs: 1, atMs: plan.chaosMs * 0.6, tellsEpoch: false },
});

/** Kept small and in step with the numbers M1 to M20 of the money-safety rules. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'M1',
    what: 'no quiet period',
    rules: () => ({
      ...withTimes({ quietMs: 0, firstBackoffMs: 500 }),
      decideSending: () => ({ kind: 'post' }),
      looksFirst: () => true,
    }),
    plan: (plan) => ({ ...plan, callFaults: ['late'], callFaultChance: 0.4, hasRacyKeys: true }),
  },
  {
    name: 'M2',
    what: 'a random key per try',
    rules: (seed) => ({ ...safe, keyToSend: randomKeys(seed) }),
    plan: lossy,
  },
  {
    name: 'M3',
    what: 'a random key that is kept, and a store from a backup',
    rules: (seed) => ({ ...safe, keyOfAttempt: randomKeys(seed) }),
    plan: restored,
  },
  {
    name: 'M4',
    what: 'a timeout counts as failure, and the next attempt begins',
    rules: () => ({
      ...safe,
      readPostAnswer: (answer, attempt) =>
        answer.kind === 'unknown'
          ? { kind: 'noted', answer: 'refused', evidence: null }
          : safe.readPostAnswer(answer, attempt),
      decideSending: (view) => (view.attempt.answer === 'refused' ? { kind: 'refused' } : safe.decideSending(view)),
      looksFirst: ({ ordinal }) => ordinal > 1,
      isProvenDead: () => true,
    }),
    plan: (plan) => ({ ...lossy(plan), listLagMs: 30_000 }),
  },
  {
    name: 'M5',
    what: 'an empty look-up counts as not sent, and the next attempt begins',
    rules: () => ({
      ...safe,
      decideSending: ({ attempt }) => (attempt.firstIntentAtMs === null ? { kind: 'post' } : { kind: 'refused' }),
      isProvenDead: () => true,
    }),
    plan: (plan) => ({ ...lossy(plan), listLagMs: 30_000 }),
  },
  {
    name: 'M6',
    what: 'a rejected key counts as failure',
    rules: () => ({
      ...safe,
      decideSending: (view) =>
        view.attempt.answer === 'duplicate-key' ? { kind: 'refused' } : safe.decideSending(view),
    }),
    plan: (plan) => ({ ...lossy(plan), webhooks: 'never', listLagMs: 600_000 }),
  },
  {
    name: 'M7',
    what: 'a rejected key counts as success',
    rules: () => ({
      ...safe,
      readPostAnswer: (answer, attempt) =>
        answer.kind === 'refused' && answer.reason === 'duplicate-key'
          ? {
              kind: 'fact',
              transfer: {
                transferId: `assumed-${attempt.key}`,
                userId: attempt.dotsUserId,
                status: 'completed',
                amountCents: -attempt.amountCents,
                createdAtMs: null,
                metadata: {},
              },
            }
          : safe.readPostAnswer(answer, attempt),
    }),
    plan: (plan) => ({ ...lossy(plan), webhooks: 'never', listLagMs: 600_000 }),
  },
  {
    name: 'M8',
    what: 'no look-up at all',
    rules: () => ({ ...safe, looksFirst: () => false }),
    plan: (plan) => ({ ...lossy(plan), webhooks: 'never' }),
  },
  {
    name: 'M9',
    what: 'the amount is part of the key, and the amount is edited',
    rules: () => ({
      ...safe,
      keyOfAttempt: (input) => safe.keyOfAttempt({ ...input, reference: `${input.reference}:${input.amountCents}` }),
    }),
    plan: (plan) => ({
      ...plan,
      listLagMs: 30_000,
      amendsAmountAtMs: plan.chaosMs * 0.2,
      restore: { snapshotAtMs: 1, atMs: plan.chaosMs * 0.25, tellsEpoch: false },
    }),
  },
  {
    name: 'M10',
    what: 'Dots forgets keys, and the POST is repeated blindly',
    rules: () => ({
      ...withTimes({ trustMs: Number.MAX_SAFE_INTEGER }),
      looksFirst: () => false,
      decideSending: ({ attempt, nowMs, times }) =>
        attempt.lastIntentAtMs !== null && nowMs - attempt.lastIntentAtMs < times.quietMs
          ? { kind: 'wait', nextInMs: null, isCounted: false }
          : { kind: 'post' },
    }),
    plan: (plan) => ({ ...lossy(plan), webhooks: 'never', blackout: { atMs: 60_000, forMs: 25 * 3_600_000 } }),
  },
  {
    name: 'M11',
    what: 'the link is shown as soon as the transfer was sent',
    rules: () => ({
      ...safe,
      mayShowPayoutLink: ({ session, flows }) =>
        ['SENDING', 'ACCEPTED', 'FUNDED', 'PRESENTING'].includes(session.phase) &&
        flows.some(({ kind }) => kind === 'payout'),
    }),
    plan: (plan) => ({ ...plan, outcomes: ['pending', 'pending', 'pending'] }),
  },
  {
    name: 'M12',
    what: 'no look before the first POST, a store from a backup, and forgotten keys',
    rules: () => ({ ...safe, looksFirst: ({ postCount }) => postCount > 0 }),
    plan: (plan) => ({
      ...plan,
      webhooks: 'never',
      restore: { snapshotAtMs: 1, atMs: plan.chaosMs + 25 * 3_600_000 + 10_000, tellsEpoch: true },
      blackout: { atMs: plan.chaosMs, forMs: 25 * 3_600_000 },
      // Somebody else at the same account, too, is beyond any look: lists are by user.
      hasFixation: false,
    }),
  },
  {
    name: 'M15',
    what: 'leases by the local clock',
    rules: () => safe,
    hasLocalLeases: true,
    plan: (plan) => ({ ...plan, instances: 3, callFaults: ['silence', 'late', 'slow-answer'], callFaultChance: 0.6 }),
  },
  {
    name: 'M16',
    what: 'a webhook is thanked for before it is stored',
    rules: () => ({ ...safe, storesBeforeThanks: false }),
    plan: (plan) => ({ ...plan, webhooks: 'reliable' }),
  },
  {
    name: 'M17',
    what: 'a status is overwritten backward',
    rules: () => ({ ...safe, mergeStatus: (_known, read) => ({ status: read, contradicts: false }) }),
    plan: (plan) => ({
      ...plan,
      outcomes: ['pending', 'flagged', 'pending'],
      callFaults: ['slow-answer'],
      callFaultChance: 0.6,
      webhooks: 'reliable',
    }),
  },
  {
    name: 'M18',
    what: 'the sign on the wire is flipped',
    rules: () => ({ ...safe, wireAmountCents: (amountCents) => amountCents }),
  },
  {
    name: 'M19',
    what: 'a look clears hints that came while it was under way',
    rules: () => ({ ...safe, hintsCovered: () => Number.MAX_SAFE_INTEGER }),
  },
  {
    name: 'M20',
    what: 'a payout is found without its account',
    rules: () => ({ ...safe, isCallersSession: () => true }),
    plan: (plan) => ({ ...plan, hasStranger: true }),
  },
];
