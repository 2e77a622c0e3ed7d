import type * as z from 'zod';
import {
  advanceRequestSchema,
  createFlowRequestSchema,
  flowSchema,
  healthSchema,
  payoutSessionSchema,
  sweepReportSchema,
  webhookReceiptSchema,
} from './contract-schemas.ts';

/**
 * Who may use a route.
 *
 * - `account`: whoever the host's `authenticate` names, from an allowed origin.
 * - `signature`: whoever signs with a webhook secret. No browser holds one, so the origin says nothing.
 * - `secret`: whoever has the sweep secret; the same holds.
 * - `public`: everybody; answers nothing about anybody.
 */
export type RouteAccess = 'account' | 'signature' | 'secret' | 'public';

/** One row of the contract: the router and the OpenAPI document are both made from it. */
export interface RouteDefinition {
  readonly operationId: string;
  readonly method: 'GET' | 'POST';
  /** Below the mount path, with `:name` for parameters. */
  readonly path: string;
  readonly access: RouteAccess;
  readonly summary: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  /** Absent when the route reads no body; `null` when its form is not ours to say. */
  readonly body?: z.ZodType | null;
  readonly answer: { readonly mediaType: string; readonly schema: z.ZodType | null; readonly description: string };
  /** Answers below 400 other than `answer`, by status. */
  readonly otherAnswers?: Readonly<Record<number, string>>;
  /** Statuses of the problems that the route can answer. A problem of any other status becomes `internal-error`. */
  readonly problems: readonly number[];
}

/** Everything that the payout half, Dots and the host's callbacks may lead to. */
const SERVICE_PROBLEMS = [400, 401, 403, 404, 409, 429, 499, 500, 502, 503];
const BODY_PROBLEMS = [413, 415];

const json = (schema: z.ZodType | null, description: string): RouteDefinition['answer'] => ({
  mediaType: 'application/json',
  schema,
  description,
});

export const ROUTE_TABLE = [
  {
    operationId: 'advancePayout',
    method: 'POST',
    path: '/payouts/:payoutId/advance',
    access: 'account',
    summary: 'Opens or resumes a payout and brings it as far as it can go now. Safe to repeat.',
    body: advanceRequestSchema,
    answer: json(payoutSessionSchema, 'Where the payout stands.'),
    problems: [...SERVICE_PROBLEMS, ...BODY_PROBLEMS],
  },
  {
    operationId: 'readPayout',
    method: 'GET',
    path: '/payouts/:payoutId',
    access: 'account',
    summary: 'Reads a payout; with `after`, waits up to 25 s for a newer version.',
    query: { after: 'A version: the answer waits until there is a newer one, 25 seconds at the most.' },
    answer: json(payoutSessionSchema, 'Where the payout stands.'),
    problems: SERVICE_PROBLEMS,
  },
  {
    operationId: 'watchPayout',
    method: 'GET',
    path: '/payouts/:payoutId/events',
    access: 'account',
    summary: 'The same as server-sent events: each named `session`, its id the version, its data a PayoutSession.',
    query: { after: 'A version: only newer ones are sent.' },
    requestHeaders: { 'Last-Event-ID': 'The last version that was received; wins over `after`.' },
    answer: { mediaType: 'text/event-stream', schema: null, description: 'Events as they happen.' },
    otherAnswers: { 204: 'The version named is final: do not connect again.' },
    problems: SERVICE_PROBLEMS,
  },
  {
    operationId: 'createFlow',
    method: 'POST',
    path: '/flows',
    access: 'account',
    summary: "Creates a free-standing Flow, if the host's policy allows it.",
    body: createFlowRequestSchema,
    answer: json(flowSchema, 'The new Flow.'),
    problems: [...SERVICE_PROBLEMS, ...BODY_PROBLEMS],
  },
  {
    operationId: 'readFlow',
    method: 'GET',
    path: '/flows/:flowId',
    access: 'account',
    summary: "Reads a Flow of the caller's own.",
    answer: json(flowSchema, 'The Flow.'),
    problems: SERVICE_PROBLEMS,
  },
  {
    operationId: 'receiveWebhook',
    method: 'POST',
    path: '/webhooks',
    access: 'signature',
    summary: 'Takes a webhook of Dots, signed as Svix or Standard Webhooks do; it is stored before the answer.',
    requestHeaders: {
      'svix-id': 'The message. `webhook-id` in the other set.',
      'svix-timestamp': 'Unix seconds. `webhook-timestamp` in the other set.',
      'svix-signature': 'One or more `v1,<Base64>`. `webhook-signature` in the other set.',
    },
    body: null,
    answer: json(webhookReceiptSchema, 'The webhook is stored, or was before.'),
    problems: [400, 401, 404, 413, 429, 500, 503],
  },
  {
    operationId: 'sweep',
    method: 'POST',
    path: '/sweep',
    access: 'secret',
    summary: 'Finishes what is due, for platforms with a cron and no long-lived process.',
    answer: json(sweepReportSchema, 'What was done; `more` asks for another call.'),
    problems: [401, 404, 500, 502, 503],
  },
  {
    operationId: 'readOpenApi',
    method: 'GET',
    path: '/openapi.json',
    access: 'public',
    summary: 'This document.',
    answer: json(null, 'OpenAPI 3.1.'),
    problems: [500],
  },
  {
    operationId: 'readHealth',
    method: 'GET',
    path: '/health',
    access: 'public',
    summary: 'Says that the handler runs. Asks nobody else.',
    answer: json(healthSchema, 'It runs.'),
    problems: [500],
  },
] as const satisfies readonly RouteDefinition[];

/** A row of the table, with its literal names. */
export type Route = (typeof ROUTE_TABLE)[number] & RouteDefinition;

/** The name of a route that needs somebody signed in. */
export type AccountOperation = Extract<Route, { access: 'account' }>['operationId'];

/** The name of a route that vouches for itself, or for nothing. */
export type OpenOperation = Exclude<Route['operationId'], AccountOperation>;
