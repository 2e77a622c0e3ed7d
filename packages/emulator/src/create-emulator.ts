import { createDotsWorld } from './dots/world.ts';
import type { DotsWorld } from './dots/world.ts';
import type { ClockOptions, WorldClock } from './dots/clock.ts';
import type { SeedUser } from './dots/seed-user.ts';
import type { WorldSettings } from './dots/world-settings.ts';
import { createControlApp } from './control/control-app.ts';
import { createApiApp } from './http/api-app.ts';
import { createFaults } from './http/faults.ts';
import type { Fault, Faults } from './http/faults.ts';
import { createFlowPageApp } from './http/flow-page-app.ts';
import { readFlowPageFiles } from './http/flow-page-files.ts';
import { createRequestLog } from './http/request-log.ts';
import type { RequestLog } from './http/request-log.ts';
import { serveApp } from './http/serve-app.ts';
import { withFaults } from './http/with-faults.ts';
import { createWebhookFaults } from './webhooks/webhook-faults.ts';
import type { WebhookFault, WebhookFaults } from './webhooks/webhook-faults.ts';
import type { WebhookEndpointOptions } from './webhooks/webhook-endpoint.ts';
import { createWebhookSender } from './webhooks/webhook-sender.ts';
import type { WebhookSender, WebhookSenderOptions } from './webhooks/webhook-sender.ts';

/** Options of {@link createEmulator}. Every one may be left out. */
export interface EmulatorOptions {
  /** Port of the API and the control page. Default 0: any free one. */
  readonly apiPort?: number | undefined;
  /** Port of the Flow pages, another origin. Default 0: any free one. */
  readonly flowPort?: number | undefined;
  /** Default `127.0.0.1`: nobody else on the network can reach it. */
  readonly host?: string | undefined;
  /** Default `pk_dev_emulator`. */
  readonly clientId?: string | undefined;
  /** Default `sk_dev_emulator`. */
  readonly apiKey?: string | undefined;
  /** Endpoints for webhooks. Default: none. */
  readonly webhooks?: readonly WebhookEndpointOptions[] | undefined;
  /** How webhooks are sent: retry delays, payload style, whose timestamps. */
  readonly webhookDelivery?: Omit<WebhookSenderOptions, 'endpoints' | 'faults'> | undefined;
  /** People who are there from the start. */
  readonly users?: readonly SeedUser[] | undefined;
  /** The same seed gives the same ids. Default: random ids. */
  readonly seed?: string | number | undefined;
  /** Where the clock starts, and whether it stands still. Default: runs beside the wall clock. */
  readonly clock?: ClockOptions | undefined;
  /** Differences from the {@link WorldSettings} defaults. */
  readonly settings?: Partial<WorldSettings> | undefined;
  /** Faults from the start, and again after `reset`. */
  readonly faults?: readonly Fault[] | undefined;
  readonly webhookFaults?: readonly WebhookFault[] | undefined;
  /**
   * Origin that Flow links carry, where browsers reach the pages by another name than this process, as in a container.
   * Default: host and port of the pages.
   */
  readonly publicFlowUrl?: string | undefined;
  /** Folder of the built Flow pages. Default: the ones of this package. */
  readonly flowPageDirectory?: string | undefined;
}

/** A running emulator. */
export interface Emulator {
  /** Base of the API, for example `http://127.0.0.1:4001/api`: `POST {apiUrl}/v2/flows`. */
  readonly apiUrl: string;
  /** Origin of the Flow pages, for example `http://127.0.0.1:4002`. */
  readonly flowUrl: string;
  /** The page for people. */
  readonly controlUrl: string;
  readonly clientId: string;
  readonly apiKey: string;
  /** The Dots behind it: users, flows, transfers, ledger, settings. */
  readonly world: DotsWorld;
  readonly clock: WorldClock;
  readonly faults: Faults;
  readonly webhooks: WebhookSender;
  readonly webhookFaults: WebhookFaults;
  readonly requests: RequestLog;
  /** The API without a socket: the same handler, faults included. A cut connection rejects. */
  fetch(request: Request): Promise<Response>;
  /** Back to the start: people, money, settings, clock, faults, logs. Ports and webhook endpoints stay. */
  reset(): void;
  /** Frees both ports. Safe to call more than once, as a test and its clean-up may. */
  close(): Promise<void>;
}

