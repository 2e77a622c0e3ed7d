import type { Appearance } from '@dots-flows/react';
import type { Theme } from './theme-store.ts';

/** The look of the Flow pages in each theme: the colours of the app, so that a Flow looks like a part of it. */
export const FLOW_APPEARANCE: Readonly<Record<Theme, Appearance>> = {
  light: {
    theme: 'light',
    variables: {
      backgroundColor: '#ffffff',
      primaryTextColor: '#12161c',
      secondaryTextColor: '#566070',
      tertiaryTextColor: '#667085',
      primaryColor: '#2f5bea',
      tabBackgroundColor: '#ffffff',
      tabHoverBackgroundColor: '#f6f7f9',
      tabBorderColor: '#e3e7ec',
      tabHoverBorderColor: '#2f5bea',
      buttonBackgroundColor: '#2f5bea',
      buttonTextColor: '#ffffff',
      buttonHoverBackgroundColor: '#2448c4',
      buttonHoverTextColor: '#ffffff',
      buttonDisabledBackgroundColor: '#eef0f3',
      buttonDisabledTextColor: '#5d6878',
      inputBackgroundColor: '#ffffff',
      inputBorderColor: '#8a94a3',
      inputPlaceholderColor: '#667085',
      borderRadius: '9px',
    },
  },
  dark: {
    theme: 'dark',
    variables: {
      backgroundColor: '#151a21',
      primaryTextColor: '#f2f5f9',
      secondaryTextColor: '#a9b4c4',
      tertiaryTextColor: '#93a0b2',
      primaryColor: '#8aa6ff',
      tabBackgroundColor: '#151a21',
      tabHoverBackgroundColor: '#1d232c',
      tabBorderColor: '#2a323e',
      tabHoverBorderColor: '#8aa6ff',
      buttonBackgroundColor: '#8aa6ff',
      buttonTextColor: '#0c1222',
      buttonHoverBackgroundColor: '#a5bbff',
      buttonHoverTextColor: '#0c1222',
      buttonDisabledBackgroundColor: '#232a34',
      buttonDisabledTextColor: '#93a0b2',
      inputBackgroundColor: '#0f1319',
      inputBorderColor: '#667386',
      inputPlaceholderColor: '#93a0b2',
      borderRadius: '9px',
    },
  },
};
