import { afterEach, describe, expect, it } from 'vitest';
import { ACCOUNT, AMOUNT_CENTS, createHarness, ENDLESS_LIST, PAYOUT } from '../../test/payouts/payout-harness.ts';
import type { Harness, HarnessOptions, Instance } from '../../test/payouts/payout-harness.ts';

/* Guards that only a rare mishap needs: each test fails when its guard is taken away. */

let harness: Harness;
let app: Instance;
afterEach(async () => harness.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const POST = { method: 'POST', path: '/v2/transfers' } as const;
const LIST = { method: 'GET', path: '/v2/transfers', count: null } as const;
const postCount = () => callsOf('POST', '/transfers');
const lookCount = () => callsOf('GET', '/transfers');
const callsOf = (method: string, path: string) =>
  harness.calls.filter((call) => call.method === method && call.path === path).length;

async function begin(options: HarnessOptions = {}) {
  harness = await createHarness(options);
  app = harness.instance();
}

function flowOf(session: Awaited<ReturnType<Instance['advance']>>) {
  if (session.stage !== 'onboarding' && session.stage !== 'withdrawing') throw new Error(session.stage);
  return session.flow;
}

async function opened() {
  return flowOf(await app.advance());
}

describe('nothing is sent', () => {
  it('when Dots shows more transfers than can be gone through', async () => {
    await begin();
    await harness.onboard(app);
    harness.emulator.faults.add(ENDLESS_LIST);
    expect(await app.advance()).toMatchObject({ stage: 'held', reason: 'needs-operator' });
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'too-many-transfers' });
    await harness.live(app, 3 * HOUR, 10 * MINUTE);
    expect(postCount()).toBe(0);
  });

  it('under a lease that could end before the call does', async () => {
    harness = await createHarness();
    let isSlow = true;
    app = harness.instance({
      crashPoint: async (name) => {
        if (name !== 'CP10b' || !isSlow) return;
        isSlow = false;
        await harness.pass(40_000);
      },
    });
    await harness.onboard(app);
    await harness.pass(MINUTE);
    await app.sweep();
    expect(isSlow).toBe(false);
    expect(postCount()).toBe(0);
    await harness.live(app, 3 * MINUTE);
    expect(postCount()).toBe(1);
  });

  it('within the quiet period by the store`s clock, even when the process` own clock jumps ahead', async () => {
    harness = await createHarness();
    const { clock } = harness.emulator;
    let aheadMs = 0;
    app = harness.instance(
      { crashPoint: (name) => void (aheadMs += name === 'CP10' ? 2 * MINUTE : 0) },
      { clock: { nowMs: () => clock.nowMs() + aheadMs, after: (ms, run) => clock.after(ms, run) } },
    );
    await harness.onboard(app);
    harness.emulator.faults.add({ ...POST, effect: { kind: 'refused' } });
    harness.emulator.faults.add({ ...POST, effect: { kind: 'error', status: 500 } });
    await harness.live(app, 88_000, 1_000);
    const sentAtMs = harness.calls.filter(({ method, path }) => method === 'POST' && path === '/transfers');
    for (const [index, { atMs }] of sentAtMs.entries())
      expect(atMs - (sentAtMs[index - 1]?.atMs ?? 0)).toBeGreaterThan(90_000);
    expect(sentAtMs.length).toBeGreaterThan(0);
    await harness.live(app, 10 * MINUTE, 1_000);
    expect(harness.paid()).toHaveLength(1);
  });

  it('and nothing is looked up, before the time that Dots asked to wait is over', async () => {
    await begin();
    await harness.onboard(app);
    harness.emulator.faults.add({
      ...POST,
      effect: { kind: 'error', status: 429, headers: { 'retry-after': '300' } },
    });
    await app.advance();
    const { length } = harness.calls;
    await harness.live(app, 295_000);
    expect(harness.calls).toHaveLength(length);
    await harness.live(app, 5 * MINUTE);
    expect(postCount()).toBe(2);
    expect(harness.paid()).toHaveLength(1);
  });
});

