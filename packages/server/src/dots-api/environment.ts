import { DotsFlowsError } from '@dots-flows/core';

/**
 * Which Dots is called: its sandbox, its production, or the one at `baseUrl` (an emulator, a proxy). A `baseUrl` ends
 * before `/v2`, as in `http://127.0.0.1:4010/api`.
 *
 * @public
 */
export type DotsEnvironment = 'sandbox' | 'production' | { readonly baseUrl: string };

/** An environment after it was checked. */
export interface ResolvedEnvironment {
  /** Part of the namespace of idempotency keys and of the store. */
  readonly name: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly isLoopback: boolean;
}

/** Documented: docs.dots.dev/overview/environments. A second spelling of the sandbox (`api.`) is documented too. */
const BASE_URLS = {
  sandbox: 'https://pls.senddotssandbox.com/api',
  production: 'https://api.dots.dev/api',
} as const;

/**
 * Checks where calls go: https, or http on this very machine; no credentials, query or fragment in the URL.
 *
 * @throws {@link DotsFlowsError} `not-configured`.
 */
export function resolveEnvironment(environment: unknown): ResolvedEnvironment {
  if (environment === 'sandbox' || environment === 'production')
    return { name: environment, baseUrl: BASE_URLS[environment], isLoopback: false };
  const baseUrl =
    typeof environment === 'object' && environment !== null && 'baseUrl' in environment ? environment.baseUrl : null;
  if (typeof baseUrl !== 'string')
    throw misconfigured('`environment` must be "sandbox", "production" or { baseUrl: "https://…/api" }');
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null) throw misconfigured('`environment.baseUrl` is not an absolute URL');
  const isLoopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback))
    throw misconfigured('`environment.baseUrl` must use https; plain http is for this very machine only');
  if (url.username !== '' || url.password !== '')
    throw misconfigured('`environment.baseUrl` carries credentials; pass them as `clientId` and `apiKey`');
  if (url.search !== '' || url.hash !== '')
    throw misconfigured('`environment.baseUrl` has a query or a fragment; it is only a prefix of paths');
  if (/\/v2\/*$/.test(url.pathname))
    throw misconfigured(
      '`environment.baseUrl` ends with /v2, which is added to it: leave that out, as in "https://…/api"',
    );
  // A local emulator gets another port with every start: that must not look like another Dots to the store.
  const name = isLoopback ? 'local' : `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  return { name, baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), isLoopback };
}

/** An option of the API client is missing or wrong. `what` never holds a secret. */
export function misconfigured(what: string): DotsFlowsError {
  return new DotsFlowsError('not-configured', {
    message: `createDotsApi: ${what}. Nothing was called. Correct the option; see the README of @dots-flows/server.`,
  });
}
