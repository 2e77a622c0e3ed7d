import type { PayoutSession } from '@dots-flows/core';
import { hideLink } from './hidden-link.ts';

const withHiddenLink = (session: PayoutSession): PayoutSession =>
  session.stage === 'onboarding' || session.stage === 'withdrawing'
    ? { ...session, flow: hideLink(session.flow) }
    : session;

const linkOf = (session: PayoutSession): string | undefined =>
  session.stage === 'onboarding' || session.stage === 'withdrawing' ? session.flow.link : undefined;

/**
 * Which of two sessions counts: the one with the higher version, whichever was asked for or arrived first. An answer
 * that says nothing new gives back the known object, so that nothing renders again.
 *
 * @param known - What is known so far, if anything.
 * @public
 */
export function newestSession(known: PayoutSession | undefined, next: PayoutSession): PayoutSession {
  if (known && known.payoutId === next.payoutId) {
    if (next.version < known.version) return known;
    const hidden = withHiddenLink(next);
    if (linkOf(known) === linkOf(next) && JSON.stringify(known) === JSON.stringify(hidden)) return known;
    return hidden;
  }
  return withHiddenLink(next);
}
