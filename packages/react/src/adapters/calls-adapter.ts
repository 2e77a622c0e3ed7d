import { DotsFlowsError, isFlowComplete, parsePayoutAmountCents } from '@dots-flows/core';
import type { CreateFlowRequest, FailureReason, Flow, FlowLink, FlowStep, PayoutStage } from '@dots-flows/core';
import { asDotsFlowsError } from '../internal/as-dots-flows-error.ts';
import { readCallsFlow, readCallsTransfer } from './calls-answers.ts';
import type { CallsFlow } from './calls-answers.ts';
import type { CallOptions, ServerAdapter } from './server-adapter.ts';

/** What {@link CallsAdapterOptions.createFlow} is asked for. @public */
export interface CallsFlowRequest extends CreateFlowRequest {
  /** Absent for a free-standing Flow. */
  readonly payoutId?: string | undefined;
  /** Whose Flow it is, as Dots names the user; absent for the onboarding Flow, in which the user signs in first. */
  readonly userId?: string | undefined;
}

/** What {@link CallsAdapterOptions.createTransfer} is asked for. @public */
export interface CallsTransferRequest {
  readonly payoutId: string;
  /** What the browser read from the onboarding Flow. Your server must not believe it: read the Flow again there. */
  readonly userId: string;
  readonly flowId: string;
  /** The user asked for another attempt after one that failed. */
  readonly retry: boolean;
}

/** Options of {@link callsAdapter}: your three endpoints, in any language. @public */
export interface CallsAdapterOptions {
  /**
   * Your endpoint over `POST /v2/flows`. May answer what Dots answers, or the same in camelCase. For a payout it should
   * give back the Flow that it made for this `payoutId` and these steps before, so that a reload goes on where it was.
   */
  readonly createFlow: (request: CallsFlowRequest, options: CallOptions) => Promise<unknown>;
  /** Your endpoint over `GET /v2/flows/:id`. May answer what Dots answers, or the same in camelCase. */
  readonly retrieveFlow: (flowId: string, options: CallOptions) => Promise<unknown>;
  /**
   * Your endpoint over `POST /v2/transfers`. May answer what Dots answers, or `{ status, amountCents }`. It is called
   * again to read the status, after a lost answer and from other tabs: **the same `payoutId` must give the same
   * transfer**, never a second one.
   */
  readonly createTransfer: (request: CallsTransferRequest, options: CallOptions) => Promise<unknown>;
  /**
   * What the card shows before the transfer is made, in whole cents. Your server decides the amount of the transfer by
   * itself; from then on its answer is shown. Left out, `createFlow` has to answer `amountCents` beside the Flow.
   */
  readonly amountCents?: ((payoutId: string, options: CallOptions) => number | Promise<number>) | undefined;
  /** @defaultValue `['compliance', 'manage-payouts']` */
  readonly onboardingSteps?: readonly FlowStep[] | undefined;
  /** @defaultValue `['payout']` */
  readonly payoutSteps?: readonly FlowStep[] | undefined;
}

/** A signed-in link lives for 15 minutes (documented: docs.dots.dev, flows); one is taken off for the way. */
const SIGNED_IN_MS = 14 * 60_000;

/** What is known of a payout, for as long as the page lives. */
interface Journey {
  amountCents: number | null;
  onboarding: CallsFlow | null;
  payout: CallsFlow | null;
  /** The newest stage, and its version. */
  stage: PayoutStage | null;
  version: number;
}

const FAILURES: Readonly<Record<string, FailureReason>> = {
  failed: 'transfer-failed',
  canceled: 'transfer-canceled',
  reversed: 'transfer-reversed',
};

const isOnboarded = (flow: CallsFlow): flow is CallsFlow & { readonly userId: string } =>
  flow.userId !== null && isFlowComplete(flow);

const linkOf = (flow: CallsFlow): FlowLink => ({
  flowId: flow.flowId,
  link: flow.link,
  steps: flow.steps,
  completedSteps: flow.completedSteps,
  signedInUntil: flow.signedInUntil,
});

/**
 * The adapter for hosts that have endpoints of their own for the three calls of the Dots guide. It runs the four steps
 * in the browser: create an onboarding Flow, retrieve it for the new user, create the transfer, create the payout Flow.
 *
 * Three things then rest on those endpoints, because a browser can be made to say anything:
 * - **The amount.** `createTransfer` gets no amount. The server looks it up by `payoutId` and by who is signed in;
 *   an amount taken from a request is an amount that the user chooses.
 * - **At most once.** The same `payoutId` must find the same transfer, such as by a `uuid5` of the payout id as the
 *   `idempotency_key`, a look before each `POST`, and a record of your own (Dots forgets keys after 24 hours,
 *   documented: docs.dots.dev, idempotency). `@dots-flows/server` does this for you, crashes included.
 * - **Who is paid.** The server reads the Flow again and compares its `user_id` with the account it knows, before it
 *   pays and before it makes a Flow for that user.
 *
 * What is known lives in memory and ends with the page. There is no watching: the hook polls.
 *
 * @throws `DotsFlowsError` `not-configured` when one of the three functions is missing.
 * @example
 * ```ts
 * import { callsAdapter } from '@dots-flows/react/calls-adapter';
 *
 * const post = async (url: string, body: object): Promise<unknown> => {
 *   const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
 *   if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
 *   return answer.json();
 * };
 * const adapter = callsAdapter({
 *   createFlow: (request) => post('/api/flows', request),
 *   retrieveFlow: async (flowId) => (await fetch(`/api/flows/${flowId}`)).json(),
 *   createTransfer: (request) => post('/api/transfers', request),
 *   amountCents: () => 24_850,
 * });
 * ```
 * @public
 */
