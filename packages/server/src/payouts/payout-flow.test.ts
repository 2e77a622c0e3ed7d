import { afterEach, describe, expect, it } from 'vitest';
import { ACCOUNT, createHarness, PAYOUT } from '../../test/payouts/payout-harness.ts';
import type { Harness, HarnessOptions, Instance } from '../../test/payouts/payout-harness.ts';

let harness: Harness;
let app: Instance;
afterEach(async () => harness.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function withdrawing(options: HarnessOptions = { flows: { reviewPayee: () => 'trusted' } }) {
  harness = await createHarness(options);
  app = harness.instance();
  await harness.onboard(app);
  return linkOf(await app.advance());
}

function linkOf(session: Awaited<ReturnType<Instance['advance']>>) {
  if (session.stage !== 'withdrawing') throw new Error(session.stage);
  return session.flow;
}

const flowPosts = () => harness.calls.filter(({ method, path }) => method === 'POST' && path === '/flows').length;

describe('the payout Flow', () => {
  it('keeps its link however often it is asked for, also after 15 minutes', async () => {
    const first = await withdrawing();
    expect(linkOf(await app.advance())).toEqual(first);
    await harness.pass(HOUR);
    expect(linkOf(await app.advance())).toEqual(first);
    expect(linkOf(await harness.instance().advance())).toEqual(first);
    expect(flowPosts()).toBe(2);
  });

  it('is renewed when the browser asks, after a look at the old one', async () => {
    const first = await withdrawing();
    await harness.pass(15 * MINUTE);
    const second = linkOf(await app.advance({ renewLink: true }));
    expect(second.flowId).not.toBe(first.flowId);
    expect(Date.parse(second.signedInUntil ?? '')).toBe(harness.emulator.clock.nowMs() + 14 * MINUTE);
    // Two tabs that ask at the same moment share one.
    expect(linkOf(await app.advance({ renewLink: true }))).toEqual(second);
  });

  it('is not renewed when the old one was finished', async () => {
    const first = await withdrawing();
    await harness.pass(15 * MINUTE);
    harness.finishPayout(first.flowId);
    expect((await app.advance({ renewLink: true })).stage).toBe('completed');
    expect(flowPosts()).toBe(2);
  });

  it('is not renewed when it asks for the phone anyway', async () => {
    const first = await withdrawing({});
    await harness.pass(HOUR);
    expect(linkOf(await app.advance({ renewLink: true }))).toEqual(first);
  });

  it('ends the payout from an older tab too', async () => {
    const first = await withdrawing();
    await harness.pass(15 * MINUTE);
    const second = linkOf(await app.advance({ renewLink: true }));
    harness.finishPayout(first.flowId);
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: { event: 'flow.updated', flow_id: first.flowId } });
    await app.sweep();
    expect(second.flowId).not.toBe(first.flowId);
    expect((await app.rows()).session.phase).toBe('DONE');
  });

  it('is made at most ten times an hour', async () => {
    await withdrawing();
    let error: unknown = null;
    for (let count = 0; count < 12; count++) {
      await harness.pass(31_000);
      await app.advance({ renewLink: true }).catch((caught: unknown) => {
        error = caught;
      });
    }
    expect(flowPosts()).toBe(1 + 10);
    expect(error).toBeNull();
    expect(harness.events).toContainEqual(expect.objectContaining({ type: 'alarm', alarm: 'flow-limit' }));
    await harness.pass(HOUR);
    await app.advance({ renewLink: true });
    expect(flowPosts()).toBe(1 + 11);
  });

  it('that was made by a request that died is found again, not made twice', async () => {
    harness = await createHarness();
    app = harness.instance();
    await harness.onboard(app);
    await harness.live(app, MINUTE);
    expect((await app.rows()).session.phase).toBe('FUNDED');
    app.crashAt('CP23');
    await expect(app.advance()).rejects.toThrow('CP23');
    await harness.pass(MINUTE);
    const { flowId } = linkOf(await harness.instance().advance());
    expect(flowPosts()).toBe(2);
    expect(harness.emulator.world.flows.list().map(({ id }) => id)).toContain(flowId);
  });

  it('that was made for somebody else, or too long ago, is not taken for it', async () => {
    harness = await createHarness({ flows: { reviewPayee: () => 'trusted' } });
    app = harness.instance();
    await harness.onboard(app);
    await harness.live(app, MINUTE);
    app.crashAt('CP23');
    await expect(app.advance()).rejects.toThrow('CP23');
    await harness.pass(20 * MINUTE);
    const [lost] = harness.emulator.world.flows.list();
    expect(linkOf(await harness.instance().advance()).flowId).not.toBe(lost?.id);
  });

  it('is found done without any webhook or browser', async () => {
    const flow = await withdrawing();
    harness.finishPayout(flow.flowId);
    await harness.live(app, 80 * MINUTE, MINUTE);
    expect((await app.rows()).session.phase).toBe('DONE');
  });

  it('is done with its payout step, whatever else it holds', async () => {
    const flow = await withdrawing({
      flows: {
        reviewPayee: () => 'trusted',
        resolvePayout: () => ({ amountCents: 500, payoutSteps: ['payout', 'manage-payouts'] }),
      },
    });
    harness.finishPayout(flow.flowId);
    expect((await app.advance()).stage).toBe('completed');
  });

  it('that is gone at Dots is made anew', async () => {
    const first = await withdrawing();
    harness.emulator.faults.add({
      method: 'GET',
      path: `/v2/flows/${first.flowId}`,
      effect: { kind: 'error', status: 404, errorCode: 'not-found' },
    });
    expect(linkOf(await app.advance()).flowId).not.toBe(first.flowId);
  });
});

