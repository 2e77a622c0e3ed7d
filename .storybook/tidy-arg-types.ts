import type { InputType, StrictArgTypes } from 'storybook/internal/types';
import { tidyDocs } from './tidy-docs.ts';

/** `((event: Event) => void) | undefined` is `(event: Event) => void` to a reader: optional props are marked as such. */
function readableType(raw: string): string {
  const type = raw.replace(/^\s*\|\s*/, '').replace(/\s*\|\s*undefined$/, '');
  const [, inner] = /^\(((?:[^()]|\([^()]*\))*=>.*)\)$/s.exec(type) ?? [];
  return inner ?? type;
}

/** The stories have these in hand. */
const HELD_BY_STORIES: ReadonlySet<string> = new Set(['flow', 'link', 'open']);

function controlFor(name: string, type: string): InputType {
  if (HELD_BY_STORIES.has(name)) return { control: { disable: true } };
  if (type === 'boolean' || type === 'number') return { control: { type } };
  if (/^string( \| null)?$/.test(type)) return { control: { type: 'text' } };
  const literals = type.split('|').map((part) => part.trim());
  if (literals.every((part) => /^('[^']*'|\d+)$/.test(part)))
    return {
      control: { type: 'select' },
      options: literals.map((part) => (part.startsWith("'") ? part.slice(1, -1) : Number(part))),
    };
  // Functions, elements and objects are the story's to give.
  return { control: { disable: true } };
}

function tidyArgType(name: string, argType: StrictArgTypes[string]): StrictArgTypes[string] {
  const raw = typeof argType.type === 'object' ? argType.type.raw : undefined;
  const type = readableType(raw ?? argType.table?.type?.summary ?? '');
  const description = argType.description ?? '';
  const [, prose = '', defaultValue] = /^([\s\S]*?)\s*@defaultValue (\S+)\s*$/.exec(description) ?? ['', description];
  return {
    ...(type === '' ? {} : (controlFor(name, type) as object)),
    ...argType,
    description: tidyDocs(prose),
    table: {
      ...argType.table,
      ...(type === '' ? {} : { type: { summary: type } }),
      ...(defaultValue ? { defaultValue: { summary: defaultValue.replaceAll('`', '') } } : {}),
    },
  };
}

const isEvent = (name: string): boolean => /^on[A-Z]/.test(name);

/** Props as a reader looks for them: what must be given first, events last, types as they are written. */
export function tidyArgTypes(argTypes: StrictArgTypes): StrictArgTypes {
  const rank = ([name, { type }]: [string, StrictArgTypes[string]]): number =>
    (typeof type === 'object' && type.required ? 0 : 1) + (isEvent(name) ? 2 : 0);
  return Object.fromEntries(
    Object.entries(argTypes)
      .toSorted((a, b) => rank(a) - rank(b))
      .map(([name, argType]) => [name, tidyArgType(name, argType)]),
  );
}
