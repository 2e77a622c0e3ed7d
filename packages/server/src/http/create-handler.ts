import { Hono } from 'hono';
import type { Context } from 'hono';
import { getPath } from 'hono/utils/url';
import { createWebhookVerifier } from '../webhooks/verify-webhook.ts';
import { textAnswer } from './answers.ts';
import { createFailureAnswer } from './answer-failure.ts';
import { answerUnmatched, withoutBasePath } from './answer-unmatched.ts';
import { checkMediaType } from './check-media-type.ts';
import { checkOrigin } from './check-origin.ts';
import { resolveHandlerOptions } from './handler-options.ts';
import type { HandlerOptions } from './handler-options.ts';
import { guardSink } from './http-event.ts';
import { identifyCaller } from './identify-caller.ts';
import { createOpenApiDocument } from './openapi-document.ts';
import type { AccountRouteHandler, HandlerContext, RouteCall, RouteHandler } from './route-call.ts';
import { ROUTE_TABLE } from './route-table.ts';
import type { AccountOperation, OpenOperation, RouteDefinition } from './route-table.ts';
import { advancePayout } from './routes/advance-payout.ts';
import { createFlow } from './routes/create-flow.ts';
import { readFlow } from './routes/read-flow.ts';
import { readPayout } from './routes/read-payout.ts';
import { receiveWebhook } from './routes/receive-webhook.ts';
import { sweep } from './routes/sweep.ts';
import { watchPayout } from './routes/watch-payout.ts';
import { createTokenBuckets } from './token-bucket.ts';
import { createWaitLimit } from './wait-limit.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Takes any request below its mount path and always answers; it never rejects. @public */
export type Handler = (request: Request) => Promise<Response>;

const ACCOUNT_ROUTES: Record<AccountOperation, AccountRouteHandler> = {
  advancePayout,
  readPayout,
  watchPayout,
  createFlow,
  readFlow,
};

/**
 * Makes the HTTP half: every route of the contract behind one fetch-style function.
 *
 * @throws {@link DotsFlowsError} `not-configured` when an option is missing or has the wrong form.
 * @public
 */
export function createHandler(options: HandlerOptions): Handler {
  const context = createContext(options);
  const { basePath } = context.options;
  const { fail } = context;
  const openRoutes = createOpenRoutes(basePath);
  const app = new Hono({ getPath: (request) => withoutBasePath(getPath(request), basePath) });

  for (const route of ROUTE_TABLE) {
    const handle =
      route.access === 'account' ? forAccount(ACCOUNT_ROUTES[route.operationId]) : openRoutes[route.operationId];
    app.on(route.method, route.path, (c) => {
      try {
        const answer = handle(callOf(c, route, context));
        return answer instanceof Promise ? answer.catch((error: unknown) => fail(error, route)) : answer;
      } catch (error) {
        return fail(error, route);
      }
    });
  }
  app.notFound((c) => answerUnmatched(c.req.method, c.req.path, basePath));

  return async (request) => {
    try {
      return await app.fetch(request);
    } catch (error) {
      return fail(error, null);
    }
  };
}

function createContext(options: HandlerOptions): HandlerContext {
  const resolved = resolveHandlerOptions(options);
  const { limits, nowMs, webhookSecrets } = resolved;
  const buckets = (capacity: number, periodMs: number) => createTokenBuckets({ capacity, periodMs }, nowMs);
  const report = guardSink(resolved.onEvent);
  return {
    options: resolved,
    report,
    fail: createFailureAnswer(report, nowMs),
    verifier: webhookSecrets.length > 0 ? createWebhookVerifier({ secrets: webhookSecrets, nowMs }) : null,
    waits: createWaitLimit(limits.waitingReadsPerAccount),
    flowsByAccount: buckets(limits.flowsPerAccountPerHour, HOUR_MS),
    flowsOfAll: buckets(limits.flowsPerHour, HOUR_MS),
    refusedWebhooks: buckets(limits.refusedWebhooksPerMinute, MINUTE_MS),
  };
}

function createOpenRoutes(basePath: string): Record<OpenOperation, RouteHandler> {
  const health = JSON.stringify({ status: 'ok' });
  let openApi: string | undefined;
  return {
    receiveWebhook,
    sweep,
    readOpenApi: () => {
      openApi ??= JSON.stringify(createOpenApiDocument(basePath));
      return textAnswer(200, openApi, 'application/json');
    },
    readHealth: () => textAnswer(200, health, 'application/json'),
  };
}

function callOf(c: Context, route: RouteDefinition, context: HandlerContext): RouteCall {
  return { request: c.req.raw, route, context, param: (name) => c.req.param(name) ?? '' };
}

/** The gate of every route that acts for somebody: where the request comes from, then who is calling, then the rest. */
function forAccount(handle: AccountRouteHandler): RouteHandler {
  return async (call) => {
    const { context, request } = call;
    checkOrigin(request, context.options.allowedOrigins);
    if (request.method === 'POST') checkMediaType(request);
    const { accountId } = await identifyCaller(request, context.options.authenticate);
    return handle({ ...call, accountId });
  };
}
