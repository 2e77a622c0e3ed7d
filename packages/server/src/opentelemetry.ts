import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Span, TracerProvider } from '@opentelemetry/api';
import { isDotsFlowsError } from '@dots-flows/core';
import type { Tracing } from './tracing.ts';

export type { SpanAttributes, SpanDescription, Tracing } from './tracing.ts';

/** @public */
export interface TraceDotsFlowsOptions {
  /** Default: the one that is registered globally. */
  readonly tracerProvider?: TracerProvider | undefined;
  /** What carries the calls to Dots. Default: the runtime's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** @public */
export interface DotsFlowsTracing extends Tracing {
  /** For `createDotsApi`: every call to Dots becomes a client span. Sends Dots no trace headers. */
  readonly fetch: typeof globalThis.fetch;
}

const NAME = '@dots-flows/server';
const SAFE_NAME = /^[A-Za-z_$][\w$]{0,59}$/;

/**
 * Spans for OpenTelemetry: one for each request, sweep, step of a payout and call to Dots, nested as they happen, with the
 * moves and alarms of payouts as their events. They name routes by template, payouts by id, errors by code: no path, query,
 * header, body, link, key or personal datum is in them, and no message of a foreign error.
 *
 * Needs `@opentelemetry/api`, an optional peer; nothing of it is loaded by the other entries of this package.
 *
 * @example
 * ```ts
 * import { createDotsApi, createDotsFlows, sqliteStore } from '@dots-flows/server';
 * import { traceDotsFlows } from '@dots-flows/server/opentelemetry';
 *
 * const tracing = traceDotsFlows();
 * const dots = createDotsFlows({
 *   api: createDotsApi({ environment: 'sandbox', clientId: '…', apiKey: '…', fetch: tracing.fetch }),
 *   tracing,
 *   store: sqliteStore('payouts.db'),
 *   allowedOrigins: ['https://app.example.com'],
 *   authenticate: () => null,
 *   resolvePayout: () => null,
 * });
 * dots.start();
 * ```
 * @public
 */
export function traceDotsFlows(options: TraceDotsFlowsOptions = {}): DotsFlowsTracing {
  const tracer = (options.tracerProvider ?? trace).getTracer(NAME);
  const call = options.fetch ?? ((input, init) => globalThis.fetch(input, init));

  return {
    run: ({ name, attributes }, work) =>
      tracer.startActiveSpan(name, { kind: SpanKind.INTERNAL, attributes }, (span) =>
        untilItEnds(span, () => work((more) => void span.setAttributes(more))),
      ),
    event(name, attributes) {
      trace.getActiveSpan()?.addEvent(name, attributes);
    },
    fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
      const template = pathTemplate(url.pathname);
      const attributes = {
        'http.request.method': method,
        'server.address': url.hostname,
        'url.template': template,
      };
      return tracer.startActiveSpan(`${method} ${template}`, { kind: SpanKind.CLIENT, attributes }, (span) =>
        untilItEnds(span, async () => {
          const response = await call(input, init);
          span.setAttribute('http.response.status_code', response.status);
          if (response.status >= 400) fail(span, String(response.status));
          return response;
        }),
      );
    },
  };
}

async function untilItEnds<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    fail(span, isDotsFlowsError(error) ? error.code : nameOf(error));
    throw error;
  } finally {
    span.end();
  }
}

/** The kind of a foreign error alone: its message may hold anything. */
function nameOf(error: unknown): string {
  return error instanceof Error && SAFE_NAME.test(error.name) ? error.name : 'unknown';
}

function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** An id of a Flow is part of its link, so that ids stay out: `/api/v2/flows/x` is `/v2/flows/{id}`. */
function pathTemplate(pathname: string): string {
  const [, resource, rest] = /\/v2\/([a-z-]+)(\/.*)?$/.exec(pathname) ?? [];
  if (resource === undefined) return '/';
  return rest === undefined || rest === '/' ? `/v2/${resource}` : `/v2/${resource}/{id}`;
}
