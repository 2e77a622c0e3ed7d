import { DotsFlowsError } from '@dots-flows/core';

/**
 * Refuses requests that a page of another site made a signed-in browser send (CSRF).
 *
 * The list is the only measure: what the request itself says about its host could be forged or be that of a proxy.
 * `Origin` comes with every cross-origin request and with every POST of a browser; `Sec-Fetch-Site` covers the GETs
 * that come without it, such as an `<img>` of a foreign page. A request with neither comes from no browser of this
 * decade, so there is no signed-in user to abuse.
 *
 * @throws {@link DotsFlowsError} `forbidden-origin`.
 */
export function checkOrigin(request: Request, allowedOrigins: ReadonlySet<string>): void {
  const origin = request.headers.get('origin');
  if (origin !== null) {
    if (allowedOrigins.has(origin)) return;
    throw refuse('its Origin header is not on the list of allowed origins');
  }
  const site = request.headers.get('sec-fetch-site');
  if (site === null || site === 'same-origin') return;
  // "none" is the address bar or a bookmark: it can read, it cannot post.
  if (site === 'none' && (request.method === 'GET' || request.method === 'HEAD')) return;
  throw refuse('its browser says that a page of another site sent it');
}

const refuse = (reason: string): DotsFlowsError =>
  new DotsFlowsError('forbidden-origin', {
    message: `The request is refused: ${reason}. A foreign page could else act for your signed-in user. If the page is yours, add its origin (scheme, host, port) to allowedOrigins.`,
  });
