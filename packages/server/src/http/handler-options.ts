import { DotsFlowsError } from '@dots-flows/core';
import type { CreateFlowRequest } from '@dots-flows/core';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { findUnknownOption } from '../find-unknown-option.ts';
import type { FlowService, PayoutService } from '../payouts/payout-service.ts';
import type { HttpEventSink } from './http-event.ts';
import type { Authenticate } from './identify-caller.ts';

/**
 * Says whether an account may create a free-standing Flow of these steps. What it throws, any other answer than `true`
 * or `false`, and none within 30 s fail closed.
 *
 * @public
 */
export type FlowPolicy = (call: {
  readonly accountId: string;
  readonly request: CreateFlowRequest;
}) => boolean | Promise<boolean>;

/**
 * How much the handler lets happen. All counts are kept in the memory of one instance: `n` instances let `n` times as
 * much through.
 *
 * @public
 */
export interface HttpLimits {
  /** Free-standing Flows that one account may create within an hour, all at once if need be. Default 20. */
  readonly flowsPerAccountPerHour?: number | undefined;
  /** Free-standing Flows of all accounts within an hour. Default 2000. */
  readonly flowsPerHour?: number | undefined;
  /** Long polls and event streams that one account may have open. Default 20. */
  readonly waitingReadsPerAccount?: number | undefined;
  /** Badly signed webhooks within a minute that are told why; good ones are not counted and never held up. Default 60. */
  readonly refusedWebhooksPerMinute?: number | undefined;
  /** How long a request's body may take to arrive, in milliseconds. Default 10 000. */
  readonly bodyTimeoutMs?: number | undefined;
}

/** What the HTTP handler is made from. @public */
export interface HandlerOptions {
  readonly payouts: PayoutService;
  readonly flows: FlowService;
  /** Who is calling; fails closed. */
  readonly authenticate: Authenticate;
  /**
   * The origins (scheme, host and port, as in `https://app.example.com`) of the pages that may call: your own first of
   * all. What a request says about its host is not believed, so the page's own origin has to be here too.
   */
  readonly allowedOrigins: readonly string[];
  /** Signing secrets of the webhook endpoint, the newest first. Left out or empty, `POST /webhooks` does not exist. */
  readonly webhookSecrets?: readonly string[] | undefined;
  /** The bearer token of `POST /sweep`, 24 characters or more. Left out, the route does not exist. */
  readonly sweepSecret?: string | undefined;
  /** Left out, no account may create free-standing Flows. */
  readonly flowPolicy?: FlowPolicy | undefined;
  /**
   * Where the handler is mounted. Frameworks that pass the full path (Next, Fastify, `node:http`) and frameworks that
   * cut the mount path off (Express, Hono's `mount`) both work: a path that begins with `basePath` has it removed, any
   * other is taken as it is. Default `/api/dots`.
   */
  readonly basePath?: string | undefined;
  readonly limits?: HttpLimits | undefined;
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  readonly onEvent?: HttpEventSink | undefined;
}

/** {@link HandlerOptions} after all checks, with every default filled in. */
export interface ResolvedHandlerOptions {
  readonly payouts: PayoutService;
  readonly flows: FlowService;
  readonly authenticate: Authenticate;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly webhookSecrets: readonly string[];
  readonly sweepSecret: string | null;
  readonly flowPolicy: FlowPolicy | null;
  /** Without the slash at its end; empty at the root. */
  readonly basePath: string;
  readonly limits: { readonly [Name in keyof HttpLimits]-?: number };
  readonly clock: Clock;
  readonly onEvent: HttpEventSink | undefined;
}

/** What a header can carry, and long enough that nobody guesses it. */
const SWEEP_SECRET = /^[\x21-\x7e]{24,}$/;

/**
 * Checks the options into a new object.
 *
 * @throws {@link DotsFlowsError} `not-configured`, naming the option.
 */
