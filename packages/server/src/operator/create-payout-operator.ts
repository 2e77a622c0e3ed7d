import { createDotsFlows } from '../create-dots-flows.ts';
import type { DotsFlowsOptions } from '../options.ts';
import type { PayoutOperator } from '../payouts/operator.ts';

/** What {@link createPayoutOperator} needs: the same values as `createDotsFlows` gets on the server. @public */
export type PayoutOperatorOptions = Pick<DotsFlowsOptions, 'api' | 'store' | 'keyFormat' | 'onEvent' | 'clock'>;

/**
 * The operator alone, for a back office or a script that serves no requests. Where there is a `createDotsFlows` already, its
 * `operator` is the same. What it does is written to the audit, and the host is told of it as of everything else.
 *
 * @throws {@link DotsFlowsError} `not-configured` when an option is missing or wrong.
 * @example
 * ```ts
 * import { createDotsApi, createPayoutOperator, sqliteStore } from '@dots-flows/server';
 *
 * const operator = createPayoutOperator({
 *   api: createDotsApi({ environment: 'sandbox', clientId: '…', apiKey: '…' }),
 *   store: sqliteStore('payouts.db'),
 * });
 * for (const { payoutId } of await operator.list()) console.log(await operator.inspect(payoutId));
 * ```
 * @public
 */
export function createPayoutOperator(options: PayoutOperatorOptions): PayoutOperator {
  const { api, store, keyFormat, onEvent, clock } = options;
  const { operator } = createDotsFlows({
    api,
    store,
    keyFormat,
    onEvent,
    clock,
    // Nobody calls: there is no server here.
    authenticate: () => null,
    resolvePayout: () => null,
    allowedOrigins: ['http://localhost'],
    // Never called here. Its presence has notices written, which the instances of the host deliver.
    onNotice: () => undefined,
  });
  return operator;
}
