import { DotsFlowFrame, useDotsFlow, useFlowFrame } from '@dots-flows/react';
import { usePayoutSession } from '@dots-flows/react/onboard-then-payout';
import { useState } from 'react';
import { Surface } from '../support/Surface.tsx';
import { useStoryDots } from '../support/StoryDots.tsx';
import { makeStoryFlow } from '../support/StoryFlow.tsx';

/** An iframe with nothing around it, and what the hook knows of it. */
export function BareFrame({ steps }: { readonly steps: readonly string[] }) {
  const dots = useStoryDots();
  const [flow] = useState(() => makeStoryFlow(dots, { steps }));
  const { phase, step, isTouched, frameKey, frameProps, reservedPx } = useFlowFrame({ flow, minHeight: 360 });
  const known = {
    phase,
    step: step ?? 'none',
    isTouched: String(isTouched),
    frameKey: String(frameKey),
    reservedPx: String(reservedPx),
  };
  return (
    <div className="story-stack">
      <dl className="story-facts">
        {Object.entries(known).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {frameProps && <iframe key={frameKey} {...frameProps} title={frameProps.title} className="story-bare-frame" />}
    </div>
  );
}

/** A Flow of its own, and a button for another one. */
export function MadeFlow() {
  const { flow, error, isPending, reload } = useDotsFlow({ steps: ['manage-payouts'] });
  return (
    <div className="story-stack">
      <p className="story-caption">
        {isPending ? 'Making a Flow…' : error ? `It failed: ${error.code}` : 'A Flow is there.'}{' '}
        <button type="button" className="story-link" onClick={() => void reload()}>
          Another Flow
        </button>
      </p>
      <Surface>
        <DotsFlowFrame flow={flow} />
      </Surface>
    </div>
  );
}

const PILLS = {
  onboarding: 'To do',
  transferring: 'Sending',
  held: 'In review',
  withdrawing: 'Ready',
  completed: 'Paid',
  failed: 'Failed',
} as const;

/** A payout in a list: one line, kept up to date. */
export function PayoutPill({ payoutId }: { readonly payoutId: string }) {
  const { session, error } = usePayoutSession(payoutId);
  const stage = session?.stage ?? 'unknown';
  return (
    <div className="story-list-row">
      <span>Week 11, 12 deliveries</span>
      <span className="story-pill" data-stage={stage}>
        {session ? PILLS[session.stage] : error ? 'Unknown' : '…'}
      </span>
    </div>
  );
}
