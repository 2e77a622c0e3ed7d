'use client';
import type { DotsFlowsError } from '@dots-flows/core';
import type { ReactElement } from 'react';
import { DotsFlowFrame } from '../flow-frame/DotsFlowFrame.tsx';
import type { DotsFlowFrameProps } from '../flow-frame/DotsFlowFrame.tsx';
import { flowOf } from '../payout-session/flow-of.ts';
import type { PayoutPanelState } from './payout-panel.ts';

/** What may be set on the frames of a payout: all but the Flow itself. @public */
export type PayoutFrameProps = Omit<
  DotsFlowFrameProps,
  'flow' | 'link' | 'steps' | 'flowKey' | 'keepWork' | 'className' | 'id'
>;

interface FrameStageProps {
  readonly state: PayoutPanelState;
  readonly headingLevel: number;
  readonly frame: PayoutFrameProps | undefined;
  readonly onError: ((error: DotsFlowsError) => void) | undefined;
}

/** The Flow of the current stage, edge to edge, below a heading that is heard and not seen. */
export function FrameStage({ state, headingLevel, frame, onError }: FrameStageProps): ReactElement {
  const { payout, title } = state;
  const Heading = `h${headingLevel as 2 | 3 | 4 | 5 | 6}` as const;
  return (
    <>
      <Heading className="df-hidden" data-df-heading="" tabIndex={-1}>
        {title}
      </Heading>
      <DotsFlowFrame
        {...frame}
        // A server may hand out another link at any time; it is not put in the place of a page that the user works in. The
        // next stage is another panel, and so another frame.
        keepWork
        flow={flowOf(payout.session)}
        onRenew={payout.renewLink}
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
