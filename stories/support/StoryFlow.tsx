import { DotsFlowFrame } from '@dots-flows/react';
import type { DotsFlowFrameProps, Flow } from '@dots-flows/react';
import { useState } from 'react';
import { Surface } from './Surface.tsx';
import { useStoryDots } from './StoryDots.tsx';
import type { StoryDots } from './story-dots.ts';

export interface StoryFlowProps extends Omit<DotsFlowFrameProps, 'flow' | 'link' | 'steps'> {
  /** The steps as Dots takes them: names, or objects with options. */
  readonly steps?: readonly (string | Readonly<Record<string, unknown>>)[] | undefined;
  /** Whether the payee is known and signed in, or signs in first by phone and code. */
  readonly signedIn?: boolean | undefined;
  /** How long the link still signs its user in, in milliseconds; given, the frame can ask for a fresh one. */
  readonly signedInForMs?: number | undefined;
}

const SIGNED_IN_MS = 15 * 60_000;

export function makeStoryFlow(dots: StoryDots, props: StoryFlowProps): Flow {
  const { steps = ['compliance', 'manage-payouts'], signedIn = true, signedInForMs } = props;
  const made = dots.createFlow({ steps: [...steps], ...(signedIn ? { user_id: dots.payeeId } : {}) });
  return signedInForMs === undefined
    ? made
    : { ...made, signedInUntil: new Date(Date.now() + signedInForMs).toISOString() };
}

/** A frame with a Flow that was made at the story's own Dots. */
export function StoryFlow(props: StoryFlowProps) {
  const { steps: _steps, signedIn: _signedIn, signedInForMs, ...frame } = props;
  const dots = useStoryDots();
  const [flow, setFlow] = useState(() => makeStoryFlow(dots, props));
  const renew = (): void => setFlow(makeStoryFlow(dots, { ...props, signedInForMs: SIGNED_IN_MS }));
  return (
    <Surface>
      <DotsFlowFrame flow={flow} onRenew={signedInForMs === undefined ? undefined : renew} {...frame} />
    </Surface>
  );
}
