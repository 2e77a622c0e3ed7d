'use client';
import type { DotsFlowsError } from '@dots-flows/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { DotsFlowFrame } from '../flow-frame/DotsFlowFrame.tsx';
import type { DotsFlowFrameProps } from '../flow-frame/DotsFlowFrame.tsx';
import { useClientLayoutEffect } from '../internal/useLatest.ts';
import { flowOf } from '../payout-session/usePayoutSession.ts';
import type { PayoutPanelState } from './payout-panel.ts';

/** What may be set on the frames of a payout: all but the Flow itself. @public */
export type PayoutFrameProps = Omit<DotsFlowFrameProps, 'flow' | 'link' | 'steps' | 'flowKey' | 'className' | 'id'>;

interface FrameStageProps {
  readonly state: PayoutPanelState;
  readonly headingLevel: number;
  readonly frame: PayoutFrameProps | undefined;
  readonly onError: ((error: DotsFlowsError) => void) | undefined;
}

/** The Flow of the current stage, edge to edge, below a heading that is heard and not seen. */
export function FrameStage({ state, headingLevel, frame, onError }: FrameStageProps): ReactElement {
  const { payout, title } = state;
  const { renewLink } = payout;
  const flow = flowOf(payout.session);
  const [shown, setShown] = useState(flow);
  const iframe = useRef<HTMLIFrameElement>(null);
  const isTouched = useRef(false);
  const isRenewing = useRef(false);
  useEffect(() => {
    // The focus going into the frame is all that a page hears of work in there.
    const onBlur = (): void => {
      if (iframe.current && document.activeElement === iframe.current) isTouched.current = true;
    };
    window.addEventListener('blur', onBlur);
    return () => window.removeEventListener('blur', onBlur);
  }, []);
  useClientLayoutEffect(() => {
    // A server may hand out another link at any time; it is not put in the place of a page that the user works in.
    const isOther = shown?.link !== flow?.link;
    if (isOther && isTouched.current && !isRenewing.current) return;
    if (isOther) isTouched.current = isRenewing.current = false;
    setShown(flow);
  }, [flow, shown]);
  const Heading = `h${headingLevel as 2 | 3 | 4 | 5 | 6}` as const;
  return (
    <>
      <Heading className="df-hidden" data-df-heading="" tabIndex={-1}>
        {title}
      </Heading>
      <DotsFlowFrame
        {...frame}
        ref={iframe}
        flow={shown}
        onRenew={() => {
          isRenewing.current = true;
          return renewLink();
        }}
        onStepComplete={(details) => {
          payout.reportStep(details);
          frame?.onStepComplete?.(details);
        }}
        onReturn={(details) => {
          payout.reportReturn();
          frame?.onReturn?.(details);
        }}
        onError={(error) => {
          onError?.(error);
          frame?.onError?.(error);
        }}
      />
    </>
  );
}
