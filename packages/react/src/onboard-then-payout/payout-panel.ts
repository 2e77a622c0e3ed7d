import type { ErrorCode, PayoutStageName } from '@dots-flows/core';
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
  readonly panelKey: string;
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
  if (isCatchingUp && session.stage === 'onboarding') return 'verifying';
  if (isCatchingUp && session.stage === 'withdrawing') return 'confirming';
  return session.stage;
}

/** Where it is not `busy`. */
const TONES: { readonly [Name in PayoutPanelName]?: PayoutPanelContent['tone'] } = {
  held: 'warn',
  completed: 'good',
  failed: 'bad',
  error: 'warn',
};

/** How many steps are done, where it is not none. */
const STEPS_DONE: { readonly [Name in PayoutStageName]?: number } = {
  transferring: 1,
  held: 1,
  failed: 1,
  withdrawing: 2,
  completed: 3,
};

/** The words for an error, where they are not those for every other one. */
const ERROR_WORDS: { readonly [Code in ErrorCode]?: 'notFound' | 'signedOut' | 'offline' } = {
  'payout-not-found': 'notFound',
  forbidden: 'notFound',
  unauthenticated: 'signedOut',
  'network-error': 'offline',
  aborted: 'offline',
};

/** A title, and what it means; a title alone where a frame says the rest. */
function wordsOf(
  panel: PayoutPanelName,
  { session, error }: UsePayoutSessionResult,
  messages: PayoutMessages,
): TitledText | string {
  if (session?.stage === 'held') return messages.held[session.reason];
  if (session?.stage === 'failed') return messages.failed[session.reason];
  if (panel === 'onboarding' || panel === 'withdrawing') return messages[`${panel}Title`];
  return messages[(error && panel === 'error' && ERROR_WORDS[error.code]) || (panel as 'error')];
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
  const words = wordsOf(panel, payout, messages);
  const { title, body } = typeof words === 'string' ? { title: words, body: '' } : words;
  const isPending = session?.stage === 'transferring' && session.transfer.status === 'pending';
  const advice = session?.stage === 'failed' ? messages[session.canRetry ? 'canRetry' : 'cannotRetry'] : '';
  const fill = (text: string): string => fillMessage(text, { amount: amountText });
  return {
    panel,
    tone: TONES[panel] ?? 'busy',
    stepsDone: (session && STEPS_DONE[session.stage]) ?? 0,
    title: fill(title),
    lines: [isPending ? messages.transferPending : body, advice].filter(Boolean).map(fill),
    panelKey: `${panel} ${session && 'reason' in session ? session.reason : ''}`,
  };
}
