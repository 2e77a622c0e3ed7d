import type { ReactElement } from 'react';
import type { PayoutStatus } from '../../wire/earnings.ts';

type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad';

const WORDS: Readonly<Record<PayoutStatus, { readonly text: string; readonly tone: Tone }>> = {
  ready: { text: 'Ready', tone: 'accent' },
  started: { text: 'Details needed', tone: 'accent' },
  sending: { text: 'On its way to you', tone: 'plain' },
  review: { text: 'Under review', tone: 'warn' },
  withdraw: { text: 'Ready to withdraw', tone: 'accent' },
  paid: { text: 'Paid', tone: 'good' },
  failed: { text: 'Did not go through', tone: 'bad' },
};

/** Where a payout stands, in one or two words. */
export function StatusPill({ status }: { readonly status: PayoutStatus }): ReactElement {
  const { text, tone } = WORDS[status];
  return <span className={`pill pill-${tone}`}>{text}</span>;
}
