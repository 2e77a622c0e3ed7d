import { DotsFlowsError } from '@dots-flows/core';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { DotsApi } from './dots-api/create-dots-api.ts';
import { findUnknownOption } from './find-unknown-option.ts';
import type { HandlerOptions } from './http/handler-options.ts';
import type { HttpEvent } from './http/http-event.ts';
import type { HostFunctions } from './payouts/host-callbacks.ts';
import type { PayoutEvent } from './payouts/payout-event.ts';
import type { KeyFormat } from './payouts/payout-key.ts';
import type { Store } from './store/store.ts';
import { noTracing } from './tracing.ts';
import type { Tracing } from './tracing.ts';

/** Everything that is told to `onEvent`. @public */
export type DotsFlowsEvent = PayoutEvent | HttpEvent;

/**
 * What {@link createDotsFlows} needs.
 *
 * @public
 */
export interface DotsFlowsOptions
  extends Omit<HandlerOptions, 'payouts' | 'flows' | 'clock' | 'onEvent'>, HostFunctions {
  /** From `createDotsApi`. */
  readonly api: DotsApi;
  /** From `sqliteStore`, `postgresStore` or `memoryStore`. */
  readonly store: Store;
  /**
   * Your word for "this copy of the data". Change it when you restore the store from a backup: then nothing is sent for
   * 90 s, so that what was on its way when the backup was made can show up at Dots. Who restores without a word has to
   * leave every instance stopped for these 90 s.
   */
  readonly storeEpoch?: string | undefined;
  /** Hears what happens, after it was committed. What it throws is ignored. No secrets, no personal data. */
  readonly onEvent?: ((event: DotsFlowsEvent) => void) | undefined;
  /** Spans of requests, sweeps and steps: from `traceDotsFlows` of `@dots-flows/server/opentelemetry`. Default: none. */
  readonly tracing?: Tracing | undefined;
  /** Which UUIDs are sent as idempotency keys. Which ones Dots takes is unknown; any is assumed. Default `'uuid-v5'`. */
  readonly keyFormat?: KeyFormat | undefined;
  /** For tests. Default: the machine's clock. */
  readonly clock?: Clock | undefined;
}

/** {@link DotsFlowsOptions} after all checks, with every default filled in; a new, frozen object. */
export interface ResolvedOptions extends DotsFlowsOptions {
  readonly clock: Clock;
  readonly keyFormat: KeyFormat;
  readonly tracing: Tracing;
  readonly emit: (event: DotsFlowsEvent) => void;
}

const KNOWN = {
  api: true,
  store: true,
  storeEpoch: true,
  onEvent: true,
  tracing: true,
  keyFormat: true,
  clock: true,
  authenticate: true,
  allowedOrigins: true,
  webhookSecrets: true,
  sweepSecret: true,
  flowPolicy: true,
  basePath: true,
  limits: true,
  resolvePayout: true,
  reviewPayee: true,
  allowNewAttempt: true,
  onNotice: true,
} satisfies Record<keyof DotsFlowsOptions, true>;

/**
 * Checks the options of the payout half; the HTTP half checks its own.
 *
 * @throws {@link DotsFlowsError} `not-configured`, naming the option and the fix.
 */
export function resolveOptions(options: DotsFlowsOptions): Readonly<ResolvedOptions> {
  const fields: unknown = options;
  if (typeof fields !== 'object' || fields === null) throw wrong('options', 'pass an object');
  const unknown = findUnknownOption(fields, KNOWN);
  if (unknown !== null) throw wrong(unknown, `write one of ${Object.keys(KNOWN).join(', ')}`);
  const { api, store, onEvent, keyFormat = 'uuid-v5', storeEpoch, clock = systemClock } = options;
  if (typeof (api as Partial<DotsApi> | undefined)?.createTransfer !== 'function')
    throw wrong('api', 'pass what createDotsApi({ environment, clientId, apiKey }) gives');
  if (typeof (store as Partial<Store> | undefined)?.commit !== 'function')
    throw wrong('store', 'pass sqliteStore("payouts.db"), a Postgres store, or memoryStore() for a first try');
  for (const name of ['authenticate', 'resolvePayout'] as const)
    if (typeof options[name] !== 'function')
      throw wrong(name, 'pass a function: without it nobody could be told apart from anybody');
  for (const name of ['reviewPayee', 'allowNewAttempt', 'onNotice', 'onEvent'] as const)
    if (options[name] !== undefined && typeof options[name] !== 'function')
      throw wrong(name, 'pass a function or leave it out');
  if (options.tracing !== undefined && typeof (options.tracing as Partial<Tracing>).run !== 'function')
    throw wrong('tracing', 'pass what traceDotsFlows() gives');
  if (keyFormat !== 'uuid-v5' && keyFormat !== 'uuid-v4-shaped')
    throw wrong('keyFormat', 'pass "uuid-v5" or "uuid-v4-shaped"');
  if (storeEpoch !== undefined && (typeof storeEpoch !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(storeEpoch)))
    throw wrong('storeEpoch', 'pass a text of 1 to 100 characters without spaces');
  if (typeof (clock as Partial<Clock>).nowMs !== 'function' || typeof (clock as Partial<Clock>).after !== 'function')
    throw wrong('clock', 'pass { nowMs, after }, or leave it out');
  return Object.freeze({
    ...options,
    clock,
    keyFormat,
    tracing: options.tracing ?? noTracing,
    emit: guardListener(onEvent),
  });
}

/** The integrator's listener runs after the fact: what it throws must not undo anything. */
function guardListener(onEvent: DotsFlowsOptions['onEvent']): (event: DotsFlowsEvent) => void {
  return (event) => {
    try {
      const result: unknown = onEvent?.(event);
      if (result instanceof Promise) result.catch(() => undefined);
    } catch {
      // There is nobody to tell: the listener is who would be told.
    }
  };
}

function wrong(option: string, fix: string): DotsFlowsError {
  return new DotsFlowsError('not-configured', {
    message: `createDotsFlows: the option \`${option}\` is missing, misspelt or has the wrong form. Nothing was started, because payouts could not be kept safe without it. To mend it, ${fix}.`,
  });
}