describe('a payout', () => {
  it('with a second transfer under its key stops for a person as soon as a webhook names that one', async () => {
    await begin();
    const userId = await harness.onboard(app);
    await app.advance();
    const [first] = harness.paid();
    const { id } = harness.emulator.world.transfers.createFromBody({
      amount: -AMOUNT_CENTS,
      user_id: userId,
      metadata: first?.metadata,
    });
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: { event: 'transfer.updated', transfer_id: id } });
    await app.sweep();
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'two-transfers' });
    expect((await app.rows()).attempts).toMatchObject([{ transferId: first?.id }]);
  });

  it('goes on after the credentials were refused for hours before anything could be sent', async () => {
    await begin();
    await harness.onboard(app);
    const fault = harness.emulator.faults.add({
      method: 'GET',
      path: '/v2/users/*',
      count: null,
      effect: { kind: 'error', status: 401 },
    });
    await harness.live(app, 3 * HOUR, MINUTE);
    expect((await app.rows()).session.phase).toBe('VERIFYING');
    harness.emulator.faults.remove(fault);
    await harness.live(app, 30 * MINUTE, MINUTE);
    expect((await app.rows()).session.phase).toBe('FUNDED');
  });

  it('whose money was taken back gets no payout Flow, and a done one is taken back too', async () => {
    for (const isDone of [false, true]) {
      await begin();
      await harness.onboard(app);
      const { flows: atDots, transfers } = harness.emulator.world;
      // Done on the page, but the money stayed in the wallet.
      if (isDone) atDots.completeStep(atDots.require((await opened()).flowId), 'payout');
      else await harness.live(app, 2 * MINUTE);
      const flows = callsOf('POST', '/flows');
      transfers.moveTo(harness.paid()[0]?.id ?? '', 'reversed');
      await app.store.hint({ sessionId: (await app.rows()).session.sessionId });
      if (isDone) await app.sweep();
      expect(await app.advance()).toMatchObject({ stage: 'failed', reason: 'transfer-reversed' });
      expect(callsOf('POST', '/flows')).toBe(flows);
      if (!isDone) await harness.close();
    }
  });

  it('is reviewed by the user that the Flow names in the end, not by one that it named before', async () => {
    const reviewed: string[] = [];
    await begin({ flows: { reviewPayee: ({ dotsUser }) => (reviewed.push(dotsUser.userId), 'pay') } });
    const { world } = harness.emulator;
    const flow = world.flows.require((await opened()).flowId);
    const early = world.addUser({ phone: '+1 415 555 0134', firstName: 'Ana', lastName: 'Sousa' });
    world.flows.claim(flow, early.id);
    world.flows.completeStep(flow, 'compliance');
    await app.advance();
    const late = world.addUser({ phone: '+1 415 555 0135', firstName: 'Ana', lastName: 'Sousa', compliance: 'w9' });
    Object.assign(flow, { userId: late.id });
    for (const { name } of flow.steps) world.flows.completeStep(flow, name);
    await app.advance();
    expect(reviewed).toEqual([late.id]);
    expect(harness.paid()).toMatchObject([{ userId: late.id }]);
  });
});

describe('a payout Flow', () => {
  it('is not believed when its metadata names another payout', async () => {
    await begin();
    await harness.onboard(app);
    const { flowId } = await opened();
    Object.assign(harness.emulator.world.flows.require(flowId), { metadata: { dots_flows_session: 'somebody-else' } });
    harness.finishPayout(flowId);
    expect((await app.advance()).stage).toBe('withdrawing');
    expect(harness.events).toContainEqual(expect.objectContaining({ alarm: 'foreign-flow' }));
  });

  it('that was finished without a proof of the phone proves nothing about the binding', async () => {
    await begin({ flows: { reviewPayee: () => 'trusted' } });
    await harness.onboard(app);
    harness.finishPayout((await opened()).flowId);
    expect((await app.advance()).stage).toBe('completed');
    expect(await app.store.readBinding({ accountId: ACCOUNT })).toMatchObject({ confirmedAtMs: null });
  });

  it('is not made anew while the old one cannot be read: it may be finished', async () => {
    await begin({ flows: { reviewPayee: () => 'trusted' } });
    await harness.onboard(app);
    const first = await opened();
    await harness.pass(15 * MINUTE);
    harness.emulator.faults.add({ method: 'GET', path: '/v2/flows/*', effect: { kind: 'error', status: 500 } });
    expect(flowOf(await app.advance({ renewLink: true })).flowId).toBe(first.flowId);
    expect(callsOf('POST', '/flows')).toBe(2);
  });

  it('that was lost and is found again still asks for the phone, and confirms the binding', async () => {
    await begin();
    await harness.onboard(app);
    await harness.live(app, MINUTE);
    app.crashAt('CP23');
    await expect(app.advance()).rejects.toThrow('CP23');
    await harness.pass(MINUTE);
    const { signedInUntil, flowId } = await opened();
    expect(callsOf('POST', '/flows')).toBe(2);
    expect(signedInUntil).toBeNull();
    harness.finishPayout(flowId);
    await app.advance();
    expect((await app.store.readBinding({ accountId: ACCOUNT }))?.confirmedAtMs).not.toBeNull();
  });

  it.each([
    ['an onboarding Flow', { kind: 'onboarding' }, {}],
    ['the Flow of another user', { kind: 'payout' }, { userId: '00000000-0000-4000-8000-000000000009' }],
    ['a Flow with a poisoned link', { kind: 'payout' }, { link: 'javascript:alert(1)' }],
  ])('is not taken for found when Dots lists %s', async (_, { kind }, fields) => {
    await begin();
    const dotsUserId = await harness.onboard(app);
    await harness.live(app, MINUTE);
    const listed = {
      id: 'lost-flow',
      link: `${harness.emulator.flowUrl}/flow/lost-flow`,
      steps: ['payout'],
      completed_steps: [],
      created: new Date(harness.emulator.clock.nowMs()).toISOString(),
      user_id: 'userId' in fields ? fields.userId : dotsUserId,
      metadata: { dots_flows_session: (await app.rows()).session.sessionId, dots_flows_kind: kind },
      ...('link' in fields ? fields : {}),
    };
    const body = JSON.stringify({ has_more: false, data: [listed] });
    harness.emulator.faults.add({ method: 'GET', path: '/v2/flows', effect: { kind: 'error', status: 200, body } });
    expect((await opened()).flowId).not.toBe('lost-flow');
    expect(callsOf('POST', '/flows')).toBe(2);
  });

  it('with a poisoned link is neither kept nor shown', async () => {
    await begin();
    const flow = { id: 'poisoned', link: 'javascript:alert(1)', steps: ['compliance'], completed_steps: [] };
    harness.emulator.faults.add({
      method: 'POST',
      path: '/v2/flows',
      effect: { kind: 'error', status: 200, body: JSON.stringify(flow) },
    });
    await expect(app.advance()).rejects.toMatchObject({ code: 'dots-answer-unusable' });
    expect((await app.rows()).flows).toEqual([]);
    expect((await opened()).flowId).not.toBe('poisoned');
    expect((await app.rows(PAYOUT)).flows).toHaveLength(1);
  });
});

