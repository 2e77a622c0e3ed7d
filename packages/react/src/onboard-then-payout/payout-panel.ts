import type { DotsFlowsError, PayoutSession } from '@dots-flows/core';
import { fillMessage } from './fill-message.ts';
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

/** What a panel looks like, and how many steps are done. */
const FACES: Readonly<Record<PayoutPanelName, readonly [PayoutPanelContent['tone'], number]>> = {
  loading: ['busy', 0],
  onboarding: ['busy', 0],
  verifying: ['busy', 0],
  transferring: ['busy', 1],
  held: ['warn', 1],
  withdrawing: ['busy', 2],
  confirming: ['busy', 2],
  completed: ['good', 3],
  failed: ['bad', 1],
  error: ['warn', 0],
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

/** The title, and what it means and what to do. */
function textOf(
  panel: PayoutPanelName,
  session: PayoutSession | undefined,
  error: DotsFlowsError | null,
  messages: PayoutMessages,
): TitledText & { readonly advice?: string } {
  switch (session?.stage) {
    case 'held':
      return messages.held[session.reason];
    case 'failed':
      return {
        ...messages.failed[session.reason],
        advice: session.canRetry ? messages.canRetry : messages.cannotRetry,
      };
    case 'transferring':
      return session.transfer.status === 'pending'
        ? { ...messages.transferring, body: messages.transferPending }
        : messages.transferring;
    default:
  }
  switch (panel) {
    case 'verifying':
    case 'confirming':
    case 'completed':
      return messages[panel];
    case 'error':
      return errorText(error, messages);
    case 'onboarding':
      return { title: messages.onboardingTitle, body: '' };
    case 'withdrawing':
      return { title: messages.withdrawingTitle, body: '' };
    default:
      return { title: messages.loading, body: '' };
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
  const [tone, stepsDone] = FACES[panel];
  const { title, body, advice = '' } = textOf(panel, session, payout.error, messages);
  const fill = (text: string): string => fillMessage(text, { amount: amountText });
  return {
    panel,
    tone,
    stepsDone,
    title: fill(title),
    lines: [body, advice].filter(Boolean).map(fill),
    key: `${panel} ${session && 'reason' in session ? session.reason : ''}`,
  };
}
