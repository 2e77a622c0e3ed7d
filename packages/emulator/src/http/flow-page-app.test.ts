import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chaseAccount, signUp, usForm, visitPage } from '../../test-support/page-visit.ts';
import { createEmulator } from '../create-emulator.ts';
import type { Emulator } from '../create-emulator.ts';
import { httpBackend } from '../flow-page/http-backend.ts';

let emulator: Emulator;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'flow-page-'));
  mkdirSync(path.join(directory, 'assets'));
  writeFileSync(path.join(directory, 'index.html'), '<!doctype html><title>The page</title>');
  writeFileSync(path.join(directory, 'assets/index-abc.js'), 'export {};');
  writeFileSync(path.join(directory, 'notes.txt'), 'not for the web');
  emulator = await createEmulator({ flowPageDirectory: directory });
});
beforeEach(() => emulator.reset());
afterAll(async () => {
  await emulator.close();
  rmSync(directory, { recursive: true });
});

const post = (body: unknown, route = 'act') =>
  fetch(`${emulator.flowUrl}/flow-api/${route}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the Flow pages’ origin', () => {
  it('is another one than the API’s', () => {
    expect(new URL(emulator.flowUrl).origin).not.toBe(new URL(emulator.apiUrl).origin);
  });

  it('serves the page for every Flow link, framable by any site, with a policy and no caching', async () => {
    const flow = emulator.world.wire.flow(emulator.world.flows.createFromBody({ steps: ['payout'] }));
    const response = await fetch(`${flow.link}?styles=%7B%7D`);
    expect(await response.text()).toContain('The page');
    expect(response.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('x-frame-options')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('serves hashed files for ever, and nothing else of the folder', async () => {
    const file = await fetch(`${emulator.flowUrl}/flow-assets/assets/index-abc.js`);
    expect([file.status, file.headers.get('content-type'), file.headers.get('cache-control')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
    for (const name of ['notes.txt', '../package.json', '..%2f..%2fpackage.json', 'index.html', '']) {
      expect((await fetch(`${emulator.flowUrl}/flow-assets/${name}`)).status).toBe(404);
    }
  });

  it('says how to build the pages where they are not built', async () => {
    const empty = await createEmulator({ flowPageDirectory: path.join(directory, 'nowhere') });
    const text = await (await fetch(`${empty.flowUrl}/flow/x`)).text();
    await empty.close();
    expect(text).toContain('not built');
  });

  it('takes a person through all steps over HTTP, to the cent', async () => {
    const { world } = emulator;
    const backend = httpBackend({ baseUrl: emulator.flowUrl });
    const onboarding = world.flows.createFromBody({ steps: ['compliance', 'manage-payouts'] });
    const visit = visitPage(backend, onboarding.id);
    await signUp(visit);
    await visit.act({ type: 'submit-compliance', form: usForm });
    await visit.act({ type: 'add-payout-method', method: chaseAccount });
    await visit.act({ type: 'save-payout-methods' });
    expect(visit.screen()).toBe('end');
    world.transfers.createFromBody({ amount: -18_450, user_id: onboarding.userId });
    const payout = visitPage(backend, world.flows.createFromBody({ steps: ['payout'], user_id: onboarding.userId }).id);
    await payout.open();
    const methodId = world.users.require(onboarding.userId ?? '').payoutMethods[0]?.id ?? '';
    await payout.act({ type: 'confirm-payout', amountCents: 18_450, methodId });
    expect(payout.screen()).toBe('payout-sent');
    expect(world.ledger.report()).toMatchObject({ walletsCents: 0, paidOutCents: 18_450, balanced: true });
  });

  it.each([
    ['not JSON', '{'],
    ['no object', '[]'],
    ['no Flow id', {}],
    ['a token that is no text', { flowId: 'x', pageToken: 5 }],
  ])('answers %s with a problem, not with a crash', async (_name, body) => {
    for (const route of ['open', 'act']) {
      expect(await (await post(body, route)).json()).toMatchObject({ ok: false, problem: { code: 'invalid-input' } });
    }
  });

  it.each([
    undefined,
    null,
    'continue',
    { type: 'toString' },
    { type: '__proto__' },
    { type: 'send-code' },
    { type: 'send-code', countryCode: 1, phoneNumber: '4155550134', channel: 'sms' },
    { type: 'send-code', countryCode: '1', phoneNumber: '4155550134', channel: 'pigeon' },
    { type: 'submit-compliance' },
    { type: 'submit-compliance', form: { ...usForm, taxId: 123456789 } },
    { type: 'submit-compliance', form: { ...usForm, country: 'BR' } },
    { type: 'add-payout-method', method: { rail: 'constructor' } },
    { type: 'add-payout-method', method: { rail: 'ach' } },
    { type: 'confirm-payout', amountCents: '100', methodId: 'x' },
  ])('does not let the malformed action %j reach the world', async (action) => {
    const flow = emulator.world.flows.createFromBody({ steps: ['compliance'] });
    const response = await post({ flowId: flow.id, pageToken: null, action });
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { ok: false, problem: { code: 'invalid-input' } },
    ]);
  });
});
