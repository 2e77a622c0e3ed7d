import { isDotsFlowsError, toProblem } from '@dots-flows/core';
import { afterEach, describe, expect, it } from 'vitest';
import { bePatient } from '../../test/payouts/patient-person.ts';
import { createHarness } from '../../test/payouts/payout-harness.ts';
import type { Harness } from '../../test/payouts/payout-harness.ts';

let harness: Harness;
afterEach(async () => harness.close());

/** Marked, so that each can be found wherever it should not be. */
const CANARY = {
  key: 'sk_dev_canary_key_51c2',
  firstName: 'Canaryfirst',
  lastName: 'Canarylast',
  email: 'canary.mail@example.com',
  phone: '4155550199',
} as const;

describe('secrets and personal data', () => {
  it.each([
    ['nothing goes wrong', () => undefined],
    ['every first answer is an error that repeats them', () => leak(500)],
    ['every first answer is a refusal that repeats them', () => leak(400)],
  ])('stay out of store, events and errors when %s', async (_, fault) => {
    const noticed: unknown[] = [];
    harness = await createHarness({
      emulator: { apiKey: CANARY.key },
      flows: { onNotice: (notice) => void noticed.push(notice), resolvePayout: () => ({ amountCents: 100 }) },
    });
    const { world, flowUrl } = harness.emulator;
    const user = world.addUser({
      ...CANARY,
      phone: `+1 ${CANARY.phone}`,
      compliance: 'w9',
      payoutMethods: [{ rail: 'paypal', email: CANARY.email }],
    });
    const app = harness.instance();
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
    const told = JSON.stringify([written, events, harness.events, errors, noticed]);
    for (const secret of [...Object.values(CANARY), btoa(`pk_dev_emulator:${CANARY.key}`), flowUrl, '/flow/'])
      expect(told).not.toContain(secret);
    expect(noticed.length).toBeGreaterThan(0);
  });
});

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
