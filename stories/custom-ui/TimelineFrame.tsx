import { useFlowFrame } from '@dots-flows/react';
import type { FlowLink } from '@dots-flows/react';
import type { UsePayoutSessionResult } from '@dots-flows/react/onboard-then-payout';

interface TimelineFrameProps {
  readonly flow: FlowLink;
  readonly payout: UsePayoutSessionResult;
}

/** A Flow in markup of our own: the hook brings the trust rules, the height, the waiting and the renewal. */
export function TimelineFrame({ flow, payout }: TimelineFrameProps) {
  const { phase, frameKey, frameProps, topRef, retry, reveal, openInNewTab, renew } = useFlowFrame({
    flow,
    minHeight: 320,
    onStepComplete: payout.reportStep,
    onReturn: payout.reportReturn,
    onRenew: payout.renewLink,
  });
  const isStuck = phase === 'slow' || phase === 'error';
  return (
    <div className="timeline-frame" data-phase={phase} aria-busy={phase === 'preparing' || phase === 'loading'}>
      <span ref={(element) => void (topRef.current = element)} />
      {renew && (
        <p className="timeline-hint">
          This page signs you out soon. <button onClick={renew}>Stay signed in</button>
        </p>
      )}
      {isStuck && (
        <div role="alert" className="timeline-hint">
          <p>{phase === 'slow' ? 'Dots takes its time today.' : 'Dots does not answer.'}</p>
          {retry && <button onClick={retry}>Again</button>}
          {openInNewTab && <button onClick={openInNewTab}>In a new tab</button>}
          {reveal && <button onClick={reveal}>Show it anyway</button>}
        </div>
      )}
      {(phase === 'preparing' || phase === 'loading') && <p className="timeline-hint">Opening Dots…</p>}
      {frameProps && <iframe key={frameKey} {...frameProps} title={frameProps.title} />}
    </div>
  );
}
