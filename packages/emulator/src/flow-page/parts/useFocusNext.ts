import { useCallback, useEffect, useRef } from 'react';

type FindElement = () => HTMLElement | null | undefined;

/**
 * Moves focus to something that is not there yet: what was pressed is about to go away, and focus must not fall to the
 * top of the page with it. The request waits for the first render in which `find` finds.
 */
export function useFocusNext(): (find: FindElement) => void {
  const wanted = useRef<FindElement | null>(null);
  useEffect(() => {
    const element = wanted.current?.();
    if (!element) return;
    wanted.current = null;
    element.focus();
  });
  return useCallback((find) => {
    wanted.current = find;
  }, []);
}
