import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AMOUNT_CENTS, PAYOUT, createHostServer } from '../../test/host-server.ts';
import type { HostServer } from '../../test/host-server.ts';
import { httpAdapter } from './http-adapter.ts';

vi.setConfig({ testTimeout: 30_000 });

let host: HostServer;
beforeEach(async () => {
  host = await createHostServer();
});
afterEach(async () => {
  vi.useRealTimers();
  await host.close();
});

const adapterOf = ({ fetch }: HostServer) => httpAdapter({ baseUrl: '/api/dots', fetch });

describe('httpAdapter on the real server', () => {
  it('runs a payout from first click to withdrawal, and pays once', async () => {
    const adapter = adapterOf(host);
    const opened = await adapter.advancePayout(PAYOUT);
    expect(opened).toMatchObject({ stage: 'onboarding', amountCents: AMOUNT_CENTS });
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    host.finishOnboarding(opened.flow.flowId);

    const funded = await adapter.advancePayout(PAYOUT);
    expect(funded).toMatchObject({ stage: 'withdrawing', flow: { steps: ['payout'] } });
    expect(funded.version).toBeGreaterThan(opened.version);
    if (funded.stage !== 'withdrawing') throw new Error(funded.stage);
    host.finishPayout(funded.flow.flowId);

    expect(await adapter.advancePayout(PAYOUT)).toMatchObject({ stage: 'completed' });
    expect(host.paidCents()).toEqual([AMOUNT_CENTS]);
  });

  it('pays once when every answer of an advance is lost', async () => {
    const adapter = adapterOf(host);
    const opened = await adapter.advancePayout(PAYOUT);
    if (opened.stage !== 'onboarding') throw new Error(opened.stage);
    host.finishOnboarding(opened.flow.flowId);

    host.loseAnswers(3);
    await expect(adapter.advancePayout(PAYOUT)).rejects.toMatchObject({ code: 'network-error' });
    host.loseAnswers(1);
    expect(await adapter.advancePayout(PAYOUT)).toMatchObject({ stage: 'withdrawing' });
    expect(host.paidCents()).toEqual([AMOUNT_CENTS]);
  });

  it('gives a fresh link in place of one that has aged, when it is asked for one', async () => {
    const adapter = adapterOf(host);
    const first = await adapter.advancePayout(PAYOUT);
    if (first.stage !== 'onboarding') throw new Error(first.stage);
    host.finishOnboarding(first.flow.flowId);
    const payout = await adapter.advancePayout(PAYOUT);
    if (payout.stage !== 'withdrawing') throw new Error(payout.stage);
    host.finishPayout(payout.flow.flowId);
    await adapter.advancePayout(PAYOUT);

    // A returning user is signed in by the link, so that it ages.
    const funded = await adapter.advancePayout('inv_2042');
    if (funded.stage !== 'withdrawing') throw new Error(funded.stage);
    expect(funded.flow.signedInUntil).not.toBeNull();
    await host.emulator.clock.advance(15 * 60_000);
    expect(await adapter.advancePayout('inv_2042')).toEqual(funded);

    const renewed = await adapter.advancePayout('inv_2042', { renewLink: true });
    if (renewed.stage !== 'withdrawing') throw new Error(renewed.stage);
    expect(renewed.flow.flowId).not.toBe(funded.flow.flowId);
    expect(renewed.version).toBeGreaterThan(funded.version);
    expect(await adapter.advancePayout('inv_2042')).toEqual(renewed);
    expect(host.paidCents()).toEqual([AMOUNT_CENTS, AMOUNT_CENTS]);
  });

  it("hands the server's problems on as they are", async () => {
    await expect(adapterOf(host).advancePayout('somebody-elses')).rejects.toMatchObject({
      code: 'payout-not-found',
      retry: 'never',
    });
    await expect(adapterOf(host).retrieveFlow('nope')).rejects.toMatchObject({ code: 'flow-not-found' });
    const wrongMount = httpAdapter({ baseUrl: '/elsewhere', fetch: host.fetch });
    await expect(wrongMount.advancePayout(PAYOUT)).rejects.toMatchObject({ code: 'route-not-found' });
  });
});