describe('an onboarding Flow', () => {
  it('is the same for everybody who asks, and is made ten times at most', async () => {
    harness = await createHarness();
    app = harness.instance();
    const first = await app.advance();
    expect(await app.advance()).toEqual(first);
    expect(await harness.instance().advance()).toEqual(first);
    for (let count = 0; count < 12; count++) {
      harness.emulator.faults.add({
        method: 'GET',
        path: '/v2/flows/*',
        effect: { kind: 'error', status: 404, errorCode: 'not-found' },
      });
      await app.advance();
    }
    expect(flowPosts()).toBe(10);
  });

  it('is refused to an account that has made sixty Flows within the hour, and to nobody else', async () => {
    harness = await createHarness();
    app = harness.instance();
    for (let n = 0; n < 60; n++) await app.advance({ payoutId: `inv_${n}` });
    await expect(app.advance({ payoutId: 'inv_60' })).rejects.toMatchObject({ code: 'too-many-requests' });
    expect((await app.advance({ payoutId: 'inv_61', accountId: 'acc_bob' })).stage).toBe('onboarding');
    await harness.pass(HOUR);
    expect((await app.advance({ payoutId: 'inv_60' })).stage).toBe('onboarding');
  });

  it('whose making fails leaves nothing behind, and the error says what to do', async () => {
    harness = await createHarness();
    app = harness.instance();
    harness.emulator.faults.add({
      method: 'POST',
      path: '/v2/flows',
      effect: { kind: 'error', status: 400, errorCode: 'invalid-input' },
    });
    await expect(app.advance()).rejects.toMatchObject({ code: 'dots-refused', remoteCode: 'invalid-input' });
    harness.emulator.faults.add({ method: 'POST', path: '/v2/flows', effect: { kind: 'error', status: 401 } });
    await expect(app.advance()).rejects.toMatchObject({ code: 'dots-credentials-refused' });
    harness.emulator.faults.add({ method: 'POST', path: '/v2/flows', effect: { kind: 'refused' } });
    await expect(app.advance()).rejects.toMatchObject({ code: 'dots-unavailable' });
    expect((await app.advance()).stage).toBe('onboarding');
  });

  it('tells its steps as they are done, without moving on before the last', async () => {
    harness = await createHarness();
    app = harness.instance();
    const opened = await app.advance();
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    const { world } = harness.emulator;
    const flow = world.flows.require(opened.flow.flowId);
    world.flows.claim(flow, world.addUser({ phone: '+1 415 555 0134', firstName: 'Ana', lastName: 'Sousa' }).id);
    world.flows.completeStep(flow, 'compliance');
    expect(await app.advance()).toMatchObject({ stage: 'onboarding', flow: { completedSteps: ['compliance'] } });
    expect(harness.paid()).toHaveLength(0);
  });

  it('goes on without a browser: by webhook, or by poll when none comes', async () => {
    for (const withWebhook of [true, false]) {
      harness = await createHarness({ flows: { resolvePayout: () => ({ amountCents: 700 }) } });
      app = harness.instance();
      const opened = await app.advance();
      if (opened.stage !== 'onboarding') throw new Error(opened.stage);
      harness.finishOnboarding(opened.flow.flowId);
      if (withWebhook)
        await app.payouts.receiveWebhook({
          messageId: 'msg_1',
          body: { event: 'flow.updated', flow_id: opened.flow.flowId },
        });
      if (withWebhook) await app.sweep();
      else await harness.live(app, 2 * MINUTE);
      expect((await app.rows()).session.phase).toBe('FUNDED');
      if (withWebhook) await harness.close();
    }
  });

  it('is not believed when its metadata names another payout', async () => {
    harness = await createHarness();
    app = harness.instance();
    const opened = await app.advance();
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    harness.finishOnboarding(opened.flow.flowId);
    const flow = harness.emulator.world.flows.require(opened.flow.flowId);
    Object.assign(flow, { metadata: { dots_flows_session: 'somebody-else' } });
    expect((await app.advance()).stage).toBe('onboarding');
    expect(harness.events).toContainEqual(expect.objectContaining({ alarm: 'foreign-flow' }));
    expect(harness.paid()).toHaveLength(0);
  });
});