/**
 * Starts a local Dots.
 *
 * @throws Error when a port is taken; TypeError for a webhook endpoint with a bad url or secret; RangeError for a clock
 *   option that is no date.
 * @example
 * ```ts
 * import { createEmulator } from '@dots-flows/emulator';
 *
 * const emulator = await createEmulator({ seed: 1 });
 * const response = await fetch(`${emulator.apiUrl}/v2/flows`, {
 *   method: 'POST',
 *   headers: { authorization: `Basic ${btoa(`${emulator.clientId}:${emulator.apiKey}`)}` },
 *   body: JSON.stringify({ steps: ['compliance'] }),
 * });
 * await emulator.close();
 * ```
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = '127.0.0.1', clientId = 'pk_dev_emulator', apiKey = 'sk_dev_emulator' } = options;
  const publicFlowUrl = options.publicFlowUrl === undefined ? undefined : new URL(options.publicFlowUrl).origin;
  let flowUrl = '';
  const world = createDotsWorld({
    users: options.users,
    settings: options.settings,
    seed: options.seed,
    clock: options.clock,
    flowPageOrigin: () => flowUrl,
  });
  const faults = createFaults(options.faults);
  const webhookFaults = createWebhookFaults(options.webhookFaults);
  const requests = createRequestLog();
  const webhooks = createWebhookSender(world, {
    ...options.webhookDelivery,
    endpoints: options.webhooks,
    faults: webhookFaults,
  });
  const faulty = { faults, clock: world.clock, log: requests };
  const apiApp = createApiApp({ world, clientId, apiKey });
  const flowPageApp = createFlowPageApp(world, readFlowPageFiles(options.flowPageDirectory));
  const controlApp = createControlApp({ world, faults, webhooks, webhookFaults, requests, reset });
  const faultyApi = withFaults(async (request, overrides) => apiApp.fetch(request, { overrides }), faulty);
  // Faults and the log belong to Dots' API; the control side always answers.
  const api = async (request: Request) =>
    isApiPath(new URL(request.url).pathname) ? faultyApi(request) : controlApp.fetch(request);
  const flowPages = withFaults(async (request, overrides) => flowPageApp.fetch(request, { overrides }), faulty);

  function reset() {
    world.reset();
    faults.clear();
    for (const fault of options.faults ?? []) faults.add(fault);
    webhookFaults.clear();
    for (const fault of options.webhookFaults ?? []) webhookFaults.add(fault);
    webhooks.reset();
    requests.clear();
  }

  const servedPages = await serveApp(flowPages, { host, port: options.flowPort ?? 0 });
  flowUrl = publicFlowUrl ?? originOf(host, servedPages.port);
  const servedApi = await serveApp(api, { host, port: options.apiPort ?? 0 }).catch(async (error: unknown) => {
    await servedPages.close();
    throw error;
  });
  const controlUrl = originOf(host, servedApi.port);

  async function end(): Promise<void> {
    webhooks.close();
    world.clock.cancelAll();
    await Promise.all([servedApi.close(), servedPages.close()]);
  }
  let ended: Promise<void> | undefined;

  return {
    apiUrl: `${controlUrl}/api`,
    flowUrl,
    controlUrl,
    clientId,
    apiKey,
    world,
    clock: world.clock,
    faults,
    webhooks,
    webhookFaults,
    requests,
    fetch: api,
    reset,
    close: () => (ended ??= end()),
  };
}

function isApiPath(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}

/** An IPv6 host stands in brackets; "every interface" is reached by the loopback name. */
function originOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
