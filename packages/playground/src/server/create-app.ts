import { Hono } from 'hono';
import { earningsApi } from './earnings-api.ts';
import type { EarningsApiOptions } from './earnings-api.ts';
import { securityHeaders } from './security-headers.ts';
import type { WebFile, WebFiles } from './web-files.ts';

/** Where the payout handler is mounted. */
export const PAYOUTS_PATH = '/api/dots';

export interface AppOptions extends EarningsApiOptions {
  /** The payout handler of `@dots-flows/server`. */
  readonly handlePayouts: (request: Request) => Promise<Response>;
  readonly web: WebFiles;
}

/** The whole web server: payout handler, earnings API, page. */
export function createApp(options: AppOptions): Hono {
  const { handlePayouts, web, pageOrigin, flowOrigin } = options;
  const app = new Hono();
  app.use(securityHeaders(flowOrigin));
  app.all(`${PAYOUTS_PATH}/*`, (context) => handlePayouts(context.req.raw));
  app.route('/api', earningsApi(options));

  app.get('*', (context) => {
    const url = new URL(context.req.url);
    // The page belongs to one origin: cookies and the list of allowed origins know no other.
    if (url.origin !== pageOrigin) return context.redirect(`${pageOrigin}${url.pathname}`);
    const file = web.find(url.pathname);
    if (file) return send(file);
    // Addresses of the app itself have no dot in their last part; a missing file must not look like a page.
    return /\.[a-z0-9]+$/.test(url.pathname) ? context.text('There is no such file.', 404) : send(web.page);
  });
  return app;
}

function send({ body, contentType, cacheControl }: WebFile): Response {
  return new Response(body, { headers: { 'content-type': contentType, 'cache-control': cacheControl } });
}
