import { BROWSER_ROUTES, DotsFlowsError, isFinalSession, parseFlow, parsePayoutSession } from '@dots-flows/core';
import { createSend, pause, pauseMs } from './http-client.ts';
import type { HttpClientOptions } from './http-client.ts';
import type { ServerAdapter } from './server-adapter.ts';

export type { HttpClientOptions } from './http-client.ts';

// Every bundler for React replaces it, as React itself asks for.
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/** Options of {@link httpAdapter}. @public */
export interface HttpAdapterOptions extends HttpClientOptions {
  /**
   * Where the handler of `@dots-flows/server` is mounted: a path of this site such as `/api/dots`, or an absolute URL.
   * For a server of another origin three things besides: this page's origin in its `allowedOrigins`, CORS headers from
   * its framework (the handler sends none), and `credentials: 'include'` where it knows its users by a cookie.
   */
  readonly baseUrl: string;
}

/**
 * The adapter for a server that mounts `@dots-flows/server`.
 *
 * What is repeated after a failure, three tries in all with growing, jittered pauses that honour `Retry-After`:
 * - reads, because they change nothing;
 * - `advancePayout`, because the server derives the transfer's idempotency key from the payout id and looks before it
 *   sends: asking twice pays once, and a lost answer is found again by asking;
 * - `createFlow` never, because Dots takes no idempotency key there (documented by absence: docs.dots.dev), so that a
 *   second try could leave a second Flow.
 *
 * `watchPayout` listens to server-sent events and falls back to long polling where they do not get through, or where
 * `headers` or `fetch` are given (`EventSource` can carry neither). It rests while the page is hidden.
 *
 * @throws `DotsFlowsError` `not-configured` when `baseUrl` is not a text (in development).
 * @example
 * ```ts
 * import { httpAdapter } from '@dots-flows/react/http-adapter';
 * const adapter = httpAdapter({ baseUrl: '/api/dots', headers: () => ({ authorization: `Bearer ${readToken()}` }) });
 * declare function readToken(): string;
 * ```
 * @public
 */
export function httpAdapter(options: HttpAdapterOptions): ServerAdapter {
  // A slip that shows at the first start of an app, so that a finished one carries no words for it.
  if (process.env.NODE_ENV !== 'production' && typeof options.baseUrl !== 'string') {
    throw new DotsFlowsError('not-configured', {
      message: 'httpAdapter makes no call without `baseUrl`. Pass the mount path of the handler, such as "/api/dots".',
    });
  }
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const send = createSend(options);
  return {
    createFlow: async (body, call) => parseFlow(await send(baseUrl + BROWSER_ROUTES.flows(), { ...call, body })),
    retrieveFlow: async (flowId, call) =>
      parseFlow(await send(baseUrl + BROWSER_ROUTES.flow(flowId), { ...call, repeat: true })),
    advancePayout: async (payoutId, { renewLink, retry, ...call } = {}) =>
      parsePayoutSession(
        await send(baseUrl + BROWSER_ROUTES.advancePayout(payoutId), {
          ...call,
          // What is not wished for is left out of the JSON.
          body: { renewLink: renewLink || undefined, retry: retry || undefined },
          repeat: true,
        }),
      ),
    watchPayout: (payoutId, onSession) => {
      let stop: (() => void) | null | undefined;
      // Only needed once something is shown. Without it the hook's own look, if less often, finds the same.
      import('./http-watch.ts')
        .then(({ watchPayoutOverHttp }) => {
          if (stop === null) return;
          stop = watchPayoutOverHttp({
            send,
            pause,
            pauseMs,
            parsePayoutSession,
            isFinalSession,
            onSession,
            readUrl: baseUrl + BROWSER_ROUTES.payout(payoutId),
            eventsUrl: options.headers || options.fetch ? null : baseUrl + BROWSER_ROUTES.payoutEvents(payoutId),
            withCredentials: options.credentials === 'include',
          });
        })
        .catch(() => {});
      return () => {
        stop?.();
        stop = null;
      };
    },
  };
}
