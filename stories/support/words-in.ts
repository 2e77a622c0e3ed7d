import { formatCents } from '@dots-flows/core';
import type { DotsFlowsMessages } from '@dots-flows/react';
import { languages } from './languages.ts';
import type { Language } from './languages.ts';
import { STORY_AMOUNT_CENTS } from './story-dots.ts';

type Globals = Readonly<Record<string, unknown>>;

/** What the components say in the language that the toolbar is set to, so that stories play in every one of them. */
export const wordsIn = ({ locale = 'en' }: Globals): DotsFlowsMessages => languages[locale as Language];

/** A text of theirs with the amount of the stories in it. */
export const withAmount = (text: string, globals: Globals): string =>
  text.replace('{amount}', formatCents(STORY_AMOUNT_CENTS, 'USD', wordsIn(globals).locale));
