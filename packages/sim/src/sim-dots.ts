import type { CallFault, FaultPlan } from './fault-plan.ts';
import type { History } from './history.ts';
import { createApiApp, createDotsWorld } from './internals.ts';
import type { DotsWorld } from './internals.ts';
import type { Random } from './random.ts';
import type { SimTime } from './sim-time.ts';

export const CLIENT_ID = 'pk_dev_sim';
/** Looked for in everything that is said. */
export const API_KEY = 'sk_dev_canary0000secret';
export const FLOW_ORIGIN = 'https://flows.dots.test';

/** Whether a process still runs, and a promise of its end. */
export interface Life {
  readonly isAlive: () => boolean;
  readonly death: Promise<void>;
}

/** The emulated Dots behind a network that can break in every way that a network can. */
export interface SimDots {
  readonly world: DotsWorld;
  /** A `fetch` for one instance, which hears nothing more once it is dead. */
  fetchFor(life: Life): typeof globalThis.fetch;
  /** From now on nothing goes wrong any more. */
  heal(): void;
}

/** Longer ago than this, nothing that was given up is still carried out: the quiet period's reason. */
const LATEST_MS = 70_000;

const never = (): Promise<never> => new Promise<never>(() => undefined);
const brokenConnection = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

interface TransferBody {
  readonly amount: number;
  readonly user_id: string;
  readonly idempotency_key: string;
  readonly metadata: Readonly<Record<string, string>>;
}

function transferOf({ body }: RequestInit): TransferBody {
  return JSON.parse(typeof body === 'string' ? body : '{}') as TransferBody;
}