describe('a payout that waits for a person', () => {
  /** Dots refused our credentials for hours, after a POST had gone out. @returns How to let the list work again. */
  async function refusedForHours() {
    await begin();
    await harness.onboard(app);
    harness.emulator.faults.add({ ...POST, effect: { kind: 'error', status: 401 } });
    const fault = harness.emulator.faults.add({ ...LIST, effect: { kind: 'error', status: 401 } });
    await app.advance().catch(() => undefined);
    await harness.live(app, 2 * HOUR, MINUTE);
    const { session } = await app.rows();
    expect(session).toMatchObject({ phase: 'ATTENTION', reason: 'credentials-refused' });
    return { session, recover: () => harness.emulator.faults.remove(fault) };
  }

  it.each([401, 503])('stays untouched while looks are answered with %i, and is looked at again', async (status) => {
    const { session, recover } = await refusedForHours();
    recover();
    harness.emulator.faults.add({ ...LIST, effect: { kind: 'error', status } });
    const looksBefore = lookCount();
    await harness.live(app, 12 * HOUR, MINUTE);
    const { phase, version, nextAtMs } = (await app.rows()).session;
    expect({ phase, version }).toEqual({ phase: 'ATTENTION', version: session.version });
    expect(lookCount()).toBeGreaterThan(looksBefore + 1);
    expect(nextAtMs).toBeGreaterThan(harness.emulator.clock.nowMs());
    expect(postCount()).toBe(0);
  });

  it('is not sent again when credentials work again only after its key has grown too old', async () => {
    await begin();
    await harness.onboard(app);
    harness.emulator.faults.add({ ...POST, effect: { kind: 'error', status: 500 } });
    await app.advance();
    const fault = harness.emulator.faults.add({ ...LIST, effect: { kind: 'error', status: 401 } });
    await harness.live(app, 13 * HOUR, 10 * MINUTE);
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'credentials-refused' });
    harness.emulator.faults.remove(fault);
    await harness.live(app, 3 * HOUR, MINUTE);
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'key-too-old' });
    expect(harness.paid()).toEqual([]);
  });

  it('goes on when credentials work again, whatever became of an earlier attempt', async () => {
    await begin({ flows: { allowNewAttempt: () => true } });
    await harness.onboard(app);
    harness.emulator.world.transferScript.plan({ status: 'failed', type: 'balance' });
    await app.advance();
    const fault = harness.emulator.faults.add({ ...LIST, effect: { kind: 'error', status: 401 } });
    await app.advance({ retry: true }).catch(() => undefined);
    await harness.live(app, 2 * HOUR, MINUTE);
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'credentials-refused' });
    harness.emulator.faults.remove(fault);
    await harness.live(app, 3 * HOUR, MINUTE);
    expect((await app.advance()).stage).toBe('withdrawing');
    expect((await app.rows()).attempts).toMatchObject([{ status: 'failed' }, { status: 'completed' }]);
  });

  it('is looked for only once after a hint where Dots shows more transfers than can be gone through', async () => {
    await begin();
    const userId = await harness.onboard(app);
    harness.emulator.faults.add(ENDLESS_LIST);
    await app.advance();
    expect((await app.rows()).session).toMatchObject({ phase: 'ATTENTION', reason: 'too-many-transfers' });
    const pagesOfALook = lookCount();
    await app.payouts.receiveWebhook({ messageId: 'msg_1', body: { event: 'user.updated', user_id: userId } });
    await harness.live(app, 24 * HOUR, 10 * MINUTE);
    expect(lookCount()).toBe(2 * pagesOfALook);
  });
});

