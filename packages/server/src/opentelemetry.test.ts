import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHarness, PAYOUT } from '../test/payouts/payout-harness.ts';
import type { Harness, Instance } from '../test/payouts/payout-harness.ts';
import { createDotsApi } from './dots-api/create-dots-api.ts';
import { traceDotsFlows } from './opentelemetry.ts';

const exporter = new InMemorySpanExporter();
const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
const SECRET = 'sk_dev_MARKED_SECRET';

beforeAll(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => context.disable());

let harness: Harness;
afterEach(async () => {
  exporter.reset();
  await harness.close();
});

/** An instance whose calls, requests and steps are traced. */
async function traced(): Promise<Instance> {
  harness = await createHarness({ emulator: { apiKey: SECRET } });
  const { emulator } = harness;
  const tracing = traceDotsFlows({ tracerProvider, fetch: (input, init) => emulator.fetch(new Request(input, init)) });
  const api = createDotsApi({
    environment: { baseUrl: emulator.apiUrl },
    clientId: emulator.clientId,
    apiKey: SECRET,
    clock: emulator.clock,
    fetch: tracing.fetch,
  });
  return harness.instance({}, { api, tracing });
}

const advance = (app: Instance) =>
  app.handler(
    new Request(`https://app.example.com/api/dots/payouts/${PAYOUT}/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://app.example.com', cookie: 'MARKED-COOKIE' },
      body: '{}',
    }),
  );

const spans = (): readonly ReadableSpan[] => exporter.getFinishedSpans();
const named = (name: string) => spans().filter((span) => span.name === name);
const parentOf = (span: ReadableSpan | undefined) =>
  spans().find((one) => one.spanContext().spanId === span?.parentSpanContext?.spanId)?.name;

describe('traceDotsFlows', () => {
  it('nests calls to Dots in steps, and steps in requests', async () => {
    const app = await traced();
    await advance(app);
    const [request] = named('dots-flows POST /payouts/:payoutId/advance');
    expect(request).toMatchObject({
      kind: SpanKind.INTERNAL,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/payouts/:payoutId/advance',
        'http.response.status_code': 200,
      },
    });
    const [step] = named('dots-flows step CREATED');
    expect(step?.attributes).toMatchObject({
      'dots_flows.payout_id': PAYOUT,
      'dots_flows.phase': 'CREATED',
      'dots_flows.phase_after': 'ONBOARDING',
    });
    expect(parentOf(step)).toBe(request?.name);
    const [call] = named('POST /v2/flows');
    expect(call).toMatchObject({
      kind: SpanKind.CLIENT,
      attributes: { 'http.request.method': 'POST', 'url.template': '/v2/flows', 'http.response.status_code': 200 },
    });
    expect(parentOf(call)).toBe(step?.name);
  });

  it('tells moves and alarms as events of the span in which they happened', async () => {
    const app = await traced();
    await advance(app);
    const events = named('dots-flows step CREATED').flatMap((span) => span.events);
    expect(events).toMatchObject([
      {
        name: 'payout-moved',
        attributes: {
          'dots_flows.event': 'flow-created',
          'dots_flows.from': 'CREATED',
          'dots_flows.to': 'ONBOARDING',
          'dots_flows.payout_id': PAYOUT,
        },
      },
    ]);
  });

  it('makes sweeps spans of their own', async () => {
    const app = await traced();
    await app.sweep();
    expect(named('dots-flows sweep')).toMatchObject([
      { parentSpanContext: undefined, attributes: { 'dots_flows.sessions': 0, 'dots_flows.webhooks': 0 } },
    ]);
  });

  it('marks what failed by a code, without a message', async () => {
    const app = await traced();
    harness.emulator.faults.add({ method: 'POST', path: '/v2/flows', effect: { kind: 'error', status: 500 } });
    await advance(app);
    harness.emulator.faults.add({ method: 'POST', path: '/v2/flows', effect: { kind: 'refused' } });
    await advance(app);
    expect(named('POST /v2/flows').map(({ status, attributes }) => [status, attributes['error.type']])).toEqual([
      [{ code: SpanStatusCode.ERROR }, '500'],
      [{ code: SpanStatusCode.ERROR }, 'ConnectionCut'],
    ]);
    expect(spans().flatMap(({ events }) => events.filter(({ name }) => name === 'exception'))).toEqual([]);
  });

  it('holds no key, link, id of a Flow, cookie or personal datum, from first click to withdrawal', async () => {
    const app = await traced();
    const flowIds: string[] = [];
    for (const finish of [(id: string) => harness.finishOnboarding(id), (id: string) => harness.finishPayout(id)]) {
      const session = (await (await advance(app)).json()) as { flow: { flowId: string; link: string } };
      flowIds.push(session.flow.flowId, session.flow.link);
      finish(session.flow.flowId);
    }
    expect(((await (await advance(app)).json()) as { stage: string }).stage).toBe('completed');
    await app.sweep();
    const [user] = harness.emulator.world.users.list();
    const told = JSON.stringify(
      spans().map(({ name, attributes, events, status, links }) => ({ name, attributes, events, status, links })),
    );
    expect(told).toContain('/v2/transfers');
    // The whole number: ids of spans are random, and three digits of it come up in them.
    const person = ['Ana', 'Sousa', '415 555', user?.phone.number, user?.id];
    for (const secret of [SECRET, btoa(SECRET), 'MARKED', 'Basic ', ...person, ...flowIds])
      expect(told).not.toContain(secret);
  });

  it('uses the provider that is registered when none is handed in', async () => {
    harness = await createHarness();
    trace.setGlobalTracerProvider(tracerProvider);
    try {
      await traceDotsFlows().run({ name: 'own', attributes: {} }, async () => undefined);
      expect(named('own')).toHaveLength(1);
    } finally {
      trace.disable();
    }
  });
});
