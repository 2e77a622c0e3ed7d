import fc from 'fast-check';
import type { AttemptAnswer, Phase } from '../../src/store/records.ts';
import type { AttemptChange, SessionChange } from '../../src/store/store.ts';

/** One call of a store, as plain data: names are small numbers, so that calls meet each other. */
export type StoreCommand =
  | {
      readonly type: 'create';
      readonly session: number;
      readonly account: number;
      readonly amountCents: number;
      readonly leaseMs: number | undefined;
      readonly countFlowsWithinMs: number | undefined;
    }
  | {
      readonly type: 'commit';
      readonly session: number;
      /** 0: the newest version; 1: one that is over. */
      readonly behind: number;
      readonly lease: 'none' | 'ours' | 'foreign';
      readonly minLeaseLeftMs: number;
      readonly parts: Omit<SessionChange, 'sessionId' | 'expectedVersion' | 'lease'>;
    }
  | { readonly type: 'claim'; readonly session: number }
  | { readonly type: 'claim-due' }
  | {
      readonly type: 'release';
      readonly session: number;
      readonly lease: 'ours' | 'foreign';
      readonly dueInMs: number | null;
      readonly hintsSeen: number | undefined;
      readonly isIdlePoll: boolean;
      readonly refused: boolean | undefined;
    }
  | {
      readonly type: 'hint';
      readonly by: 'session' | 'reference' | 'flow' | 'transfer' | 'user';
      readonly name: number;
    }
  | { readonly type: 'merge'; readonly from: number; readonly to: number }
  | { readonly type: 'receive'; readonly message: number }
  | { readonly type: 'claim-messages' | 'claim-notices' }
  | { readonly type: 'finish-message' | 'finish-notice'; readonly name: number; readonly retryInMs: number | null }
  | { readonly type: 'save-flow'; readonly account: number; readonly flow: number }
  | { readonly type: 'purge'; readonly olderThanMs: number }
  | { readonly type: 'pass'; readonly ms: number };

const few = fc.nat({ max: 3 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const ms = fc.constantFrom(0, 1, 999, 1_000, 59_999, 60_000, 90_000);
const dueInMs = fc.option(ms, { nil: null });
const userId = few.map((name) => `user-${name}`);
const ordinal = fc.integer({ min: 1, max: 3 });
const answer = fc.constantFrom<AttemptAnswer>('unknown', 'not-sent', 'duplicate-key', 'refused', 'credentials');
const evidence = fc.option(fc.constantFrom('timeout', `it's "odd"`), { nil: null });
const steps = fc.subarray(['compliance', 'manage-payouts', 'id-verification']);

const attempt = fc.oneof(
  fc.record({
    type: fc.constant('add' as const),
    ordinal,
    key: few.map((name) => `key-${name}`),
    dotsUserId: userId,
    amountCents: fc.integer({ min: 1, max: 9_999_999_999 }),
  }),
  fc.record({ type: fc.constant('intent' as const), ordinal, dotsUserId: userId, quietMs: fc.constant(90_000) }),
  fc.record({ type: fc.constant('answer' as const), ordinal, answer, evidence }),
  fc.record({ type: fc.constant('empty-look' as const), ordinal }),
  fc.record({
    type: fc.constant('fact' as const),
    ordinal,
    transferId: few.map((name) => `transfer-${name}`),
    status: fc.constantFrom('pending', 'completed', 'failed'),
    evidence,
  }),
  fc.record({ type: fc.constant('reopen' as const), ordinal }),
);

/** No change adds two attempts or tells two transfers: the payout half never does. */
const attempts: fc.Arbitrary<readonly AttemptChange[]> = fc.uniqueArray(attempt, {
  maxLength: 4,
  selector: ({ type }) => type,
});

const flow = fc.record({
  flowId: few.map((name) => `flow-${name}`),
  kind: fc.constantFrom('onboarding' as const, 'payout' as const),
  steps,
  completedSteps: steps,
  dotsUserId: fc.option(userId, { nil: null }),
  requireAuth: fc.boolean(),
  signedInUntilMs: fc.option(fc.constant(1_785_747_600_000), { nil: null }),
});
const flowChange = fc.record({
  flowId: few.map((name) => `flow-${name}`),
  completedSteps: steps,
  dotsUserId: fc.option(userId, { nil: null }),
});

const parts = fc.record({
  phase: fc.constantFrom<Phase>('CREATED', 'ONBOARDING', 'READY', 'SENDING', 'ATTENTION', 'DONE'),
  reason: fc.option(fc.constantFrom('transfer-flagged', 'payee-conflict'), { nil: null }),
  amountCents: maybe(fc.integer({ min: 1, max: 9_999_999_999 })),
  dotsUserId: maybe(userId),
  trust: maybe(fc.constantFrom('trusted' as const, 'pay' as const)),
  onboardingSteps: maybe(fc.constant(['compliance' as const])),
  payoutSteps: maybe(fc.constant(['payout' as const, 'manage-payouts' as const])),
  bind: maybe(fc.record({ dotsUserId: userId, completedSteps: steps })),
  confirmBinding: maybe(fc.boolean()),
  attempts: maybe(attempts),
  newFlow: maybe(flow),
  flows: maybe(fc.uniqueArray(flowChange, { maxLength: 2, selector: ({ flowId }) => flowId })),
  events: fc.array(
    fc.constant({ name: 'noted', fromPhase: 'CREATED' as const, toPhase: 'READY' as const, reason: null }),
    { maxLength: 2 },
  ),
  dueInMs: maybe(dueInMs),
  hintsSeen: maybe(few),
  release: maybe(fc.boolean()),
});

const command: fc.Arbitrary<StoreCommand> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('create' as const),
      session: few,
      account: few,
      amountCents: fc.integer({ min: 1, max: 9_999 }),
      leaseMs: maybe(ms),
      countFlowsWithinMs: maybe(ms),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      type: fc.constant('commit' as const),
      session: few,
      behind: fc.constantFrom(0, 0, 0, 0, 1),
      lease: fc.constantFrom('none' as const, 'ours' as const, 'foreign' as const),
      minLeaseLeftMs: fc.constantFrom(0, 25_000),
      parts,
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('claim' as const), session: few }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('claim-due' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('release' as const),
      session: few,
      lease: fc.constantFrom('ours' as const, 'foreign' as const),
      dueInMs,
      hintsSeen: maybe(few),
      isIdlePoll: fc.boolean(),
      refused: maybe(fc.boolean()),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('hint' as const),
      by: fc.constantFrom(
        'session' as const,
        'reference' as const,
        'flow' as const,
        'transfer' as const,
        'user' as const,
      ),
      name: few,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('merge' as const), from: few, to: few }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('receive' as const), message: few }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('claim-messages' as const, 'claim-notices' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('finish-message' as const, 'finish-notice' as const),
      name: few,
      retryInMs: dueInMs,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('save-flow' as const), account: few, flow: few }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('purge' as const), olderThanMs: ms }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('pass' as const), ms }) },
);

export const storeCommands: fc.Arbitrary<readonly StoreCommand[]> = fc.array(command, { minLength: 10, maxLength: 60 });
