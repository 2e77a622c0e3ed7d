import { isDotsFlowsError, toProblem } from '@dots-flows/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Tracing } from '../tracing.ts';
import { bePatient } from '../../test/payouts/patient-person.ts';
import { createHarness } from '../../test/payouts/payout-harness.ts';
import type { Harness } from '../../test/payouts/payout-harness.ts';

let harness: Harness;
const logged: unknown[] = [];
beforeEach(() => {
  for (const method of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const)
    vi.spyOn(console, method).mockImplementation((...words) => void logged.push(words));
});
afterEach(async () => {
  vi.restoreAllMocks();
  logged.length = 0;
  await harness.close();
});

/** Marked, so that each can be found wherever it should not be. */
const CANARY = {
  key: 'sk_dev_canary_key_51c2',
  firstName: 'Canaryfirst',
  lastName: 'Canarylast',
  email: 'canary.mail@example.com',
  phone: '4155550199',
  ssn: '536-22-4891',
} as const;

describe('secrets and personal data', () => {
  it.each([
    ['nothing goes wrong', () => undefined],
    ['every first answer is an error that repeats them', () => leak(500)],
    ['every first answer is a refusal that repeats them', () => leak(400)],
  ])('stay out of store, events, spans, logs and errors when %s', async (_, fault) => {
    const noticed: unknown[] = [];
    harness = await createHarness({
      emulator: { apiKey: CANARY.key },
      flows: { onNotice: (notice) => void noticed.push(notice), resolvePayout: () => ({ amountCents: 100 }) },
    });
    const { world, flowUrl } = harness.emulator;
    const { firstName, lastName, phone } = CANARY;
    const user = world.addUser({
      firstName,
      lastName,
      phone: `+1 ${phone}`,
      compliance: 'w9',
      payoutMethods: [{ rail: 'paypal', email: CANARY.email }],
    });
    const traced: unknown[] = [];
    const app = harness.instance({}, { tracing: tracingInto(traced) });
    // A webhook may hold anything about anybody.
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: { event: 'user.updated', ...CANARY, user: CANARY } });
    fault();
    const errors: unknown[] = [];
    const advance = app.advance.bind(app);
    app.advance = (options) =>
      advance(options).catch((error: unknown) => {
        errors.push(String(error), error instanceof Error ? error.stack : null, toProblem(error));
        if (isDotsFlowsError(error)) errors.push(error.remoteCode);
        throw error;
      });
    const finish = harness.finishOnboarding.bind(harness);
    harness.finishOnboarding = (flowId) => finish(flowId, user.id);
    const report = await bePatient(harness, { first: app, replace: () => app, patienceMs: 20 * 60_000, retries: true });
    expect(report.last.stage).toBe('completed');

    const { sessions, flows, bindings, events, messages, notices } = harness.database;
    const written = [sessions, flows, bindings, messages, notices].map((table) => [...table.values()]);
    const told = JSON.stringify([written, events, harness.events, errors, noticed, traced, logged]);
    for (const secret of [...Object.values(CANARY), btoa(`pk_dev_emulator:${CANARY.key}`), flowUrl, '/flow/'])
      expect(told).not.toContain(secret);
    expect(Math.min(noticed.length, traced.length, messages.size)).toBeGreaterThan(0);
  });
});

/** Every name and value that a tracer would be given. */
function tracingInto(traced: unknown[]): Tracing {
  return {
    run(span, work) {
      traced.push(span);
      return work((attributes) => traced.push(attributes));
    },
    event: (name, attributes) => void traced.push(name, attributes),
  };
}

function leak(status: number) {
  const everything = JSON.stringify({
    success: false,
    error_code: CANARY.key.repeat(3),
    message: Object.values(CANARY).join(' '),
  });
  for (const path of ['/v2/flows', '/v2/flows/*', '/v2/transfers', '/v2/users/*'])
    for (const method of ['GET', 'POST'])
      harness.emulator.faults.add({ method, path, effect: { kind: 'error', status, body: everything } });
}
