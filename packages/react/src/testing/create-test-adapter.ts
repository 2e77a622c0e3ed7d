import { DotsFlowsError } from '@dots-flows/core';
import type { CreateFlowRequest, ErrorCode, Flow, PayoutSession } from '@dots-flows/core';
import type { AdvanceOptions, ServerAdapter } from '../adapters/server-adapter.ts';
import { TEST_FLOW_ORIGIN } from './test-sessions.ts';

/** An advance as the adapter was asked for it. @public */
export interface TestAdvance {
  readonly payoutId: string;
  readonly renewLink: boolean;
  readonly retry: boolean;
}

/**
 * How an advance ends: with a session, with an error by its code, not at all (`'hang'`), or as a function says, which
 * may take its time.
 *
 * @public
 */
export type TestOutcome =
  | PayoutSession
  | ErrorCode
  | 'hang'
  | ((advance: TestAdvance) => PayoutSession | ErrorCode | Promise<PayoutSession | ErrorCode>);

/** A call that a {@link TestAdapter} received. @public */
export type TestCall =
  | ({ readonly call: 'advancePayout' } & TestAdvance)
  | { readonly call: 'createFlow'; readonly request: CreateFlowRequest }
  | { readonly call: 'retrieveFlow'; readonly flowId: string };

/** Options of {@link createTestAdapter}. @public */
export interface TestAdapterOptions {
  /** Whether the adapter can watch; without it the hook polls. @defaultValue `true` */
  readonly watch?: boolean | undefined;
}

/** An adapter in memory that answers as it was told. @public */
export interface TestAdapter extends ServerAdapter {
  /** Every call so far, oldest first. */
  readonly calls: readonly TestCall[];
  /** How many watches are open now. */
  readonly watchCount: () => number;
  /** What the next advances answer, in place of what was left. The last outcome is repeated for ever. */
  readonly script: (...outcomes: readonly [TestOutcome, ...TestOutcome[]]) => void;
  /** A live change, as after a webhook: every watch hears of it, and later advances answer it. */
  readonly push: (session: PayoutSession) => void;
}

const fail = (code: ErrorCode): never => {
  throw new DotsFlowsError(code, { message: `The test adapter was told to answer ${code}.` });
};

/**
 * An adapter in memory for tests and stories: no server, no network, no clock.
 *
 * Each advance takes the next outcome; the last one is repeated. `createFlow` and `retrieveFlow` answer a Flow whose
 * link leads nowhere.
 *
 * @example
 * ```tsx
 * import { createTestAdapter, emitFlowMessage, testSessions } from '@dots-flows/react/testing';
 *
 * const adapter = createTestAdapter([testSessions.onboarding(), testSessions.withdrawing()]);
 * // render <DotsFlowsProvider adapter={adapter}><OnboardThenPayout payoutId="inv_2041" /></DotsFlowsProvider>, then
 * emitFlowMessage({ step: 'compliance', status: 'completed' });
 * ```
 * @public
 */
export function createTestAdapter(
  outcomes: readonly [TestOutcome, ...TestOutcome[]],
  options: TestAdapterOptions = {},
): TestAdapter {
  const calls: TestCall[] = [];
  const flows = new Map<string, Flow>();
  const watchers = new Map<(session: PayoutSession) => void, string>();
  let left: readonly TestOutcome[] = outcomes;

  return {
    calls,
    watchCount: () => watchers.size,
    script(...next) {
      left = next;
    },
    push(session) {
      left = [session];
      for (const [onSession, payoutId] of watchers) if (payoutId === session.payoutId) onSession(session);
    },

    async advancePayout(payoutId: string, call?: AdvanceOptions) {
      const advance = { payoutId, renewLink: call?.renewLink ?? false, retry: call?.retry ?? false };
      calls.push({ call: 'advancePayout', ...advance });
      const [outcome] = left;
      if (left.length > 1) left = left.slice(1);
      const answer = typeof outcome === 'function' ? await outcome(advance) : outcome;
      if (answer === undefined || answer === 'hang') return new Promise<never>(() => {});
      return typeof answer === 'string' ? fail(answer) : answer;
    },
    async createFlow(request) {
      calls.push({ call: 'createFlow', request });
      const flowId = `test-flow-${flows.size + 1}`;
      const flow: Flow = {
        flowId,
        link: `${TEST_FLOW_ORIGIN}/flow/${flowId}`,
        steps: request.steps.map((step) => (typeof step === 'string' ? step : step.name)),
        completedSteps: [],
        signedInUntil: null,
        createdAt: '2026-03-15T09:00:00.000Z',
      };
      flows.set(flowId, flow);
      return flow;
    },
    async retrieveFlow(flowId) {
      calls.push({ call: 'retrieveFlow', flowId });
      return flows.get(flowId) ?? fail('flow-not-found');
    },
    ...(options.watch === false
      ? {}
      : {
          watchPayout(payoutId: string, onSession: (session: PayoutSession) => void) {
            // A wrapper, so that one function given twice is two watches.
            const watcher = (session: PayoutSession): void => onSession(session);
            watchers.set(watcher, payoutId);
            return () => {
              watchers.delete(watcher);
            };
          },
        }),
  };
}
