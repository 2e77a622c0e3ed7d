'use client';
import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useClientLayoutEffect, useLatest } from '../internal/useLatest.ts';

/** Taller than this, an emptied panel would look lost. */
const MAX_KEPT_HEIGHT_PX = 640;

/** Whether moving the focus would take it from something else that the reader is busy with. */
function isFocusFree(card: Element): boolean {
  const { activeElement } = document;
  return !activeElement || activeElement === document.body || card.contains(activeElement);
}

/**
 * Runs its clean-up before the panel's elements leave the page, which is the last moment at which the focus is still
 * where the reader left it, and at which the old height can be measured.
 *
 * @internal
 */
export function PanelBoundary({ onLeave, children }: { onLeave: () => void; children: ReactNode }): ReactNode {
  const latestOnLeave = useLatest(onLeave);
  useClientLayoutEffect(() => () => latestOnLeave.current(), []);
  return children;
}

interface PanelChange {
  readonly body: RefObject<HTMLDivElement | null>;
  readonly live: RefObject<HTMLOutputElement | null>;
  readonly onLeave: () => void;
}

/**
 * Makes a change of panel gentle: the body keeps its height, so that nothing below the card moves; the focus goes to
 * the new heading, unless the reader is busy elsewhere on the page; a live region says what changed.
 *
 * @param key - The panel; the first one that is not `loading` is no change.
 * @internal
 */
export function usePanelChange(key: string, stepText: string, title: string): PanelChange {
  const body = useRef<HTMLDivElement>(null);
  const live = useRef<HTMLOutputElement>(null);
  const mayMoveFocus = useRef(false);
  const shown = useRef(key);

  useEffect(() => {
    if (shown.current === key) return;
    const isFirst = shown.current.startsWith('loading');
    shown.current = key;
    if (!body.current || !live.current) return;
    const moves = mayMoveFocus.current && !isFirst;
    if (moves) (body.current.querySelector<HTMLElement>('[data-df-heading]') ?? body.current).focus();
    // The focused heading is read out by itself; a second time would only be noise.
    live.current.textContent = moves ? stepText : `${stepText}. ${title}`;
  }, [key, stepText, title]);

  return {
    body,
    live,
    onLeave: () => {
      if (!body.current) return;
      mayMoveFocus.current = isFocusFree(body.current);
      body.current.style.minHeight = `${Math.min(body.current.offsetHeight, MAX_KEPT_HEIGHT_PX)}px`;
    },
  };
}
