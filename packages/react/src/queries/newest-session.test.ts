import type { PayoutSession } from '@dots-flows/core';
import { describe, expect, it } from 'vitest';
import { testSessions } from '../testing/test-sessions.ts';
import { newestSession } from './newest-session.ts';

const link = (session: PayoutSession): unknown => ('flow' in session ? session.flow.link : null);

describe('newestSession', () => {
  it('keeps the higher version, in whichever order they come', () => {
    const older = testSessions.transferring();
    const newer = testSessions.held();
    expect(newestSession(older, newer)).toBe(newer);
    expect(newestSession(newer, older)).toBe(newer);
    expect(newestSession(undefined, older)).toBe(older);
  });

  it('keeps the known object when nothing is new', () => {
    const known = newestSession(undefined, testSessions.onboarding());
    expect(newestSession(known, testSessions.onboarding())).toBe(known);
  });

  it('takes another link of the same version, and a link that a stored copy has lost', () => {
    const known = newestSession(undefined, testSessions.withdrawing());
    const fresh = testSessions.withdrawing({ flow: { link: 'https://flows.dots.test/flow/fresh' } });
    expect(link(newestSession(known, fresh))).toBe('https://flows.dots.test/flow/fresh');
    const stored = JSON.parse(JSON.stringify(known)) as PayoutSession;
    expect(link(stored)).toBeUndefined();
    expect(link(newestSession(stored, fresh))).toBe('https://flows.dots.test/flow/fresh');
  });

  it('does not compare the versions of two payouts', () => {
    const other = testSessions.onboarding({ payoutId: 'another' });
    expect(newestSession(testSessions.completed(), other)).toMatchObject({ payoutId: 'another' });
  });

  it('leaves what the adapter answered as it was', () => {
    const answer = testSessions.onboarding();
    newestSession(undefined, answer);
    expect(JSON.stringify(answer)).toContain('https://');
  });
});
