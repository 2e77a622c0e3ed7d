import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { StatesPage } from '../../.storybook/DocsPage.tsx';
import { LanguageGallery, StateGallery, WidthGallery } from './CardGallery.tsx';
import { withAmount, wordsIn } from '../support/words-in.ts';
import { appears } from '../support/frame-play.ts';

const meta = {
  title: 'Looks/The card',
  parameters: {
    pageWidth: 'full',
    controls: { disable: true },
    docs: {
      page: StatesPage,
      description: {
        component:
          'Light, dark, a brand of your own; seven languages; every width. The toolbar sets the same for every story. With **reduced motion** asked for by the reader, nothing turns, slides or shimmers; with **forced colours** the line of progress is drawn in the system’s own.',
      },
    },
  },
} satisfies Meta;

export default meta;
type Story = StoryObj<typeof meta>;

const gallery = (theme: string): Story => ({
  globals: { theme },
  render: (_, { globals }) => <StateGallery globals={globals} />,
  play: async ({ canvasElement, globals }) => {
    const name = withAmount(wordsIn(globals).payout.completed.title, globals);
    await appears(within(canvasElement).findByRole('heading', { name }));
  },
});

/** As it comes. */
export const Light = gallery('light');
/** `data-theme="dark"` on any element around, or the reader's own preference. */
export const Dark = gallery('dark');
/** Thirteen CSS variables. */
export const BrandOfYourOwn = gallery('brand');

/** The words, the direction and the way amounts are written come with the language. */
export const Languages: Story = {
  render: (_, { globals }) => <LanguageGallery globals={globals} />,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('[data-panel="failed"]')).toHaveLength(7));
  },
};

/** It answers to the width of its place, so it may sit in a sidebar. */
export const Widths: Story = {
  render: (_, { globals }) => <WidthGallery globals={globals} />,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('[data-panel="completed"]')).toHaveLength(4));
  },
};
