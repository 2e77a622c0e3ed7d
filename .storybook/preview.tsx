import type { Decorator, Preview } from '@storybook/react-vite';
import { useLayoutEffect } from 'react';
import { languages } from '../stories/support/languages.ts';
import '@dots-flows/react/styles.css';
import './preview.css';

/** Puts the chosen theme where the components look for it: on an element around them. */
const withTheme: Decorator = (Story, { globals, viewMode }) => {
  const theme = String(globals['theme'] ?? 'light');
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset['theme'] = theme === 'dark' ? 'dark' : 'light';
    dataset['brand'] = theme === 'brand' ? 'yes' : 'no';
  }, [theme]);
  return (
    <div className={viewMode === 'docs' ? 'story-in-docs' : 'story'}>
      <Story />
    </div>
  );
};

const preview: Preview = {
  decorators: [withTheme],
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    // A violation fails the story's test.
    a11y: {
      test: 'error',
      options: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    },
    controls: { expanded: true },
    options: { storySort: { order: ['Guides', 'Components', 'Failures', 'Steps', 'Custom UI'] } },
  },
  globalTypes: {
    theme: {
      description: 'Theme',
      toolbar: {
        title: 'Theme',
        icon: 'paintbrush',
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
          { value: 'brand', title: 'A brand of your own' },
        ],
        dynamicTitle: true,
      },
    },
    locale: {
      description: 'Language',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        items: Object.keys(languages).map((value) => ({
          value,
          title: new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value,
        })),
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { theme: 'light', locale: 'en' },
};

export default preview;
