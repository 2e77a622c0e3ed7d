import type { ServerAdapter } from '@dots-flows/react';
import type { Decorator } from '@storybook/react-vite';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { StoryDotsProvider, useStoryDots } from './StoryDots.tsx';
import { StoryProvider } from './StoryProvider.tsx';
import type { StoryDots, StoryDotsOptions } from './story-dots.ts';

/** The story parameter `dots`: how the local Dots behaves, and what stands between it and the components. */
export interface DotsParameter extends StoryDotsOptions {
  /** Default: a host with endpoints of its own over the three Dots calls. */
  readonly makeAdapter?: ((dots: StoryDots) => ServerAdapter) | undefined;
}

interface LiveProviderProps {
  readonly globals: Readonly<Record<string, unknown>>;
  readonly makeAdapter: DotsParameter['makeAdapter'];
  readonly children: ReactNode;
}

function LiveProvider({ globals, makeAdapter, children }: LiveProviderProps) {
  const dots = useStoryDots();
  const [adapter] = useState(() => makeAdapter?.(dots) ?? dots.adapter);
  return (
    <StoryProvider globals={globals} adapter={adapter}>
      {children}
    </StoryProvider>
  );
}

/** Runs the story against a Dots of its own, in this page, as the parameter `dots` says. */
export const withLiveDots: Decorator = (Story, { globals, parameters }) => {
  const dots = parameters['dots'] as DotsParameter | undefined;
  return (
    <StoryDotsProvider options={dots}>
      <LiveProvider globals={globals} makeAdapter={dots?.makeAdapter}>
        <Story />
      </LiveProvider>
    </StoryDotsProvider>
  );
};

/** Runs the story on an adapter that answers as the story says. */
export const withAdapter = (makeAdapter: () => ServerAdapter): Decorator =>
  function WithAdapter(Story, { globals }) {
    const [adapter] = useState(makeAdapter);
    return (
      <StoryProvider globals={globals} adapter={adapter}>
        <Story />
      </StoryProvider>
    );
  };
