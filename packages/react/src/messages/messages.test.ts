import { describe, expect, it } from 'vitest';
import { ENGLISH_WORDS } from '../dialog/english-words.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fillMessage } from '../onboard-then-payout/fill-message.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import type { DotsFlowsMessages } from './messages.ts';
import { ptBR } from './pt-BR.ts';

const LANGUAGES = { es, fr, de, ptBR, ja, ar };

/** Every text of a language by its path, such as `payout.held.not-eligible.title`. */
function textsOf(messages: DotsFlowsMessages): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') texts.set(path, value);
    else for (const [key, inner] of Object.entries(value as object)) walk(inner, path === '' ? key : `${path}.${key}`);
  };
  walk(messages, '');
  texts.delete('direction');
  return texts;
}

const { payout, ...first } = en;
const english = textsOf({ ...first, dialog: ENGLISH_WORDS, payout });
const placeholders = (text: string | undefined): string[] => (text?.match(/\{\w+\}/g) ?? []).toSorted();

describe.each(Object.entries(LANGUAGES))('%s', (_name, messages) => {
  const texts = textsOf(messages);

  it('has the texts that English has, none of them empty', () => {
    expect([...texts.keys()]).toEqual([...english.keys()]);
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('leaves no text in English', () => {
    expect([...texts].filter(([path, text]) => text === english.get(path))).toEqual([]);
  });

  it('fills in what English fills in', () => {
    for (const [path, text] of texts)
      expect([path, placeholders(text)]).toEqual([path, placeholders(english.get(path))]);
  });

  it('names a locale that amounts can be written in, and the direction of its script', () => {
    expect(Intl.NumberFormat.supportedLocalesOf(messages.locale)).toEqual([messages.locale]);
    expect(messages.direction).toBe(messages.locale === 'ar' ? 'rtl' : 'ltr');
  });
});

describe('punctuation', () => {
  // An ordinary space lets a line begin with the mark.
  const WRONG = { fr: / [?!;:]|[^\u202f][?!;]|[^\u00a0]:/, ja: /[?!:;,]|\.(?!\w)/, ar: /[?;,]/ };

  it.each(Object.entries(WRONG))('is that of the language (%s)', (name, wrong) => {
    const texts = textsOf(LANGUAGES[name as keyof typeof WRONG]);
    expect([...texts].filter(([, text]) => wrong.test(text))).toEqual([]);
  });

  it('opens in Spanish what it closes', () => {
    for (const text of textsOf(es).values())
      expect([text, text.match(/[¿¡]/g)?.length]).toEqual([text, text.match(/[?!]/g)?.length]);
  });
});

describe('completed', () => {
  it.each(Object.values({ en, ...LANGUAGES }))('promises no amount for what Dots pays out ($locale)', ({ payout }) => {
    expect(placeholders(payout.completed.title)).toEqual(['{amount}']);
    expect(placeholders(payout.completed.body)).toEqual([]);
  });
});

describe('transferring', () => {
  // After an attempt that failed provably, the server waits out a quiet period of a minute and a half.
  const BY_SECONDS = /second|segundo|seconde|sekunde|秒|ثوان/i;

  it.each(Object.values({ en, ...LANGUAGES }))('promises no end within seconds ($locale)', ({ payout }) => {
    expect(payout.transferring.body).not.toMatch(BY_SECONDS);
    expect(payout.verifying.body).toMatch(BY_SECONDS);
  });
});

describe('fillMessage', () => {
  it('fills in every place and leaves a name without a value to be seen', () => {
    expect(fillMessage('{step} {number}/{count} {step} {oops}', { step: 'A', number: 1, count: 3 })).toBe(
      'A 1/3 A {oops}',
    );
  });
});
