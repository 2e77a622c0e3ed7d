import type { Tracing } from '../tracing.ts';
import type { Handler } from './create-handler.ts';
import { findRoute } from './find-route.ts';

/** A handler whose requests are spans, named by the template of their route: the path itself may hold an id. */
export function traceHandler(handler: Handler, tracing: Tracing, basePath: string): Handler {
  return (request) => {
    const { method } = request;
    const { pathname } = new URL(request.url);
    const path = basePath !== '' && pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname;
    const route = findRoute(method, path)?.route?.path ?? 'unknown';
    const attributes = { 'http.request.method': method, 'http.route': route };
    return tracing.run({ name: `dots-flows ${method} ${route}`, attributes }, async (note) => {
      const response = await handler(request);
      note({ 'http.response.status_code': response.status });
      return response;
    });
  };
}