export function resolveHandlerOptions(options: HandlerOptions): ResolvedHandlerOptions {
  const { payouts, flows, authenticate, flowPolicy, sweepSecret } = options;
  // A missing callback would fail closed on every request; at start-up it is found before the first user.
  if (typeof authenticate !== 'function') throw missing('authenticate', 'has to be a function');
  if (flowPolicy !== undefined && typeof flowPolicy !== 'function') throw missing('flowPolicy', 'has to be a function');
  if (sweepSecret !== undefined && (typeof sweepSecret !== 'string' || !SWEEP_SECRET.test(sweepSecret)))
    throw missing('sweepSecret', 'has to be a text of 24 characters or more, without spaces and accents');
  if (options.webhookSecrets !== undefined && !Array.isArray(options.webhookSecrets))
    throw missing('webhookSecrets', 'has to be a list of signing secrets, the newest first');
  return Object.freeze({
    payouts,
    flows,
    authenticate,
    allowedOrigins: resolveOrigins(options.allowedOrigins),
    webhookSecrets: options.webhookSecrets ?? [],
    sweepSecret: sweepSecret ?? null,
    flowPolicy: flowPolicy ?? null,
    basePath: resolveBasePath(options.basePath),
    limits: resolveLimits(options.limits === undefined ? {} : options.limits),
    clock: options.clock ?? systemClock,
    onEvent: options.onEvent,
  });
}

function missing(option: string, rule: string): DotsFlowsError {
  return new DotsFlowsError('not-configured', {
    message: `The option ${option} ${rule}. The handler does not start without it, because it could not keep its promises. Correct the option.`,
  });
}

function resolveOrigins(origins: unknown): ReadonlySet<string> {
  if (!Array.isArray(origins) || origins.length === 0)
    throw missing('allowedOrigins', 'has to list at least the origin of your own page');
  for (const origin of origins as readonly unknown[]) {
    // "*" and "null" are no origins either: the first is a wish, the second is what every sandboxed frame says.
    const isOrigin = typeof origin === 'string' && URL.canParse(origin) && new URL(origin).origin === origin;
    if (!isOrigin || !/^https?:/.test(origin))
      throw missing('allowedOrigins', 'has to hold origins like "https://app.example.com", without path or slash');
  }
  return new Set(origins as readonly string[]);
}

/** The mount path without the slash at its end; empty at the root. */
export function resolveBasePath(basePath = '/api/dots'): string {
  const path = typeof basePath === 'string' && basePath.endsWith('/') ? basePath.slice(0, -1) : basePath;
  if (typeof path !== 'string' || (path !== '' && !/^(?:\/[A-Za-z0-9_~.-]+)+$/.test(path)))
    throw missing('basePath', 'has to be a path like "/api/dots", without parameters');
  return path;
}

const DEFAULT_LIMITS: ResolvedHandlerOptions['limits'] = {
  flowsPerAccountPerHour: 20,
  flowsPerHour: 2000,
  waitingReadsPerAccount: 20,
  refusedWebhooksPerMinute: 60,
  bodyTimeoutMs: 10_000,
};

const KNOWN_LIMIT_NAMES = Object.keys(DEFAULT_LIMITS) as (keyof HttpLimits)[];
const KNOWN_LIMITS = Object.fromEntries(KNOWN_LIMIT_NAMES.map((name) => [name, true as const]));

function resolveLimits(limits: HttpLimits | null): ResolvedHandlerOptions['limits'] {
  if (typeof limits !== 'object' || limits === null) throw missing('limits', 'has to be an object');
  const unknown = findUnknownOption(limits, KNOWN_LIMITS);
  if (unknown !== null) throw missing(`limits.${unknown}`, `is not known; there are ${KNOWN_LIMIT_NAMES.join(', ')}`);
  const resolved = { ...DEFAULT_LIMITS };
  for (const name of KNOWN_LIMIT_NAMES) {
    const value = limits[name];
    if (value === undefined) continue;
    if (!Number.isSafeInteger(value) || value < 1)
      throw missing(`limits.${name}`, 'has to be a whole number, 1 or more');
    resolved[name] = value;
  }
  return resolved;
}
