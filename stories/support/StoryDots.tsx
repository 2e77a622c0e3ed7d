import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { createStoryDots } from './story-dots.ts';
import type { StoryDots, StoryDotsOptions } from './story-dots.ts';

const StoryDotsContext = createContext<StoryDots | null>(null);

interface StoryDotsProviderProps {
  /** Read once. */
  readonly options: StoryDotsOptions | undefined;
  readonly children: ReactNode;
}

/** Gives the stories below it a Dots of their own, which ends with them. */
export function StoryDotsProvider({ options, children }: StoryDotsProviderProps) {
  const [dots] = useState(() => createStoryDots(options));
  useEffect(() => () => dots.stop(), [dots]);
  return <StoryDotsContext value={dots}>{children}</StoryDotsContext>;
}

export function useStoryDots(): StoryDots {
  const dots = useContext(StoryDotsContext);
  if (!dots) throw new Error('useStoryDots is used outside <StoryDotsProvider>.');
  return dots;
}
