import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiClient } from '../test-support/api-client.ts';
import * as browserEntry from './browser.ts';
import { createEmulator } from './create-emulator.ts';
import * as mainEntry from './index.ts';

describe('createEmulator', () => {
  it('frees its ports, and takes the ones it is told', async () => {
    const first = await createEmulator();
    const [apiPort, flowPort] = [Number(new URL(first.apiUrl).port), Number(new URL(first.flowUrl).port)];
    await expect(createEmulator({ apiPort })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(createEmulator({ flowPort })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
    const second = await createEmulator({ apiPort, flowPort });
    expect(second.apiUrl).toBe(first.apiUrl);
    await second.close();
  });

  it('may be closed more than once, at a time or later', async () => {
    const emulator = await createEmulator();
    await Promise.all([emulator.close(), emulator.close()]);
    await expect(emulator.close()).resolves.toBeUndefined();
    await expect(fetch(emulator.controlUrl)).rejects.toThrow(TypeError);
  });

  it('takes its own credentials', async () => {
    const emulator = await createEmulator({ clientId: 'pk_mine', apiKey: 'sk_mine:with a colon' });
    expect((await apiClient(emulator, 'port').call('GET', '/v2/flows')).status).toBe(200);
    await emulator.close();
  });

  it('puts another origin into links where browsers need one', async () => {
    const emulator = await createEmulator({ publicFlowUrl: 'https://pages.test/ignored' });
    const flow = (await apiClient(emulator).call('POST', '/v2/flows', { steps: ['payout'] })).json();
    expect(new URL(String(flow['link'])).origin).toBe('https://pages.test');
    await emulator.close();
  });

  it('repeats a run for the same seed', async () => {
    const run = async () => {
      const emulator = await createEmulator({ seed: 'again', clock: { now: '2026-08-03T09:00:00Z', paused: true } });
      const flow = (await apiClient(emulator).call('POST', '/v2/flows', { steps: ['payout'] })).json();
      await emulator.close();
      return [flow['id'], flow['created']];
    };
    expect(await run()).toEqual(await run());
  });

  it('starts with its faults and has them again after reset', async () => {
    const emulator = await createEmulator({ faults: [{ path: '/v2/flows', effect: { kind: 'error', status: 429 } }] });
    const api = apiClient(emulator);
    const statuses = async () => [
      (await api.call('GET', '/v2/flows')).status,
      (await api.call('GET', '/v2/flows')).status,
    ];
    expect(await statuses()).toEqual([429, 200]);
    emulator.reset();
    expect(await statuses()).toEqual([429, 200]);
    await emulator.close();
  });

  it('refuses a bad webhook endpoint before it takes a port', async () => {
    await expect(createEmulator({ webhooks: [{ url: 'http://127.0.0.1', secret: 'none' }] })).rejects.toThrow(
      TypeError,
    );
  });
});

describe('the entries', () => {
  it('export these names', () => {
    expect(Object.keys(mainEntry).toSorted()).toEqual([
      'ConnectionCut',
      'DotsRefusal',
      'createDotsWorld',
      'createEmulator',
      'createWebhookSecret',
      'defaultSettings',
      'signWebhook',
      'svixRetryDelaysMs',
    ]);
    expect(Object.keys(browserEntry)).toEqual(
      expect.arrayContaining(['DotsRefusal', 'createDotsWorld', 'inPageBackend']),
    );
  });

  it('for the browser imports nothing of Node, however deep', () => {
    const seen = new Set<string>();
    const visit = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)) {
        expect([file, from]).not.toEqual([file, expect.stringMatching(/^(node:|hono|@hono\/)/)]);
        if (from.startsWith('.')) visit(path.resolve(path.dirname(file), from));
      }
    };
    visit(path.join(import.meta.dirname, 'browser.ts'));
    expect(seen.size).toBeGreaterThan(20);
  });
});
