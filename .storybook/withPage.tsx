import type { Decorator } from '@storybook/react-vite';
import { useLayoutEffect } from 'react';
import { languages } from '../stories/support/languages.ts';
import type { Language } from '../stories/support/languages.ts';

interface ToolbarGlobals {
  readonly theme?: string;
  readonly locale?: Language;
  readonly direction?: string;
}

/** The host's page around a story: its theme, its language, its direction, as the toolbar is set. */
export const withPage: Decorator = function WithPage(Story, { globals, viewMode, parameters }) {
  const { theme = 'light', locale: language = 'en', direction: chosen = 'auto' } = globals as ToolbarGlobals;
  const { locale, direction } = languages[language];
  const dir = chosen === 'auto' ? direction : chosen;
  const isStory = viewMode === 'story';
  useLayoutEffect(() => {
    // Several stories share a page of docs, whose look is Storybook's.
    if (!isStory) return;
    Object.assign(document.documentElement, { lang: locale, dir });
    document.documentElement.dataset['theme'] = theme === 'dark' ? 'dark' : 'light';
  }, [isStory, theme, locale, dir]);
  return (
    <div
      className="story"
      lang={locale}
      dir={dir}
      data-view={viewMode}
      data-width={parameters['pageWidth'] as string | undefined}
      data-theme={theme === 'dark' ? 'dark' : 'light'}
      data-brand={theme === 'brand' ? 'yes' : 'no'}
    >
      <Story />
    </div>
  );
};
