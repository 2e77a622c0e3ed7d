import type { Caller } from '../../src/http/identify-caller.ts';
import { createHandler } from '../../src/http/create-handler.ts';
import type { Handler } from '../../src/http/create-handler.ts';
import type { HandlerOptions } from '../../src/http/handler-options.ts';
import type { HttpEvent } from '../../src/http/http-event.ts';
import { createFakeClock } from './fake-clock.ts';
import type { FakeClock } from './fake-clock.ts';
import { createFakeFlows, createFakePayouts } from './fake-payouts.ts';
import type { FakeFlows, FakePayouts } from './fake-payouts.ts';

export const PAGE_ORIGIN = 'https://app.example.com';
export const WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const SWEEP_SECRET = 'sweep-secret-of-the-tests';
/** The moment of the fixed webhook vectors, in milliseconds. */
export const VECTOR_TIME_MS = 1_614_265_330_000;

/** A handler on fakes, with two accounts: the cookie `account=<id>` signs in. */
export interface TestHandler {
  readonly handler: Handler;
  readonly clock: FakeClock;
  readonly payouts: FakePayouts;
  readonly flows: FakeFlows;
  readonly events: HttpEvent[];
  /** Sends a request of the page, signed in as `anna` unless headers say otherwise. */
  send(method: string, path: string, init?: SendInit): Promise<Response>;
}

export interface SendInit {
  readonly json?: unknown;
  readonly body?: BodyInit;
  readonly headers?: Record<string, string | null>;
  readonly signal?: AbortSignal;
}

export function authenticateByCookie(request: Request): Caller | null {
  const accountId = /(?:^|; )account=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return accountId === undefined ? null : { accountId };
}

/** Headers that a signed-in page of the host sends; `null` takes one away. */
export function pageHeaders(changes: Record<string, string | null> = {}): Headers {
  const headers = new Headers({ cookie: 'account=anna', origin: PAGE_ORIGIN, 'sec-fetch-site': 'same-origin' });
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return headers;
}

/** Every route there is, for any account. */
export function openTo(payouts: FakePayouts, flows: FakeFlows = createFakeFlows()): HandlerOptions {
  return {
    payouts,
    flows,
    authenticate: authenticateByCookie,
    allowedOrigins: [PAGE_ORIGIN],
    webhookSecrets: [WEBHOOK_SECRET],
    sweepSecret: SWEEP_SECRET,
    flowPolicy: () => true,
  };
}

export function createTestHandler(overrides: Partial<HandlerOptions> = {}): TestHandler {
  const clock = createFakeClock(VECTOR_TIME_MS);
  const payouts = createFakePayouts(clock);
  const flows = createFakeFlows();
  const events: HttpEvent[] = [];
  const handler = createHandler({
    ...openTo(payouts, flows),
    clock,
    onEvent: (event) => void events.push(event),
    ...overrides,
  });
  return {
    handler,
    clock,
    payouts,
    flows,
    events,
    send(method, path, { json, body, headers, signal } = {}) {
      const hasJson = json !== undefined;
      return handler(
        new Request(`https://app.example.com/api/dots${path}`, {
          method,
          headers: pageHeaders({ ...(hasJson ? { 'content-type': 'application/json' } : {}), ...headers }),
          ...(hasJson ? { body: JSON.stringify(json) } : {}),
          ...(body === undefined ? {} : { body, duplex: 'half' }),
          ...(signal ? { signal } : {}),
        } as RequestInit),
      );
    },
  };
}
