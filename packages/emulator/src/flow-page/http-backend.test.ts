import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator } from '../create-emulator.ts';
import type { Emulator } from '../create-emulator.ts';
import { httpBackend } from './http-backend.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator({ seed: 1 });
});
afterAll(() => emulator.close());

describe('httpBackend', () => {
  it('opens a Flow and acts on it at the running emulator', async () => {
    const backend = httpBackend({ baseUrl: emulator.flowUrl });
    const flow = emulator.world.flows.createFromBody({ steps: ['compliance'] });
    const opened = await backend.open({ flowId: flow.id, pageToken: null });
    expect(opened).toMatchObject({ ok: true, view: { flowId: flow.id, screen: { name: 'phone' } } });
    const acted = await backend.act({
      flowId: flow.id,
      pageToken: null,
      action: { type: 'send-code', countryCode: '1', phoneNumber: '4155550142', channel: 'sms' },
    });
    expect(acted).toMatchObject({ ok: true, view: { screen: { name: 'code' } } });
  });

  it('hands a refusal on as it is', async () => {
    const answer = await httpBackend({ baseUrl: emulator.flowUrl }).open({ flowId: 'nope', pageToken: null });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'flow-not-found' } });
  });

  it('calls everything unreachable that is no answer', async () => {
    const request = { flowId: 'x', pageToken: null };
    const unreachable = { ok: false, problem: { code: 'unreachable' } };
    // The control page's port speaks HTTP, but not these words.
    expect(await httpBackend({ baseUrl: emulator.controlUrl }).open(request)).toMatchObject(unreachable);
    expect(await httpBackend({ baseUrl: 'http://127.0.0.1:1' }).open(request)).toMatchObject(unreachable);
    const noAnswers = [
      '',
      'null',
      '7',
      '{}',
      '{"ok":true}',
      '{"ok":true,"view":null}',
      '{"ok":false}',
      '{"ok":"true"}',
    ];
    const answers = noAnswers.map((text) => httpBackend({ fetch: async () => new Response(text) }).open(request));
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject(unreachable);
  });
});
