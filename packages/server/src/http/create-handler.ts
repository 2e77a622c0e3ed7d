import { getPath } from 'hono/utils/url';
import { createWebhookVerifier } from '../webhooks/verify-webhook.ts';
import { createFailureAnswer } from './answer-failure.ts';
import { answerOtherMethod, answerUnknownPath } from './answer-unmatched.ts';
import { textAnswer, toResponse } from './answers.ts';
import type { Answer } from './answers.ts';
import { checkMediaType } from './check-media-type.ts';
import { checkOrigin } from './check-origin.ts';
import { findRoute } from './find-route.ts';
import type { FoundRoute } from './find-route.ts';
import { resolveHandlerOptions } from './handler-options.ts';
import type { HandlerOptions } from './handler-options.ts';
import { guardSink } from './http-event.ts';
import { identifyCaller } from './identify-caller.ts';
import { createOpenApiDocument } from './openapi-document.ts';
import type { AccountRouteHandler, HandlerContext, RouteCall, RouteHandler } from './route-call.ts';
import type { AccountOperation, OpenOperation } from './route-table.ts';
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

/** The handler before its answers become `Response`s. */
export type Answerer = (request: Request) => Answer | Promise<Answer>;

const answerers = new WeakMap<Handler, Answerer>();

/** What is inside a handler made here; `undefined` for any other function. */
export function answererOf(handler: Handler): Answerer | undefined {
  return answerers.get(handler);
}

/**
 * Makes the HTTP half: every route of the contract behind one fetch-style function.
 *
 * @throws {@link DotsFlowsError} `not-configured` when an option is missing or has the wrong form.
 * @public
 */
export function createHandler(options: HandlerOptions): Handler {
  const answer = createAnswerer(options);
  const handler: Handler = async (request) => toResponse(await answer(request));
  answerers.set(handler, answer);
  return handler;
}

function createAnswerer(options: HandlerOptions): Answerer {
  const context = createContext(options);
  const { basePath } = context.options;
  const openRoutes = createOpenRoutes(basePath);

  const answer: Answerer = (request) => {
    let found: FoundRoute | undefined;
    try {
      const { method } = request;
      found = findRoute(method, withoutBasePath(getPath(request), basePath));
      if (found === undefined) return answerUnknownPath(basePath);
      const { route, param } = found;
      if (route === null) return answerOtherMethod(method, found.allow);
      const call = { request, route, context, param };
      const made =
        route.access === 'account' ? answerAccount(call, route.operationId) : openRoutes[route.operationId](call);
      return made instanceof Promise ? made.catch((error: unknown) => context.fail(error, route)) : made;
    } catch (error) {
      return context.fail(error, found?.route ?? null);
    }
  };
  return (request) => (request.method === 'HEAD' ? withoutBody(answer(request)) : answer(request));
}

/** Cuts the mount path off. Where a framework did so already, the path is left as it is. */
function withoutBasePath(path: string, basePath: string): string {
  return basePath !== '' && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
}

/** HEAD is GET without the body. A route that would open a stream looks at the method itself. */
async function withoutBody(answer: Answer | Promise<Answer>): Promise<Answer> {
  return { ...(await answer), body: null };
}

const ACCOUNT_ROUTES: Record<AccountOperation, AccountRouteHandler> = {
  advancePayout,
  readPayout,
  watchPayout,
  createFlow,
  readFlow,
};

/** The gate of every route that acts for somebody: where the request comes from, then who is calling, then the rest. */
async function answerAccount(call: RouteCall, operationId: AccountOperation): Promise<Answer> {
  const { context, request } = call;
  checkOrigin(request, context.options.allowedOrigins);
  if (request.method === 'POST') checkMediaType(request);
  const { authenticate, clock } = context.options;
  const { accountId } = await identifyCaller(request, authenticate, clock);
  return ACCOUNT_ROUTES[operationId]({ ...call, accountId });
}

function createOpenRoutes(basePath: string): Record<OpenOperation, RouteHandler> {
  const health = textAnswer(200, JSON.stringify({ status: 'ok' }), 'application/json');
  let openApi: Answer | undefined;
  return {
    receiveWebhook,
    sweep,
    readOpenApi: () =>
      (openApi ??= textAnswer(200, JSON.stringify(createOpenApiDocument(basePath)), 'application/json')),
    readHealth: () => health,
  };
}

function createContext(options: HandlerOptions): HandlerContext {
  const resolved = resolveHandlerOptions(options);
  const { clock, limits, webhookSecrets } = resolved;
  const buckets = (capacity: number, periodMs: number) => createTokenBuckets({ capacity, periodMs }, clock);
  const report = guardSink(resolved.onEvent);
  return {
    options: resolved,
    report,
    fail: createFailureAnswer(report, clock),
    verifier: webhookSecrets.length > 0 ? createWebhookVerifier({ secrets: webhookSecrets, clock }) : null,
    waits: createWaitLimit(limits.waitingReadsPerAccount),
    flowsByAccount: buckets(limits.flowsPerAccountPerHour, HOUR_MS),
    flowsOfAll: buckets(limits.flowsPerHour, HOUR_MS),
    refusedWebhooks: buckets(limits.refusedWebhooksPerMinute, MINUTE_MS),
  };
}
