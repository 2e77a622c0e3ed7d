import type { WorldClock } from '../dots/clock.ts';
import { plainPath } from './faults.ts';
import type { FaultEffect, Faults } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import type { RequestOverrides } from './request-overrides.ts';

/** The connection is gone without an answer. The Node server closes the socket; in process the call rejects. */
export class ConnectionCut extends TypeError {
  override readonly name = 'ConnectionCut';
  constructor() {
    super('The emulator cut this connection, as a fault told it to.');
  }
}

type Handle = (request: Request, overrides: RequestOverrides) => Promise<Response>;

export interface FaultyOptions {
  readonly faults: Faults;
  readonly clock: WorldClock;
  readonly log: RequestLog;
}

/** Puts the fault switches, the log and the clock's `Date` header around a handler. */
export function withFaults(
  handle: Handle,
  { faults, clock, log }: FaultyOptions,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const effects = faults.take({ method: request.method, path: pathname });
    const write = (status: number | 'cut') =>
      log.add({
        atMs: clock.nowMs(),
        method: request.method,
        path: plainPath(pathname),
        status,
        faults: effects.map(({ kind }) => kind),
      });
    try {
      const response = await run(request, effects, handle, clock);
      write(response.status);
      return withDate(response, clock);
    } catch (error) {
      if (error instanceof ConnectionCut) write('cut');
      throw error;
    }
  };
}

async function run(
  request: Request,
  effects: readonly FaultEffect[],
  handle: Handle,
  clock: WorldClock,
): Promise<Response> {
  const overrides = overridesOf(effects);
  for (const effect of effects) {
    if (effect.kind === 'latency') await new Promise((resolve) => setTimeout(resolve, effect.ms));
  }
  const error = find(effects, 'error');
  if (error !== undefined) return errorResponse(error);
  if (find(effects, 'refused') !== undefined) throw new ConnectionCut();
  const late = find(effects, 'late');
  if (late !== undefined) {
    const body = await request.arrayBuffer();
    const { url, method, headers } = request;
    const again = new Request(url, { method, headers, ...(body.byteLength > 0 ? { body } : {}) });
    clock.after(late.delayMs, async () => {
      await handle(again, overrides);
    });
    throw new ConnectionCut();
  }
  const response = await handle(request, overrides);
  if (find(effects, 'lost-response') !== undefined) throw new ConnectionCut();
  return find(effects, 'truncated') === undefined ? response : truncated(response);
}

function find<Kind extends FaultEffect['kind']>(effects: readonly FaultEffect[], kind: Kind) {
  return effects.find((effect): effect is Extract<FaultEffect, { readonly kind: Kind }> => effect.kind === kind);
}

function overridesOf(effects: readonly FaultEffect[]): RequestOverrides {
  const lag = find(effects, 'list-lag');
  const usedKey = find(effects, 'used-key');
  return {
    settings: {
      ...(lag === undefined ? {} : { listLagMs: lag.ms }),
      ...(usedKey === undefined ? {} : { usedKeyStatus: usedKey.status }),
      ...(find(effects, 'forgotten-key') === undefined ? {} : { keyLifetimeMs: 0 }),
    },
    transferStatus: find(effects, 'transfer-outcome')?.status,
  };
}

function errorResponse(effect: Extract<FaultEffect, { readonly kind: 'error' }>): Response {
  const { errorCode = 'service-unavailable', message = 'A fault of the emulator answers here.' } = effect;
  const body = effect.body ?? JSON.stringify({ success: false, error_code: errorCode, message });
  const type = effect.body === undefined ? 'application/json' : 'text/html; charset=utf-8';
  return new Response(body, { status: effect.status, headers: { 'content-type': type, ...effect.headers } });
}

async function truncated(response: Response): Promise<Response> {
  const text = await response.text();
  return new Response(text.slice(0, Math.floor(text.length / 2)), {
    status: response.status,
    headers: response.headers,
  });
}

/** The `Date` header tells the emulator's time: clients measure the age of a link by it. */
function withDate(response: Response, clock: WorldClock): Response {
  const headers = new Headers(response.headers);
  headers.set('date', new Date(clock.nowMs()).toUTCString());
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
