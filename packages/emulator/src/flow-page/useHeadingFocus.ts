import { useCallback, useRef } from 'react';

/**
 * Decides which heading takes focus as it comes up: every one but the first of a visit, since a frame must not take
 * focus from the page around it. After a retry (`turn` above 0) the first heading answers a person, too.
 */
export function useHeadingFocus(turn: number): (heading: HTMLElement, page: string) => boolean {
  const first = useRef<{ readonly heading: HTMLElement; readonly page: string } | null>(null);
  return useCallback(
    (heading, page) => {
      if (first.current === null) {
        first.current = { heading, page };
        return turn > 0;
      }
      return first.current.heading !== heading || first.current.page !== page;
    },
    [turn],
  );
}