describe('steps that Dots refuses', () => {
  const refuse = () =>
    harness.emulator.faults.add({
      method: 'POST',
      path: '/v2/flows',
      effect: { kind: 'error', status: 400, errorCode: 'invalid-input' },
    });

  it.each(['memory', 'sqlite'] as const)('are mended by what the host says next, in a %s store', async (store) => {
    let hasTypo = true;
    harness = await createHarness({
      store,
      flows: {
        resolvePayout: () => ({
          amountCents: 500,
          onboardingSteps: hasTypo
            ? ['complience']
            : ['compliance', { name: 'redirect', redirectUrl: 'https://shop.com/x' }],
          payoutSteps: hasTypo ? [{ name: 'payout', autoPayoutEnabled: true }] : ['payout'],
        }),
      },
    });
    app = harness.instance();
    refuse();
    await expect(app.advance()).rejects.toMatchObject({ code: 'dots-refused' });
    hasTypo = false;
    const opened = await app.advance();
    expect(opened).toMatchObject({ stage: 'onboarding', flow: { steps: ['compliance', 'redirect'] } });
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);

    // From here on it is the Flow that counts, until the next one is to be made.
    hasTypo = true;
    expect(await app.advance()).toEqual(opened);
    harness.finishOnboarding(opened.flow.flowId);
    await harness.live(app, 2 * MINUTE);
    refuse();
    await expect(app.advance()).rejects.toMatchObject({ code: 'dots-refused' });
    hasTypo = false;
    expect(linkOf(await app.advance()).steps).toEqual(['payout']);
    expect((await app.rows()).session).toMatchObject({
      onboardingSteps: ['compliance', { name: 'redirect' }],
      payoutSteps: ['payout'],
    });
    const { version } = (await app.rows()).session;
    expect((await app.advance()).version).toBe(version);
    expect(harness.paid()).toHaveLength(1);
  });
});

describe('a free-standing Flow', () => {
  it('belongs to the account that made it, and to its Dots user with a proof of the phone', async () => {
    await withdrawing();
    const flow = await app.flows.create({ accountId: ACCOUNT, request: { steps: ['manage-payouts'] } });
    expect(flow).toMatchObject({ steps: ['manage-payouts'], completedSteps: [], signedInUntil: null });
    expect(harness.emulator.world.flows.require(flow.flowId)).toMatchObject({ requireAuth: true });
    expect(await app.flows.read({ accountId: ACCOUNT, flowId: flow.flowId })).toEqual(flow);
    await expect(app.flows.read({ accountId: 'acc_other', flowId: flow.flowId })).rejects.toMatchObject({
      code: 'flow-not-found',
    });
    const own = linkOf(await app.advance());
    await expect(app.flows.read({ accountId: ACCOUNT, flowId: own.flowId })).rejects.toMatchObject({
      code: 'flow-not-found',
    });
    expect(await app.store.readSession({ reference: PAYOUT })).not.toBeNull();
  });
});
