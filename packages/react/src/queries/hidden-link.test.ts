import { describe, expect, it } from 'vitest';
import { hideLink } from './hidden-link.ts';

const link = 'https://my.dots.dev/flow/7b1f6a52';

describe('hideLink', () => {
  const hidden = hideLink({ flowId: '7b1f6a52', link });

  it('lets code read the link by name', () => {
    expect(hidden.link).toBe(link);
  });

  it.each([
    ['JSON', (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown],
    ['a structured clone', (value: unknown) => structuredClone(value)],
    ['a spread', (value: unknown) => ({ ...(value as object) })],
  ])('leaves it out of %s', (_what, copy) => {
    expect(copy(hidden)).toStrictEqual({ flowId: '7b1f6a52' });
  });
});