export function callsAdapter(options: CallsAdapterOptions): ServerAdapter {
  for (const name of ['createFlow', 'retrieveFlow', 'createTransfer'] as const) {
    if (typeof options[name] !== 'function') {
      throw new DotsFlowsError('not-configured', {
        message: `callsAdapter needs the function \`${name}\`, so no payout can be run. Pass one that calls your endpoint.`,
      });
    }
  }
  const { onboardingSteps = ['compliance', 'manage-payouts'], payoutSteps = ['payout'] } = options;
  const journeys = new Map<string, Journey>();
  const running = new Map<string, Promise<unknown>>();

  const create = async (request: CallsFlowRequest, call: CallOptions): Promise<CallsFlow> => {
    const askedAt = Date.now();
    const flow = readCallsFlow(await options.createFlow(request, call));
    // Counted by this clock from before the call, whatever the server's clock says.
    const signedInUntil = request.userId ? new Date(askedAt + SIGNED_IN_MS).toISOString() : flow.signedInUntil;
    return { ...flow, signedInUntil };
  };
  /** Dots answers a read without sign-in, so what is known of it stays. */
  const reread = async (flow: CallsFlow, call: CallOptions): Promise<CallsFlow> => ({
    ...readCallsFlow(await options.retrieveFlow(flow.flowId, call)),
    link: flow.link,
    signedInUntil: flow.signedInUntil,
  });

  /** One pass over the four steps, as far as they go now. */
  async function advance(
    journey: Journey,
    payoutId: string,
    call: CallOptions & { readonly renewLink?: boolean | undefined; readonly retry?: boolean | undefined },
  ): Promise<PayoutStage> {
    if (journey.stage?.stage === 'completed') return journey.stage;
    if (journey.stage?.stage === 'failed' && !call.retry) return journey.stage;

    // The four steps of the Dots guide: 1 and 2, the onboarding Flow and who came out of it.
    if (!journey.onboarding) journey.onboarding = await create({ payoutId, steps: onboardingSteps }, call);
    else if (!isOnboarded(journey.onboarding)) journey.onboarding = await reread(journey.onboarding, call);
    const { onboarding } = journey;
    journey.amountCents ??= onboarding.amountCents ?? (await readAmount(options.amountCents?.(payoutId, call)));
    if (!isOnboarded(onboarding)) return { stage: 'onboarding', flow: linkOf(onboarding) };

    // A Flow that is done is never made again, so the withdrawal is looked at before anything else.
    const { userId } = onboarding;
    if (journey.payout) {
      journey.payout = await reread(journey.payout, call);
      if (isFlowComplete(journey.payout)) return { stage: 'completed' };
    }

    // 3: the transfer, or how it stands.
    const transfer = readCallsTransfer(
      await options.createTransfer({ payoutId, userId, flowId: onboarding.flowId, retry: call.retry === true }, call),
    );
    if (transfer.amountCents !== null) journey.amountCents = transfer.amountCents;
    if (transfer.status === 'flagged') return { stage: 'held', reason: 'transfer-flagged' };
    const reason = FAILURES[transfer.status];
    if (reason) return { stage: 'failed', reason, canRetry: transfer.canRetry };
    if (transfer.status !== 'completed') {
      return { stage: 'transferring', transfer: { status: transfer.status === 'pending' ? 'pending' : 'created' } };
    }

    // 4: the payout Flow, made only now that the money is there, and again only when its sign-in has aged.
    if (!journey.payout || call.renewLink)
      journey.payout = await create({ payoutId, userId, steps: payoutSteps }, call);
    return { stage: 'withdrawing', flow: linkOf(journey.payout) };
  }

  /** Runs one call of the host's code; whatever it throws comes out as the one error class. */
  const guarded = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      throw asDotsFlowsError(error);
    }
  };

  return {
    createFlow: (request, call = {}) => guarded(async () => freeFlow(await create(request, call))),
    retrieveFlow: (flowId, call = {}) =>
      guarded(async () => freeFlow(readCallsFlow(await options.retrieveFlow(flowId, call)))),
    async advancePayout(payoutId, call = {}) {
      const journey = journeys.get(payoutId) ?? {
        amountCents: null,
        onboarding: null,
        payout: null,
        stage: null,
        version: 0,
      };
      journeys.set(payoutId, journey);
      // One pass at a time, so that two callers make no two Flows.
      const before = running.get(payoutId) ?? Promise.resolve();
      const pass = before.catch(() => {}).then(() => guarded(() => advance(journey, payoutId, call)));
      running.set(payoutId, pass);
      const stage = await pass;
      if (JSON.stringify(stage) !== JSON.stringify(journey.stage)) {
        journey.stage = stage;
        // Time as the version, so that the versions of several tabs can be compared.
        journey.version = Math.max(journey.version + 1, Date.now());
      }
      return {
        payoutId,
        amountCents: journey.amountCents ?? 0,
        currency: 'USD',
        version: journey.version,
        ...stage,
      };
    },
  };
}

const freeFlow = (flow: CallsFlow): Flow => ({
  ...linkOf(flow),
  createdAt: flow.createdAt ?? new Date().toISOString(),
});

async function readAmount(amount: number | Promise<number> | undefined): Promise<number> {
  if (amount !== undefined) return parsePayoutAmountCents(await amount);
  throw new DotsFlowsError('not-configured', {
    message:
      'Neither `amountCents` of callsAdapter nor the answer of createFlow says what the payout is over, so nothing can be shown. Pass `amountCents`, or answer it beside the Flow.',
  });
}
