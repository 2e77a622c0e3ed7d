import type { Preview } from '@storybook/react-vite';
import { languages } from '../stories/support/languages.ts';
import { DocsPage } from './DocsPage.tsx';
import { tidyArgTypes } from './tidy-arg-types.ts';
import { scheme, theme } from './theme.ts';
import { tidyDocs } from './tidy-docs.ts';
import { withPage } from './withPage.tsx';
import '@dots-flows/react/styles.css';
import './preview.css';

const languageNames = Object.entries(languages).map(([value, { locale }]) => ({
  value,
  title: new Intl.DisplayNames([locale], { type: 'language' }).of(value) ?? value,
}));

const widths = {
  phoneSmall: ['Small phone', 320],
  phone: ['Phone', 375],
  tablet: ['Tablet', 768],
  desktop: ['Desktop', 1440],
} as const;

interface Documented {
  readonly __docgenInfo?: { readonly description?: string };
}

const preview: Preview = {
  decorators: [withPage],
  argTypesEnhancers: [({ argTypes }) => tidyArgTypes(argTypes)],
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    // A violation fails the story's test.
    a11y: {
      test: 'error',
      options: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    },
    controls: { expanded: true, sort: 'requiredFirst' },
    docs: {
      page: DocsPage,
      theme,
      toc: { headingSelector: 'h2:not(.sbdocs-subtitle), h3' },
      extractComponentDescription: (component: Documented | undefined) =>
        tidyDocs(component?.__docgenInfo?.description),
    },
    options: {
      storySort: {
        order: [
          'Guides',
          [
            'Start',
            'Server',
            'Styling',
            'Security and CSP',
            'Testing',
            'Errors and events',
            'Architecture',
            'Decisions',
          ],
          'Components',
          [
            'OnboardThenPayout',
            'OnboardThenPayout with panels of your own',
            'DotsFlowFrame',
            'DotsFlowDialog',
            'DotsFlowsInspector',
          ],
          'Panels',
          'Steps',
          'Failures',
          ['OnboardThenPayout', 'DotsFlowFrame'],
          'Looks',
          'Custom UI',
          'Hooks',
          ['usePayoutSession', 'useFlowFrame', 'useDotsFlow'],
        ],
      },
    },
    viewport: {
      options: Object.fromEntries(
        Object.entries(widths).map(([name, [title, width]]) => [
          name,
          {
            name: `${title}, ${width} px`,
            type: width < 500 ? 'mobile' : width < 1000 ? 'tablet' : 'desktop',
            styles: { width: `${width}px`, height: width < 500 ? '720px' : '900px' },
          },
        ]),
      ),
    },
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
      toolbar: { title: 'Language', icon: 'globe', items: languageNames, dynamicTitle: true },
    },
    direction: {
      description: 'Direction of the page around',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        items: [
          { value: 'auto', title: 'As the language' },
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { theme: scheme, locale: 'en', direction: 'auto' },
};

export default preview;
