import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmulator, createWebhookSecret } from '@dots-flows/emulator';
import type { Emulator } from '@dots-flows/emulator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const ORIGIN = 'https://app.example.com';
const ADA = { cookie: 'session=s_ada', origin: ORIGIN, 'content-type': 'application/json' };

interface Session {
  readonly stage: string;
  readonly version: number;
  readonly flow: { readonly flowId: string };
}

/** Starts an example as its reader would, with a local Dots beside it, and pays through it. */
export function describeExample(name: string, file: URL): void {
  describe(`the ${name} example`, () => {
    let emulator: Emulator;
    let child: ChildProcess;
    let folder: string;
    let output = '';
    let base = '';

    beforeAll(async () => {
      emulator = await createEmulator();
      folder = await mkdtemp(path.join(os.tmpdir(), 'dots-flows-example-'));
      const secret = createWebhookSecret();
      child = spawn(process.execPath, ['--conditions=@dots-flows/source', fileURLToPath(file)], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          PORT: '0',
          APP_ORIGIN: ORIGIN,
          DATABASE_FILE: path.join(folder, 'payouts.db'),
          DOTS_API_URL: emulator.apiUrl,
          DOTS_CLIENT_ID: emulator.clientId,
          DOTS_API_KEY: emulator.apiKey,
          DOTS_WEBHOOK_SECRET: secret,
        },
      });
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (text: Buffer) => (output += text.toString()));
      const port = await vi.waitFor(() => {
        const found = /"port":(\d+)/.exec(output)?.[1];
        if (found === undefined) throw new Error(`It does not listen yet:\n${output}`);
        return found;
      }, 20_000);
      base = `http://localhost:${port}/api/dots`;
      emulator.webhooks.addEndpoint({ url: `${base}/webhooks`, secret });
    }, 30_000);

    afterAll(async () => {
      if (child?.exitCode === null) child.kill('SIGKILL');
      await emulator?.close();
      await rm(folder, { recursive: true, force: true });
    });

    const advance = async (): Promise<Session> => {
      const response = await fetch(`${base}/payouts/inv_2041/advance`, { method: 'POST', headers: ADA, body: '{}' });
      expect(response.status).toBe(200);
      return (await response.json()) as Session;
    };

    it('pays a worker, wakes the waiting page by webhook, and moves the money once', async () => {
      const { world } = emulator;
      const opened = await advance();
      expect(opened.stage).toBe('onboarding');
      const waiting = fetch(`${base}/payouts/inv_2041?after=${opened.version}`, { headers: ADA });

      const person = world.addUser({
        phone: '+1 415 555 0134',
        firstName: 'Ada',
        lastName: 'Example',
        compliance: 'w9',
        payoutMethods: [{ rail: 'paypal', email: 'ada@example.com' }],
      });
      const flow = world.flows.require(opened.flow.flowId);
      world.flows.claim(flow, person.id);
      for (const step of flow.steps) world.flows.completeStep(flow, step.name);
      expect(((await (await waiting).json()) as Session).version).toBeGreaterThan(opened.version);

      const funded = await vi.waitFor(async () => {
        const session = await advance();
        expect(session.stage).toBe('withdrawing');
        return session;
      }, 10_000);
      expect(world.walletCents(person.id)).toBe(24_850);
      const [method] = person.payoutMethods;
      if (method) world.transfers.payOut({ user: person, method, amountCents: 24_850 });
      world.flows.completeStep(world.flows.require(funded.flow.flowId), 'payout');
      await vi.waitFor(async () => expect((await advance()).stage).toBe('completed'), 10_000);

      await emulator.webhooks.settled();
      const outcomes = emulator.webhooks.messages().flatMap(({ attempts }) => attempts.map(({ outcome }) => outcome));
      expect(outcomes.length).toBeGreaterThan(0);
      expect(new Set(outcomes)).toEqual(new Set([200]));
      expect(world.ledger.report()).toMatchObject({ balanced: true, paidOutCents: 24_850 });
    }, 30_000);

    it('streams events', async () => {
      const response = await fetch(`${base}/payouts/inv_2041/events`, { headers: ADA });
      expect(response.headers.get('content-type')).toBe('text/event-stream');
      expect(await response.text()).toContain('"stage":"completed"');
    });

    it.each([
      ['nobody', { cookie: '' }, 401],
      ['a page of another origin', { ...ADA, origin: 'https://evil.example' }, 403],
    ])('refuses %s', async (_name, headers, status) => {
      const response = await fetch(`${base}/payouts/inv_2041`, { headers });
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    });

    it('ends on SIGTERM, and has written nothing secret', async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(output).not.toContain(emulator.apiKey);
      expect(output).not.toContain('/flow/');
    });
  });
}