describe('a browser that asks over and over', () => {
  const askTenTimes = async () => {
    const { length } = harness.calls;
    for (let turn = 0; turn < 10; turn++) await app.advance();
    return harness.calls.length - length;
  };

  it('makes Dots be asked nothing while the end of a POST is unknown', async () => {
    await begin();
    await harness.onboard(app);
    harness.emulator.faults.add({ ...POST, count: null, effect: { kind: 'error', status: 500 } });
    expect((await app.advance()).stage).toBe('transferring');
    expect(await askTenTimes()).toBe(0);
  });

  it.each([
    { phase: 'ATTENTION', list: ENDLESS_LIST },
    { phase: 'HELD', list: null },
  ])('makes Dots be asked nothing in $phase, and once after a hint', async ({ phase, list }) => {
    await begin(list === null ? { flows: { reviewPayee: () => ({ hold: 'not-eligible' }) } } : {});
    await harness.onboard(app);
    if (list !== null) harness.emulator.faults.add(list);
    await app.advance();
    expect((await app.rows()).session.phase).toBe(phase);
    expect(await askTenTimes()).toBe(0);
    await app.store.hint({ sessionId: (await app.rows()).session.sessionId });
    const looked = harness.calls.length;
    await app.advance();
    expect(harness.calls.length).toBeGreaterThan(looked);
    expect(await askTenTimes()).toBe(0);
  });
});

describe('an outage of Dots', () => {
  it('is no matter of credentials, however long it lasts', async () => {
    await begin();
    await harness.onboard(app);
    const fault = harness.emulator.faults.add({ ...LIST, effect: { kind: 'error', status: 503 } });
    await app.advance();
    await harness.live(app, 5 * HOUR, MINUTE);
    expect((await app.rows()).session.phase).toBe('READY');
    expect(harness.events).not.toContainEqual(expect.objectContaining({ type: 'alarm', alarm: 'credentials-refused' }));
    harness.emulator.faults.remove(fault);
    await harness.live(app, HOUR, MINUTE);
    expect(harness.paid()).toHaveLength(1);
  });

  it('that keeps a POST from Dots for longer than a key is trusted makes no key too old', async () => {
    await begin();
    await harness.onboard(app);
    const emulator = harness.emulator as { fetch: Harness['emulator']['fetch'] };
    const { fetch } = emulator;
    emulator.fetch = (request) => {
      if (request.method !== 'POST') return fetch(request);
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
    };
    await app.advance().catch(() => undefined);
    await harness.live(app, 14 * HOUR, 10 * MINUTE);
    emulator.fetch = fetch;
    await harness.live(app, HOUR, MINUTE);
    expect(harness.paid()).toHaveLength(1);
  });
});

describe('a Flow that cannot be read', () => {
  it.each([401, 403, 503])('is not made anew when Dots answers %i', async (status) => {
    await begin();
    const { flowId } = await opened();
    harness.emulator.faults.add({ method: 'GET', path: '/v2/flows/*', count: null, effect: { kind: 'error', status } });
    await app.advance().catch(() => undefined);
    await harness.live(app, HOUR, MINUTE);
    const made = (await app.rows()).flows.map((flow) => flow.flowId);
    expect(made).toEqual([flowId]);
    expect(callsOf('POST', '/flows')).toBe(1);
  });

  it.each([401, 403, 503])('is not made anew for the withdrawal when Dots answers %i', async (status) => {
    await begin();
    await harness.onboard(app);
    await opened();
    const made = callsOf('POST', '/flows');
    harness.emulator.faults.add({ method: 'GET', path: '/v2/flows/*', count: null, effect: { kind: 'error', status } });
    await app.advance().catch(() => undefined);
    await app.advance({ renewLink: true }).catch(() => undefined);
    expect(callsOf('POST', '/flows')).toBe(made);
  });
});
