import { describe, expect, it } from 'vitest';
import { isDotsFlowsError } from './dots-flows-error.ts';
import { parseFlow, parsePayoutSession } from './parse-session.ts';
import { FAILURE_REASONS, HOLD_REASONS, isFinalSession } from './payout-session.ts';
import type { PayoutSession } from './payout-session.ts';

const base = { payoutId: 'inv_2041', amountCents: 24_850, currency: 'USD', version: 4 } as const;
const flow = {
  flowId: 'f1',
  link: 'https://my.dots.dev/flow/f1',
  steps: ['compliance'],
  completedSteps: [],
  signedInUntil: null,
};
const sessions: PayoutSession[] = [
  { ...base, stage: 'onboarding', flow },
  { ...base, stage: 'transferring', transfer: { status: 'sending' } },
  ...HOLD_REASONS.map((reason): PayoutSession => ({ ...base, stage: 'held', reason })),
  { ...base, stage: 'withdrawing', flow: { ...flow, signedInUntil: '2026-08-03T09:15:22.104Z' } },
  { ...base, stage: 'completed' },
  ...FAILURE_REASONS.map((reason): PayoutSession => ({ ...base, stage: 'failed', reason, canRetry: true })),
];

const isBadAnswer = (run: () => unknown): boolean => {
  try {
    run();
    return false;
  } catch (error) {
    return isDotsFlowsError(error, 'bad-answer');
  }
};

describe('parsePayoutSession', () => {
  it.each(sessions)('takes a session as it was sent: $stage', (session) => {
    expect(parsePayoutSession(JSON.parse(JSON.stringify(session)))).toEqual(session);
  });

  it('drops fields that it does not know', () => {
    expect(parsePayoutSession({ ...base, stage: 'completed', dotsUserId: 'secret' })).toEqual({
      ...base,
      stage: 'completed',
    });
  });

  // Each field of each stage is taken away in turn, so that a check which is deleted turns a row red.
  it.each(sessions.flatMap((session) => Object.keys(session).map((field) => [session.stage, field, session] as const)))(
    'refuses %s without %s',
    (_stage, field, session) => {
      expect(isBadAnswer(() => parsePayoutSession({ ...session, [field]: undefined }))).toBe(true);
    },
  );

  it.each([
    null,
    [],
    'completed',
    { ...base, stage: 'paid' },
    { ...base, stage: 'completed', amountCents: 0 },
    { ...base, stage: 'completed', amountCents: 1.5 },
    { ...base, stage: 'completed', version: -1 },
    { ...base, stage: 'completed', currency: 'EUR' },
    { ...base, stage: 'held', reason: 'because' },
    { ...base, stage: 'failed', reason: 'because', canRetry: true },
    { ...base, stage: 'transferring', transfer: { status: 'completed' } },
    { ...base, stage: 'onboarding', flow: { ...flow, signedInUntil: 'soon' } },
    { ...base, stage: 'onboarding', flow: { ...flow, steps: [1] } },
  ])('refuses %j', (value) => {
    expect(isBadAnswer(() => parsePayoutSession(value))).toBe(true);
  });
});

describe('parseFlow', () => {
  const sent = { ...flow, createdAt: '2026-08-03T09:15:22.104Z' };

  it('takes a Flow as it was sent', () => {
    expect(parseFlow({ ...sent, userId: 'u1' })).toEqual(sent);
  });

  it.each(Object.keys(sent))('refuses one without %s', (field) => {
    expect(isBadAnswer(() => parseFlow({ ...sent, [field]: undefined }))).toBe(true);
  });
});

describe('isFinalSession', () => {
  it('is true only where no call changes anything any more', () => {
    expect(sessions.filter(isFinalSession).map((session) => session.stage)).toEqual(['completed']);
    expect(isFinalSession({ ...base, stage: 'failed', reason: 'transfer-failed', canRetry: false })).toBe(true);
  });
});
