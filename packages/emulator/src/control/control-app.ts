import { Hono } from 'hono';
import { DotsRefusal } from '../dots/dots-refusal.ts';
import { userStatuses } from '../dots/records.ts';
import { scriptedStatuses } from '../dots/transfer-script.ts';
import { readJson } from '../http/read-json.ts';
import { payloadStyles } from '../webhooks/webhook-payload.ts';
import { choiceField, ControlMistake, countField, numberField, optionalTextField, textField } from './control-input.ts';
import { controlPage, controlSections } from './control-page.ts';
import { controlPageScript } from './control-page-script.ts';
import { controlPageStyles } from './control-page-styles.ts';
import { controlState } from './control-state.ts';
import type { EmulatorParts } from './emulator-parts.ts';
import { readFault, readWebhookFault } from './read-fault.ts';
import { readSeedUser } from './read-seed-user.ts';
import { readSettings } from './read-settings.ts';

const transferStatuses = ['pending', 'completed', 'failed', 'canceled', 'flagged', 'reversed'] as const;

/**
 * The control API under `/control` and the page for people at `/`. It is no part of Dots and cannot be mistaken for it:
 * another prefix, no credentials, and a header on every answer. Changes must be JSON from this origin or from no page
 * at all, so that no web site that a developer visits can steer the emulator.
 */
export function createControlApp(parts: EmulatorParts): Hono {
  const { world, faults, webhooks, webhookFaults } = parts;
  const app = new Hono({ strict: false });
  const done = () => Response.json({ ok: true });

  app.use(async (c, next) => {
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== new URL(c.req.url).origin)
      throw new ControlMistake('This page may not steer the emulator.');
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'DELETE';
    if (!isRead && !/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
      throw new ControlMistake('Send JSON, with content-type application/json.');
    }
    await next();
    c.header('x-dots-emulator', 'control');
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
  });

  app.get('/', (c) =>
    c.html(controlPage(parts), 200, { 'content-security-policy': PAGE_POLICY, 'referrer-policy': 'no-referrer' }),
  );
  app.get('/control/page.css', (c) => c.body(controlPageStyles, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/control/page.js', (c) =>
    c.body(controlPageScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/control/sections', (c) => c.html(controlSections(parts)));

  app.get('/control/state', (c) => c.json(controlState(parts)));
  app.get('/control/ledger', (c) => c.json({ ...world.ledger.report(), entries: world.ledger.entries() }));
  app.post('/control/reset', () => {
    parts.reset();
    return done();
  });
  app.post('/control/clock', async (c) => {
    const body = await readJson(c.req.raw);
    if (body['paused'] === true) world.clock.pause();
    if (body['paused'] === false) world.clock.resume();
    if (body['advanceMs'] !== undefined) await world.clock.advance(numberField(body, 'advanceMs'));
    return c.json({ now: new Date(world.clock.nowMs()).toISOString(), isPaused: world.clock.isPaused });
  });
  app.patch('/control/settings', async (c) => {
    Object.assign(world.settings, readSettings(await readJson(c.req.raw), world.settings));
    return c.json(world.settings);
  });

  app.post('/control/users', async (c) =>
    c.json(world.wire.user(world.addUser(readSeedUser(await readJson(c.req.raw)))), 201),
  );
  app.post('/control/users/:id/status', async (c) => {
    world.users.setStatus(c.req.param('id'), choiceField(await readJson(c.req.raw), 'status', userStatuses));
    return done();
  });
  app.post('/control/users/:id/merge', async (c) => {
    world.mergeUsers(c.req.param('id'), textField(await readJson(c.req.raw), 'into'));
    return done();
  });

  app.post('/control/transfers/:id/status', async (c) => {
    const transfer = world.transfers.moveTo(
      c.req.param('id'),
      choiceField(await readJson(c.req.raw), 'status', transferStatuses),
    );
    return c.json(world.wire.transfer(transfer));
  });
  app.post('/control/transfer-script', async (c) => {
    const body = await readJson(c.req.raw);
    world.transferScript.plan({
      status: choiceField(body, 'status', scriptedStatuses),
      userId: optionalTextField(body, 'userId'),
      type: body['type'] === undefined ? undefined : choiceField(body, 'type', ['balance', 'payout']),
      count: countField(body),
    });
    return done();
  });
  app.delete('/control/transfer-script', () => {
    world.transferScript.clear();
    return done();
  });
  app.post('/control/keys/forget', () => {
    world.idempotencyKeys.forget();
    return done();
  });

  app.get('/control/faults', (c) => c.json(faults.list()));
  app.post('/control/faults', async (c) => c.json({ id: faults.add(readFault(await readJson(c.req.raw))) }, 201));
  app.delete('/control/faults', () => {
    faults.clear();
    return done();
  });
  app.delete('/control/faults/:id', (c) => {
    if (!faults.remove(c.req.param('id'))) throw new ControlMistake('There is no such fault.', 404);
    return done();
  });

  app.get('/control/webhooks', (c) => c.json(webhooks.messages()));
  app.post('/control/webhooks/:id/redeliver', async (c) => c.json(await webhooks.redeliver(c.req.param('id'))));
  app.post('/control/webhook-style', async (c) => {
    webhooks.setPayloadStyle(choiceField(await readJson(c.req.raw), 'style', payloadStyles));
    return done();
  });
  app.post('/control/webhook-endpoints', async (c) => {
    const body = await readJson(c.req.raw);
    const { secret: _secret, ...endpoint } = webhooks.addEndpoint({
      url: textField(body, 'url'),
      secret: textField(body, 'secret'),
    });
    return c.json(endpoint, 201);
  });
  app.delete('/control/webhook-endpoints/:id', (c) => {
    if (!webhooks.removeEndpoint(c.req.param('id'))) throw new ControlMistake('There is no such endpoint.', 404);
    return done();
  });
  app.post('/control/webhook-faults', async (c) => {
    webhookFaults.add(readWebhookFault(await readJson(c.req.raw)));
    return done();
  });
  app.delete('/control/webhook-faults', () => {
    webhookFaults.clear();
    return done();
  });

  app.notFound((c) => c.json({ error: 'The control API does not have this path.' }, 404));
  app.onError((error) => {
    const isMistake = error instanceof ControlMistake || error instanceof DotsRefusal;
    const isBadValue = error instanceof RangeError || error instanceof TypeError;
    const status = isMistake ? error.status : isBadValue ? 400 : 500;
    return Response.json({ error: error.message }, { status, headers: { 'x-dots-emulator': 'control' } });
  });
  return app;
}

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
