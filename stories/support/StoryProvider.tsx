import { DotsFlowsProvider } from '@dots-flows/react';
import type { Appearance, ServerAdapter } from '@dots-flows/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { languages } from './languages.ts';
import type { Language } from './languages.ts';

/** What the frame's page is told of the look: the three themes of the toolbar. */
const appearances: Readonly<Record<string, Appearance>> = {
  light: {
    theme: 'light',
    variables: { primaryColor: '#2f5bea', buttonBackgroundColor: '#2f5bea', borderRadius: '9px' },
  },
  dark: {
    theme: 'dark',
    variables: {
      backgroundColor: '#151a21',
      primaryColor: '#8aa6ff',
      buttonBackgroundColor: '#8aa6ff',
      buttonTextColor: '#0c1222',
      borderRadius: '9px',
    },
  },
  brand: {
    theme: 'light',
    variables: {
      backgroundColor: '#fffdfa',
      primaryTextColor: '#22201c',
      secondaryTextColor: '#5f584d',
      primaryColor: '#0f6b57',
      tabBackgroundColor: '#fffdfa',
      tabHoverBackgroundColor: '#f5efe6',
      inputBackgroundColor: '#ffffff',
      buttonBackgroundColor: '#0f6b57',
      buttonHoverBackgroundColor: '#0b5546',
      borderRadius: '3px',
    },
  },
};

export interface StoryProviderProps {
  /** What the toolbar is set to. */
  readonly globals: Readonly<Record<string, unknown>>;
  readonly adapter: ServerAdapter;
  readonly children: ReactNode;
}

/** The provider as the toolbar sets it, with a query cache of its own, so that no story sees another's payout. */
export function StoryProvider({ globals, adapter, children }: StoryProviderProps) {
  const [client] = useState(() => new QueryClient());
  const { locale = 'en', theme = 'light' } = globals as { readonly locale?: Language; readonly theme?: string };
  return (
    <QueryClientProvider client={client}>
      <DotsFlowsProvider adapter={adapter} messages={languages[locale]} appearance={appearances[theme]}>
        {children}
      </DotsFlowsProvider>
    </QueryClientProvider>
  );
}
