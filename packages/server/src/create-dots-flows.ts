import { createHandler } from './http/create-handler.ts';
import type { Handler } from './http/create-handler.ts';
import { resolveBasePath } from './http/handler-options.ts';
import { traceHandler } from './http/trace-handler.ts';
import { resolveOptions } from './options.ts';
import type { DotsFlowsEvent, DotsFlowsOptions } from './options.ts';
import { noCrash } from './payouts/crash-points.ts';
import type { CrashPoint } from './payouts/crash-points.ts';
import { createOperator } from './payouts/operator.ts';
import type { PayoutOperator } from './payouts/operator.ts';
import { createFlowService } from './payouts/create-flow-service.ts';
import { createPayoutService } from './payouts/create-payout-service.ts';
import { wrapHostCallbacks } from './payouts/host-callbacks.ts';
import { createInFlight } from './payouts/in-flight.ts';
import { createLinkCache } from './payouts/link-cache.ts';
import { createNotifier } from './payouts/notifier.ts';
import { systemRandomness } from './payouts/payout-context.ts';
import type { PayoutContext, Randomness } from './payouts/payout-context.ts';
import type { FlowService, PayoutService, SweepReport } from './payouts/payout-service.ts';
import { SAFE_RULES } from './payouts/rules.ts';
import type { Rules } from './payouts/rules.ts';
import { createSweeper } from './payouts/sweeper.ts';
import { createWebhookWatch } from './payouts/webhook-watch.ts';
import type { StoreInfo } from './store/store.ts';
import { eventAttributes, noTracing } from './tracing.ts';

/** The server half of Dots Flows. @public */
export interface DotsFlows {
  /** A fetch-style handler; mount it where `basePath` says. */
  readonly handler: Handler;
  /** Begins to work in the background: finishes what is stuck, works off webhooks, delivers notices. */
  start(): void;
  /**
   * Ends that: takes no new work, answers those who wait for a change, and resolves when what is under way has ended,
   * requests that work on a payout included, so that no lease is left behind. The store stays open.
   */
  stop(): Promise<void>;
  /** One pass over everything that is due, for platforms with cron and no long-lived process. */
  sweep(): Promise<SweepReport>;
  readonly payouts: PayoutService;
  readonly flows: FlowService;
  /** For your back office: payouts that wait for a person. Asks nobody who is calling. */
  readonly operator: PayoutOperator;
}

/** What tests and simulations replace; not part of the public API. */
export interface InternalPorts {
  readonly rules?: Rules | undefined;
  readonly crashPoint?: CrashPoint | undefined;
  readonly randomness?: Randomness | undefined;
  /** `false`: requests bring no background work along. */
  readonly piggyBack?: boolean | undefined;
}

/**
 * Puts the server half together: Dots, a store, and the callbacks with which the host decides who is calling, what is
 * paid to whom, and whether.
 *
 * @throws {@link DotsFlowsError} `not-configured` when an option is missing or wrong; the message names it.
 * @example
 * ```ts
 * import { createDotsApi, createDotsFlows, sqliteStore } from '@dots-flows/server';
 *
 * const dots = createDotsFlows({
 *   api: createDotsApi({ environment: 'sandbox', clientId: '…', apiKey: '…' }),
 *   store: sqliteStore('payouts.db'),
 *   allowedOrigins: ['https://app.example.com'],
 *   authenticate: (request) => (request.headers.get('cookie') ? { accountId: 'acc_1' } : null),
 *   // What is owed to this account: an answer for any account would pay whoever asks first.
 *   resolvePayout: ({ payoutId, accountId }) =>
 *     payoutId === 'inv_2041' && accountId === 'acc_1' ? { amountCents: 24_850 } : null,
 * });
 * dots.start();
 * ```
 * @public
 */
export function createDotsFlows(options: DotsFlowsOptions): DotsFlows {
  return assembleDotsFlows(options, {});
}

/** {@link createDotsFlows} with the ports that only tests replace. */
export function assembleDotsFlows(options: DotsFlowsOptions, ports: InternalPorts): DotsFlows {
  const resolved = resolveOptions(options);
  const { api, store, clock, keyFormat, storeEpoch, tracing } = resolved;
  const crashPoint = ports.crashPoint ?? noCrash;
  const rules = ports.rules ?? SAFE_RULES;
  const notifier = createNotifier();
  let opening: Promise<StoreInfo> | null = null;

  function emit(event: DotsFlowsEvent): void {
    if (tracing !== noTracing) tracing.event(event.type, eventAttributes(event));
    resolved.emit(event);
  }

  async function open(): Promise<StoreInfo> {
    const info = await store.open({ namespace: api.namespace, epoch: storeEpoch });
    await crashPoint('CP27');
    store.onChange?.((sessionId) => notifier.changed(sessionId));
    await crashPoint('CP28');
    return info;
  }

  const context: PayoutContext = {
    api,
    store,
    clock,
    keyFormat,
    emit,
    crashPoint,
    notifier,
    rules,
    randomness: ports.randomness ?? systemRandomness,
    host: wrapHostCallbacks(resolved, clock),
    piggyBacks: ports.piggyBack ?? true,
    links: createLinkCache(),
    inFlight: createInFlight(),
    tracing,
    webhookWatch: createWebhookWatch(),
    async opened() {
      opening ??= open();
      try {
        return await opening;
      } catch (error) {
        // The next call tries again: a database may be late at start-up.
        opening = null;
        throw error;
      }
    },
  };
  const sweeper = createSweeper(context);
  const payouts = createPayoutService(context, sweeper);
  const flows = createFlowService(context);
  const handler = createHandler({ ...resolved, payouts, flows, onEvent: emit });
  return Object.freeze<DotsFlows>({
    handler: tracing === noTracing ? handler : traceHandler(handler, tracing, resolveBasePath(options.basePath)),
    start: () => sweeper.start(),
    stop: () => sweeper.stop(),
    sweep: () => sweeper.sweep(),
    payouts,
    flows,
    operator: createOperator(context),
  });
}
