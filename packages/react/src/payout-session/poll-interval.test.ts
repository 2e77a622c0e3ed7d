import { DotsFlowsError } from '@dots-flows/core';
import type { ErrorCode } from '@dots-flows/core';
import { describe, expect, it } from 'vitest';
import { testSessions } from '../testing/test-sessions.ts';
import { pollIntervalMs } from './poll-interval.ts';
import type { PollState } from './poll-interval.ts';

const wait = (state: Partial<PollState>): number | false =>
  pollIntervalMs({ session: undefined, error: null, isCatchingUp: false, isWatched: false, polls: 0, ...state });
const error = (code: ErrorCode): DotsFlowsError => new DotsFlowsError(code, { message: 'For a test.' });

describe('pollIntervalMs', () => {
  it('asks quickly while something is on its way, and ever less often', () => {
    const session = testSessions.transferring();
    expect([0, 1, 2, 50].map((polls) => wait({ session, polls }))).toEqual([1_500, 2_400, 3_840, 15_000]);
    const flow = testSessions.withdrawing();
    expect([0, 1, 50].map((polls) => wait({ session: flow, isCatchingUp: true, polls }))).toEqual([
      1_000, 1_600, 10_000,
    ]);
  });

  it('is only the safety net of a live watch, except while the server has to look at Dots', () => {
    const session = testSessions.held();
    expect(wait({ session, isWatched: true })).toBe(6 * 30_000);
    expect(wait({ session: testSessions.onboarding(), isWatched: true })).toBe(6 * 20_000);
    expect(wait({ session: testSessions.onboarding(), isWatched: true, isCatchingUp: true })).toBe(1_000);
  });

  it('never asks when a call is under way for the first time, or when the payout is over', () => {
    expect(wait({})).toBe(false);
    expect(wait({ session: testSessions.completed() })).toBe(false);
    expect(wait({ session: testSessions.failed('transfer-failed', true) })).toBe(false);
    expect(wait({ session: testSessions.failed('transfer-reversed', false) })).toBe(false);
  });

  it('asks on after a failure that may pass, and not after one that does not', () => {
    expect(wait({ error: error('network-error') })).toBe(5_000);
    expect(wait({ error: error('network-error'), session: testSessions.transferring() })).toBe(1_500);
    const busy = new DotsFlowsError('too-many-requests', { message: 'For a test.', retryAfterSeconds: 40 });
    expect(wait({ error: busy, session: testSessions.transferring() })).toBe(40_000);
    expect(wait({ error: error('unauthenticated') })).toBe(false);
    expect(wait({ error: error('payout-not-found'), session: testSessions.transferring() })).toBe(false);
  });
});
