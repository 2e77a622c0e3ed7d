import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { createStoryDots } from './story-dots.ts';
import type { StoryDots } from './story-dots.ts';

const StoryDotsContext = createContext<StoryDots | null>(null);

/** Gives the stories below it a Dots of their own, which ends with them. */
export function StoryDotsProvider({ children }: { readonly children: ReactNode }) {
  const [dots, setDots] = useState<StoryDots | null>(null);
  useEffect(() => {
    const own = createStoryDots();
    setDots(own);
    return () => own.stop();
  }, []);
  return dots && <StoryDotsContext value={dots}>{children}</StoryDotsContext>;
}

export function useStoryDots(): StoryDots {
  const dots = useContext(StoryDotsContext);
  if (!dots) throw new Error('useStoryDots is used outside <StoryDotsProvider>.');
  return dots;
}
