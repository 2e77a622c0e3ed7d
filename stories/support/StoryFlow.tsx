import { DotsFlowFrame } from '@dots-flows/react';
import type { DotsFlowFrameProps } from '@dots-flows/react';
import { useState } from 'react';
import { useStoryDots } from './StoryDots.tsx';

export interface StoryFlowProps extends Omit<DotsFlowFrameProps, 'flow' | 'link' | 'steps'> {
  /** The steps as Dots takes them. */
  readonly steps: readonly (string | Readonly<Record<string, unknown>>)[];
  /** Whether the payee signs in first, or is known already. */
  readonly signedIn?: boolean | undefined;
}

/** A frame with a Flow that was made at the story's own Dots. */
export function StoryFlow({ steps, signedIn = true, ...frame }: StoryFlowProps) {
  const { createFlow, payeeId } = useStoryDots();
  const [made] = useState(() => createFlow({ steps: [...steps], ...(signedIn ? { user_id: payeeId } : {}) }));
  return (
    <DotsFlowFrame
      flow={{
        flowId: made.id,
        link: made.link,
        steps: made.steps,
        completedSteps: made.completed_steps,
        signedInUntil: null,
      }}
      {...frame}
    />
  );
}