export function createSimDots(parts: {
  readonly plan: FaultPlan;
  readonly random: Random;
  readonly time: SimTime;
  readonly history: History;
}): SimDots {
  const { plan, random, time, history } = parts;
  let isHealed = false;
  let callId = 0;
  const world = createDotsWorld({
    seed: `${random.fraction()}`,
    clock: { now: time.nowMs() + plan.clockSkewMs, paused: true },
    flowPageOrigin: FLOW_ORIGIN,
    settings: { listLagMs: plan.listLagMs },
  });
  const api = createApiApp({ world, clientId: CLIENT_ID, apiKey: API_KEY });
  for (const status of plan.outcomes) world.transferScript.plan({ status, type: 'balance' });

  const known = new Set<string>();
  world.onEvent((event) => {
    if (!('transferId' in event)) return;
    const transfer = world.transfers.require(event.transferId);
    if (transfer.type !== 'balance') return;
    noteNew(transfer.id);
    history.add({ type: 'transfer-status', transferId: transfer.id, status: transfer.status });
  });

  function noteNew(transferId: string): void {
    if (known.has(transferId)) return;
    known.add(transferId);
    const transfer = world.transfers.require(transferId);
    const metadata = (transfer.metadata ?? {}) as Readonly<Record<string, string>>;
    history.add({
      type: 'transfer-made',
      transferId,
      sessionId: metadata['dots_flows_session'] ?? '',
      key: metadata['dots_flows_key'] ?? '',
      dotsUserId: transfer.userId,
      wireAmountCents: transfer.amountCents,
    });
    // What is not decided at once is decided some time later.
    time.after(random.between(500, 240_000), () => decide(transferId));
  }

  function decide(transferId: string): void {
    const { status } = world.transfers.require(transferId);
    if (status !== 'pending' && status !== 'flagged' && status !== 'created') return;
    world.transfers.moveTo(
      transferId,
      random.chance(0.85) ? 'completed' : random.pick(['failed', 'canceled'] as const),
    );
  }

  async function carryOut(url: URL, init: RequestInit, wasKeyFree: boolean): Promise<Response> {
    let { body } = init;
    if (plan.hasRacyKeys && wasKeyFree && typeof body === 'string') {
      // Two requests that were both let in before either was written down.
      const transfer = JSON.parse(body) as TransferBody;
      if (world.idempotencyKeys.isUsed(transfer.idempotency_key))
        body = JSON.stringify({ ...transfer, idempotency_key: null });
    }
    const request = new Request(url, { ...init, body: body ?? null, signal: null });
    const response = await api.fetch(request, { overrides: { settings: {}, transferStatus: undefined } });
    const headers = new Headers(response.headers);
    headers.set('date', new Date(world.clock.nowMs()).toUTCString());
    return new Response(await response.text(), { status: response.status, headers });
  }

  function faultOf(url: URL): CallFault | null {
    if (isHealed) return null;
    const { blackout, callFaults, callFaultChance } = plan;
    if (blackout) {
      const sinceMs = time.nowMs() - blackout.atMs;
      // The last thing that gets through before the dark is a transfer whose answer does not.
      if (sinceMs >= 0 && sinceMs < blackout.forMs) return 'lost-request';
      if (sinceMs < 0 && sinceMs > -30_000 && url.pathname.endsWith('/transfers')) return 'lost-answer';
    }
    const [first, ...rest] = callFaults;
    return first !== undefined && random.chance(callFaultChance) ? random.pick([first, ...rest]) : null;
  }

  async function call(url: URL, init: RequestInit): Promise<Response> {
    const fault = faultOf(url);
    const isTransfer = init.method === 'POST' && url.pathname.endsWith('/transfers');
    await time.sleep(random.between(2, 150));
    const key = isTransfer ? transferOf(init).idempotency_key : null;
    const wasKeyFree = key !== null && !world.idempotencyKeys.isUsed(key);
    switch (fault) {
      case 'not-sent':
        throw brokenConnection('ECONNREFUSED');
      case 'lost-request':
        throw brokenConnection('ECONNRESET');
      case 'error-before':
        return Response.json({ success: false }, { status: random.pick([429, 500, 502, 503] as const) });
      case 'late':
        time.after(random.between(1_000, LATEST_MS), () => void carryOut(url, init, wasKeyFree));
        return never();
      default:
    }
    const response = await carryOut(url, init, wasKeyFree);
    await time.sleep(random.between(2, 150));
    switch (fault) {
      case 'slow-answer':
        await time.sleep(random.between(1_000, 18_000));
        return response;
      case 'silence':
        return never();
      case 'lost-answer':
        throw brokenConnection('ECONNRESET');
      case 'error-after':
        return Response.json({ success: false }, { status: random.pick([500, 502] as const) });
      case 'truncated': {
        const text = await response.text();
        return new Response(text.slice(0, Math.floor(text.length / 2)), { status: response.status });
      }
      default:
        return response;
    }
  }

  /** What the library can have read of this answer. */
  async function noteStatuses(response: Response): Promise<Response> {
    const text = await response.text();
    for (const [, id, status] of text.matchAll(/"id":"([0-9a-f-]{36})"[^{}]*?"status":"([a-z]+)"/g)) {
      if (id !== undefined && status !== undefined && known.has(id))
        history.add({ type: 'status-read', transferId: id, status });
    }
    return new Response(text, { status: response.status, headers: response.headers });
  }

  return {
    world,
    heal() {
      isHealed = true;
      world.settings.listLagMs = 0;
      world.transferScript.clear();
    },
    fetchFor:
      ({ isAlive, death }) =>
      async (input, init = {}) => {
        if (!isAlive()) return never();
        const url = input instanceof Request ? new URL(input.url) : new URL(input);
        const { signal } = init;
        const id = (callId += 1);
        const isPost = init.method === 'POST' && url.pathname.endsWith('/transfers');
        if (isPost) {
          const body = transferOf(init);
          history.add({
            type: 'post-left',
            callId: id,
            sessionId: body.metadata['dots_flows_session'] ?? '',
            ordinal: Number(body.metadata['dots_flows_ordinal']),
            key: body.idempotency_key,
            wireAmountCents: body.amount,
            dotsUserId: body.user_id,
          });
        }
        const givenUp = new Promise<never>((_, reject) => {
          signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), { once: true });
        });
        givenUp.catch(() => undefined);
        let isOver = false;
        const end = (): void => {
          if (isPost && !isOver) history.add({ type: 'post-ended', callId: id });
          isOver = true;
        };
        // A dead process's connections are gone with it.
        void death.then(end);
        const answer = await Promise.race([call(url, init), givenUp]).catch((error: unknown) => ({ error }));
        end();
        if (!isAlive()) return never();
        if (!(answer instanceof Response)) throw answer.error;
        return noteStatuses(answer);
      },
  };
}
