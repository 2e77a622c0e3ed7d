import { DotsFlowsError, PAYOUT_ID_PATTERN } from '@dots-flows/core';
import type * as z from 'zod';
import type { WebhookVerifier } from '../webhooks/verify-webhook.ts';
import type { FailureAnswer } from './answer-failure.ts';
import type { Answer } from './answers.ts';
import type { ResolvedHandlerOptions } from './handler-options.ts';
import type { HttpEventSink } from './http-event.ts';
import { parseJson } from './parse-json.ts';
import { readBody } from './read-body.ts';
import type { RouteDefinition } from './route-table.ts';
import type { TokenBuckets } from './token-bucket.ts';
import type { WaitLimit } from './wait-limit.ts';

/** What all routes of one handler share. */
export interface HandlerContext {
  readonly options: ResolvedHandlerOptions;
  readonly report: HttpEventSink;
  readonly fail: FailureAnswer;
  readonly verifier: WebhookVerifier | null;
  readonly waits: WaitLimit;
  readonly flowsByAccount: TokenBuckets;
  readonly flowsOfAll: TokenBuckets;
  readonly refusedWebhooks: TokenBuckets;
}

/** One request that reached a route. */
export interface RouteCall {
  readonly request: Request;
  readonly route: RouteDefinition;
  readonly context: HandlerContext;
  /** A parameter of the path, decoded. */
  readonly param: (name: string) => string;
}

/** One request of somebody who is signed in, from an allowed origin. */
export interface AccountCall extends RouteCall {
  readonly accountId: string;
}

/** Answers a request, or throws a `DotsFlowsError` that becomes a problem. */
export type RouteHandler = (call: RouteCall) => Answer | Promise<Answer>;

/** The same, once it is known who is calling. */
export type AccountRouteHandler = (call: AccountCall) => Promise<Answer>;

/** Far more than any body of the contract needs. */
const MAX_JSON_BYTES = 16 * 1024;

/**
 * Reads a body of the contract. An empty one counts as `{}`.
 *
 * @throws {@link DotsFlowsError} `invalid-request`, `body-too-large`.
 */
export async function readJson<T>({ request, context }: RouteCall, schema: z.ZodType<T>): Promise<T> {
  const { clock, limits } = context.options;
  const bytes = await readBody(request, { maxBytes: MAX_JSON_BYTES, timeoutMs: limits.bodyTimeoutMs, clock });
  const result = schema.safeParse(bytes.byteLength === 0 ? {} : parseJson(bytes));
  if (result.success) return result.data;
  throw new DotsFlowsError('invalid-request', {
    message: `The request body does not have the form of the contract${placeOf(result.error)}. Nothing was done. See openapi.json for what this route takes.`,
  });
}

/** Where the first fault is. Names of the contract are said; what the sender wrote is not repeated. */
function placeOf(error: z.ZodError): string {
  const path = error.issues[0]?.path ?? [];
  const isOurs = path.every(
    (part) => typeof part === 'number' || (typeof part === 'string' && /^\w{1,40}$/.test(part)),
  );
  return path.length > 0 && isOurs ? ` (at ${path.join('.')})` : '';
}

/** @throws {@link DotsFlowsError} `payout-not-found` for an id that no payout can have: the same answer as for an absent one. */
export function payoutIdOf(call: RouteCall): string {
  const payoutId = call.param('payoutId');
  if (PAYOUT_ID_PATTERN.test(payoutId)) return payoutId;
  throw new DotsFlowsError('payout-not-found', {
    message: 'There is no such payout for this account. Check the id that the page passes.',
  });
}

/** Cuts an answer to what the contract names; an answer that does not fit is a fault of ours. */
export function fitToContract<T>(schema: z.ZodType<T>, value: T): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // Not zod's own error: its text may repeat values, and a link is one.
  throw new TypeError('The service answered outside the contract');
}

/** The `after` of a query: a version, or `null` when there is none. */
export function afterVersionOf({ request }: RouteCall): number | null {
  const { url } = request;
  const start = url.indexOf('?');
  if (start === -1) return null;
  const values = new URLSearchParams(url.slice(start)).getAll('after');
  const [value] = values;
  if (value === undefined) return null;
  const version = parseVersion(value);
  if (values.length > 1 || version === null)
    throw new DotsFlowsError('invalid-request', {
      message: 'The query parameter after is not one version. Pass the version of the session that you have.',
    });
  return version;
}

/** A version as text, or `null`. */
export function parseVersion(text: string): number | null {
  const version = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(version) ? version : null;
}
