import type { PayoutSession } from '@dots-flows/core';
import { flowOf } from '../payout-session/flow-of.ts';
import { hideLink } from './hidden-link.ts';

/**
 * Which of two sessions counts: the one with the higher version, whichever was asked for or arrived first. An answer
 * that says nothing new gives back the known object, so that nothing renders again.
 *
 * @param known - What is known so far, if anything.
 * @public
 */
export function newestSession(known: PayoutSession | undefined, next: PayoutSession): PayoutSession {
  if (known?.payoutId === next.payoutId && next.version < known.version) return known;
  const flow = flowOf(next);
  const hidden = flow ? ({ ...next, flow: hideLink(flow) } as PayoutSession) : next;
  const isKnown = flowOf(known)?.link === flow?.link && JSON.stringify(known) === JSON.stringify(hidden);
  return known && isKnown ? known : hidden;
}
