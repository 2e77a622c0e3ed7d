import { v5 as uuidV5 } from 'uuid';
import { systemClock } from '../clock.ts';
import { findUnknownOption } from '../find-unknown-option.ts';
import type { Clock } from '../clock.ts';
import type { Answer } from './answer.ts';
import { decodeFlow, decodeTransfer, decodeUser, isFields } from './decode.ts';
import { encodeFlow, encodeTransfer } from './encode.ts';
import { misconfigured, resolveEnvironment } from './environment.ts';
import type { DotsEnvironment } from './environment.ts';
import { callDots } from './http-call.ts';
import type { HttpCall, HttpPorts } from './http-call.ts';
import type {
  NewFlow,
  NewTransfer,
  Page,
  PageRequest,
  RemoteFlow,
  RemoteTransfer,
  RemoteUser,
} from './remote-records.ts';

/**
 * What {@link createDotsApi} needs.
 *
 * @public
 */
export interface DotsApiOptions {
  /** `'sandbox'`, `'production'`, or `{ baseUrl }` for an emulator or a proxy. */
  readonly environment: DotsEnvironment;
  readonly clientId: string;
  /** A secret: keep it on the server. */
  readonly apiKey: string;
  /** The App to act for, with keys of an organisation: sent as `Api-App-Id` (documented). */
  readonly appId?: string | undefined;
  /** Default: the runtime's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** How long one call may take, body included, in milliseconds. Default 20,000. */
  readonly timeoutMs?: number | undefined;
  /**
   * Replaces the text that idempotency keys and the store are tied to, which otherwise follows from environment, client
   * id and App. Needed only when a client id is replaced by another one for the same App: pass what it was before.
   */
  readonly keyNamespace?: string | undefined;
  /** For tests. Default: the machine's clock. */
  readonly clock?: Clock | undefined;
}

/**
 * A typed client of the Dots API v2. Every method makes one try and gives an {@link Answer}; none throws, none retries:
 * whether a call may be repeated is the business of whoever knows what it was for.
 *
 * @public
 */
export interface DotsApi {
  /** A UUID that stands for this App in this environment: the namespace of keys and stores. */
  readonly namespace: string;
  /** `sandbox`, `production`, `local`, or the base URL. */
  readonly environmentName: string;
  readonly timeoutMs: number;
  createFlow(flow: NewFlow): Promise<Answer<RemoteFlow>>;
  readFlow(flowId: string): Promise<Answer<RemoteFlow>>;
  /** All Flows of the App: there is no filter by user (documented by absence). */
  listFlows(page: PageRequest): Promise<Answer<Page<RemoteFlow>>>;
  createTransfer(transfer: NewTransfer): Promise<Answer<RemoteTransfer>>;
  readTransfer(transferId: string): Promise<Answer<RemoteTransfer>>;
  /** Newest first (documented). */
  listTransfers(page: PageRequest & { readonly userId: string }): Promise<Answer<Page<RemoteTransfer>>>;
  readUser(userId: string): Promise<Answer<RemoteUser>>;
  /**
   * How far the clock of Dots was ahead of ours at the last answer, in milliseconds; `null` before the first `Date`
   * header. Exact to about a second: that is the header's grain.
   */
  clockSkewMs(): number | null;
}

const KNOWN = {
  environment: true,
  clientId: true,
  apiKey: true,
  appId: true,
  fetch: true,
  timeoutMs: true,
  keyNamespace: true,
  clock: true,
} satisfies Record<keyof DotsApiOptions, true>;

const DEFAULT_TIMEOUT_MS = 20_000;
/** Fixed for ever: changing it would change every key. */
const LIBRARY_NAMESPACE = '9b0d8f6e-3c52-5a64-8f43-6f1f0c1f7a2d';
const PRINTABLE = /^[\x21-\x7e]+$/;

/**
 * Makes a client of the Dots API v2: Basic authentication, no redirects, credentials to the configured host only.
 *
 * @throws {@link DotsFlowsError} `not-configured` when an option is missing or cannot be right, such as an API key of
 *   the sandbox with `environment: 'production'`. The message names the option, never its value.
 * @example
 * ```ts
 * import { createDotsApi } from '@dots-flows/server';
 *
 * const api = createDotsApi({
 *   environment: 'sandbox',
 *   clientId: process.env.DOTS_CLIENT_ID ?? '',
 *   apiKey: process.env.DOTS_API_KEY ?? '',
 * });
 * ```
 * @public
 */
