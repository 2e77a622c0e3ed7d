'use client';
import type { Appearance } from '@dots-flows/core';
import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import { appearanceFromCss } from './appearance-from-css.ts';

/**
 * The look of your page as an appearance, kept up to date: it follows the reader's light or dark preference and changes
 * of `class`, `style` and `data-theme` on `<html>` and `<body>`. Give it to the provider or to one frame. A page in
 * which somebody works keeps the look it was opened with.
 *
 * @param element - Where to read; see {@link appearanceFromCss}. One that comes later or changes is read then.
 * @returns `undefined` on a server and while its HTML is taken over.
 * @example
 * ```tsx
 * import { DotsFlowsProvider } from '@dots-flows/react';
 * import { httpAdapter } from '@dots-flows/react/http-adapter';
 * import { useCssAppearance } from '@dots-flows/react/appearance';
 *
 * const adapter = httpAdapter({ baseUrl: '/api/dots' });
 *
 * export function App() {
 *   return (
 *     <DotsFlowsProvider adapter={adapter} appearance={useCssAppearance()}>
 *       …
 *     </DotsFlowsProvider>
 *   );
 * }
 * ```
 * @public
 */
export function useCssAppearance(element?: Element | null): Appearance | undefined {
  const known = useRef<{ readonly element: Element | null | undefined; readonly text: string } | null>(null);
  const subscribe = useCallback((onChange: () => void) => {
    const renew = (): void => {
      known.current = null;
      onChange();
    };
    const observer = new MutationObserver(renew);
    const attributes = { attributeFilter: ['class', 'style', 'data-theme'] };
    observer.observe(document.documentElement, attributes);
    observer.observe(document.body, attributes);
    // DOMs of test runners have none.
    const preference = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
    preference?.addEventListener('change', renew);
    return () => {
      observer.disconnect();
      preference?.removeEventListener('change', renew);
    };
  }, []);
  const text = useSyncExternalStore(
    subscribe,
    () => {
      // An element that comes later, as a ref does, or another one is another place to read.
      if (known.current?.element !== element || !known.current)
        known.current = { element, text: JSON.stringify(appearanceFromCss(element ?? undefined)) };
      return known.current.text;
    },
    () => '',
  );
  return useMemo(() => (text === '' ? undefined : (JSON.parse(text) as Appearance)), [text]);
}
