import type { DotsFlowsError, PayoutSession } from '@dots-flows/core';
import { fillMessage } from '../messages/fill-message.ts';
import type { PayoutMessages, TitledText } from '../messages/messages.ts';
import type { UsePayoutSessionResult } from '../payout-session/usePayoutSession.ts';

/**
 * What the card shows.
 *
 * | Panel | Shown while |
 * |---|---|
 * | `loading` | nothing is known yet |
 * | `onboarding` | the user verifies in the frame |
 * | `verifying` | the frame said that it is done, the server has not confirmed it |
 * | `transferring` | the money is on its way to the user's Dots balance |
 * | `held` | somebody else has to look first |
 * | `withdrawing` | the user withdraws in the frame |
 * | `confirming` | the frame said that the withdrawal is done, the server has not confirmed it |
 * | `completed`, `failed` | it is over |
 * | `error` | the server could not be asked, and nothing is known |
 *
 * @public
 */
export type PayoutPanelName =
  | 'loading'
  | 'onboarding'
  | 'verifying'
  | 'transferring'
  | 'held'
  | 'withdrawing'
  | 'confirming'
  | 'completed'
  | 'failed'
  | 'error';

/** A panel in words, for whoever draws it. @public */
export interface PayoutPanelContent {
  readonly panel: PayoutPanelName;
  readonly tone: 'busy' | 'good' | 'warn' | 'bad';
  readonly title: string;
  /** What it means and what to do, a paragraph each. */
  readonly lines: readonly string[];
  /** How many of the three steps (verify, receive, withdraw) are done. */
  readonly stepsDone: number;
  /** Changes when the reader should be told that something changed. */
  readonly key: string;
}

/** What a slot is given to draw a panel from. @public */
export interface PayoutPanelState extends PayoutPanelContent {
  readonly payoutId: string;
  /** What is known, and what can be done. */
  readonly payout: UsePayoutSessionResult;
  /** The session's amount as money text; empty while it is not known. */
  readonly amountText: string;
}

function panelOf({ session, error, isCatchingUp }: UsePayoutSessionResult): PayoutPanelName {
  if (!session) return error ? 'error' : 'loading';
  if (session.stage === 'onboarding') return isCatchingUp ? 'verifying' : 'onboarding';
  if (session.stage === 'withdrawing') return isCatchingUp ? 'confirming' : 'withdrawing';
  return session.stage;
}

const TONES: Readonly<Record<PayoutPanelName, PayoutPanelContent['tone']>> = {
  loading: 'busy',
  onboarding: 'busy',
  verifying: 'busy',
  transferring: 'busy',
  held: 'warn',
  withdrawing: 'busy',
  confirming: 'busy',
  completed: 'good',
  failed: 'bad',
  error: 'warn',
};

const STEPS_DONE: Readonly<Record<PayoutPanelName, number>> = {
  loading: 0,
  onboarding: 0,
  verifying: 0,
  transferring: 1,
  held: 1,
  withdrawing: 2,
  confirming: 2,
  completed: 3,
  failed: 1,
  error: 0,
};

function errorText(error: DotsFlowsError | null, messages: PayoutMessages): TitledText {
  switch (error?.code) {
    case 'payout-not-found':
    case 'forbidden':
      return messages.notFound;
    case 'unauthenticated':
      return messages.signedOut;
    case 'network-error':
    case 'aborted':
      return messages.offline;
    default:
      return messages.error;
  }
}

function textOf(
  panel: PayoutPanelName,
  session: PayoutSession | undefined,
  error: DotsFlowsError | null,
  messages: PayoutMessages,
): readonly [title: string, ...lines: string[]] {
  if (session?.stage === 'held') {
    const { title, body } = messages.held[session.reason];
    return [title, body];
  }
  if (session?.stage === 'failed') {
    const { title, body } = messages.failed[session.reason];
    return [title, body, session.canRetry ? messages.canRetry : messages.cannotRetry];
  }
  if (session?.stage === 'transferring') {
    const { title, body } = messages.transferring;
    return [title, session.transfer.status === 'pending' ? messages.transferPending : body];
  }
  switch (panel) {
    case 'onboarding':
      return [messages.onboardingTitle];
    case 'withdrawing':
      return [messages.withdrawingTitle];
    case 'verifying':
    case 'confirming':
    case 'completed':
      return [messages[panel].title, messages[panel].body];
    case 'error': {
      const { title, body } = errorText(error, messages);
      return [title, body];
    }
    default:
      return [messages.loading];
  }
}

/**
 * Says what to show for what `usePayoutSession` knows: the base of a card of one's own.
 *
 * @param amountText - The session's amount as money text, for `{amount}`; empty while it is not known.
 * @public
 */
export function payoutPanel(
  payout: UsePayoutSessionResult,
  messages: PayoutMessages,
  amountText: string,
): PayoutPanelContent {
  const panel = panelOf(payout);
  const { session } = payout;
  const [title, ...lines] = textOf(panel, session, payout.error, messages).map((text) =>
    fillMessage(text, { amount: amountText }),
  );
  return {
    panel,
    tone: TONES[panel],
    title: title ?? '',
    lines,
    stepsDone: STEPS_DONE[panel],
    key: `${panel} ${session && 'reason' in session ? session.reason : ''}`,
  };
}