export function createDotsApi(options: DotsApiOptions): DotsApi {
  checkForm(options);
  const environment = resolveEnvironment(options.environment);
  const { clientId, apiKey, appId, clock = systemClock, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  checkCredentials(environment.name, clientId, apiKey, appId);
  if (!Number.isFinite(timeoutMs) || timeoutMs < 100 || timeoutMs > 30_000)
    throw misconfigured("`timeoutMs` must be between 100 and 30,000: a payout's lease is 60 s long");

  let skewMs: number | null = null;
  const ports: HttpPorts = {
    baseUrl: environment.baseUrl,
    headers: {
      // Plain Base64: for the letters, digits and `_` of real keys it equals the URL-safe form that one page asks for.
      authorization: `Basic ${btoa(`${clientId}:${apiKey}`)}`,
      ...(appId === undefined ? {} : { 'api-app-id': appId }),
    },
    // Called as a plain function: a `fetch` that is a method would lose its `this` anyway.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    clock,
    timeoutMs,
    onDate(remoteMs, beganAtMs, endedAtMs) {
      // The header counts whole seconds, cut off: its middle is the better guess.
      skewMs = remoteMs + 500 - (beganAtMs + endedAtMs) / 2;
    },
  };
  const namespaceText = options.keyNamespace ?? [environment.name, clientId, ...(appId ? [appId] : [])].join('\n');

  const get = <T>(path: string, decode: HttpCall<T>['decode'], query?: HttpCall<T>['query']) =>
    callDots(ports, { method: 'GET', path, decode, query });
  const post = <T>(path: string, body: unknown, decode: HttpCall<T>['decode']) =>
    callDots(ports, { method: 'POST', path, body, decode });
  const pageQuery = ({ limit, startingAfter }: PageRequest) => ({
    limit: String(limit),
    starting_after: startingAfter,
  });
  const segment = encodeURIComponent;

  return Object.freeze<DotsApi>({
    namespace: uuidV5(namespaceText, LIBRARY_NAMESPACE),
    environmentName: environment.name,
    timeoutMs,
    createFlow: (flow) => post('/v2/flows', encodeFlow(flow), decodeFlow),
    readFlow: (flowId) =>
      get(
        `/v2/flows/${segment(flowId)}`,
        decodeOnly(decodeFlow, (flow) => flow.flowId === flowId),
      ),
    listFlows: (page) => get('/v2/flows', decodePage(decodeFlow), pageQuery(page)),
    createTransfer: (transfer) => post('/v2/transfers', encodeTransfer(transfer), decodeTransfer),
    readTransfer: (transferId) =>
      get(
        `/v2/transfers/${segment(transferId)}`,
        decodeOnly(decodeTransfer, (transfer) => transfer.transferId === transferId),
      ),
    listTransfers: ({ userId, ...page }) =>
      get('/v2/transfers', decodePage(decodeTransfer), { ...pageQuery(page), user_id: userId }),
    readUser: (userId) => get(`/v2/users/${segment(userId)}`, decodeUser),
    clockSkewMs: () => skewMs,
  });
}

/** An answer about another object (of a cache, a proxy) is no answer: it could be somebody else's link or money. */
function decodeOnly<T>(decode: (body: unknown) => T | null, isAskedFor: (value: T) => boolean): typeof decode {
  return (body) => {
    const value = decode(body);
    return value !== null && isAskedFor(value) ? value : null;
  };
}

/**
 * One item that cannot be read makes the page unreadable: it could be the very one that is looked for. For the same
 * reason only a plain `false` ends a list; whoever goes on finds its end by an empty page.
 */
function decodePage<T>(decodeItem: (body: unknown) => T | null): (body: unknown) => Page<T> | null {
  return (body) => {
    if (!isFields(body) || !Array.isArray(body['data'])) return null;
    const items = body['data'].map(decodeItem);
    return items.every((item) => item !== null) ? { items, hasMore: body['has_more'] !== false } : null;
  };
}

/** What would else be found at the first call, or never: an App id that is not sent, keys that two environments share. */
function checkForm(options: unknown): asserts options is DotsApiOptions {
  if (typeof options !== 'object' || options === null) throw misconfigured('pass an object of options');
  const unknown = findUnknownOption(options, KNOWN);
  if (unknown !== null) throw misconfigured(`\`${unknown}\` is no option; there are ${Object.keys(KNOWN).join(', ')}`);
  const { fetch, keyNamespace } = options as Partial<DotsApiOptions>;
  if (fetch !== undefined && typeof fetch !== 'function') throw misconfigured('`fetch` must be a function');
  if (keyNamespace !== undefined && (typeof keyNamespace !== 'string' || keyNamespace.trim() === ''))
    throw misconfigured('`keyNamespace` must be a text that is not empty: keys of two Apps would be the same');
}

function checkCredentials(environmentName: string, clientId: unknown, apiKey: unknown, appId: unknown): void {
  for (const [name, value] of Object.entries({ clientId, apiKey, ...(appId === undefined ? {} : { appId }) }))
    if (typeof value !== 'string' || !PRINTABLE.test(value))
      throw misconfigured(`\`${name}\` is missing, empty or holds spaces; is the environment variable set?`);
  if (String(clientId).includes(':'))
    throw misconfigured('`clientId` holds a colon, which Basic authentication forbids');
  // Documented: sandbox keys look like pk_dev_… and sk_dev_…; what production keys look like is unknown.
  const isSandboxKey = [clientId, apiKey].some((value) => /^(?:pk|sk)_dev_/.test(String(value)));
  const isLiveKey = [clientId, apiKey].some((value) => /^(?:pk|sk)_(?:live|prod)_/.test(String(value)));
  if (environmentName === 'production' && isSandboxKey)
    throw misconfigured('the credentials are of the sandbox, but `environment` is "production"');
  if (environmentName === 'sandbox' && isLiveKey)
    throw misconfigured('the credentials are of production, but `environment` is "sandbox"');
}
