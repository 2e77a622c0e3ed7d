import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useCssAppearance } from './useCssAppearance.ts';

it('reads the look where nothing tells of the preference for light or dark, as in DOMs of test runners', () => {
  expect(globalThis.matchMedia).toBeUndefined();
  expect(renderHook(() => useCssAppearance()).result.current).toEqual({});
});
