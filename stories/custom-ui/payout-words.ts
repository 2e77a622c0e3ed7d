import type { DotsFlowsError } from '@dots-flows/react';
import type { UsePayoutSessionResult } from '@dots-flows/react/onboard-then-payout';

/** What the timeline says. A card of your own has words of your own. */
export interface PayoutWords {
  /** Which of the three rows is open; 3 when all is done. */
  readonly row: 0 | 1 | 2 | 3;
  readonly text: string;
  readonly tone: 'calm' | 'good' | 'alarm';
}

const HELD = {
  'transfer-flagged': 'Dots is having a second look at this transfer. You have nothing to do.',
  'payee-in-review': 'Your details are being checked. You have nothing to do.',
  'not-eligible': 'We cannot pay you as things stand. Write to us and we will sort it out.',
  'needs-operator': 'One of us has to look into this. You have nothing to do.',
} as const;

function errorText(error: DotsFlowsError): string {
  if (error.code === 'unauthenticated') return 'You have been signed out. Sign in and come back.';
  if (error.code === 'payout-not-found') return 'We do not know this payout. Is the address right?';
  return 'We cannot reach our server. Nothing is lost.';
}

/** Every state that `usePayoutSession` can be in, in one sentence each. */
export function payoutWords({ session, error, isCatchingUp }: UsePayoutSessionResult): PayoutWords {
  if (!session)
    return error
      ? { row: 0, tone: 'alarm', text: errorText(error) }
      : { row: 0, tone: 'calm', text: 'Looking up your payout…' };
  switch (session.stage) {
    case 'onboarding':
      return { row: 0, tone: 'calm', text: isCatchingUp ? 'Thank you. We are checking it…' : 'Tell Dots who you are.' };
    case 'transferring':
      return { row: 1, tone: 'calm', text: 'The money is on its way to Dots. You may close this page.' };
    case 'held':
      return { row: 1, tone: 'calm', text: HELD[session.reason] };
    case 'failed':
      return {
        row: 1,
        tone: 'alarm',
        text: session.canRetry ? 'That did not work, and no money has moved.' : 'This payout has ended without money.',
      };
    case 'withdrawing':
      return {
        row: 2,
        tone: 'calm',
        text: isCatchingUp ? 'Thank you. We are confirming it…' : 'Say where it should go.',
      };
    case 'completed':
      return { row: 3, tone: 'good', text: 'All done. It arrives as fast as the way you chose.' };
  }
}
