import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { FlowMessageSettings } from './flow-page-backend.ts';
import { postHeight } from './frame-messages.ts';
import type { FramePost } from './frame-messages.ts';

/**
 * Posts the natural height of the page: once when the Flow is first on it (documented), or also after each change
 * when the settings say so. `parts` are measured, not the document, whose height never falls below the frame's own.
 */
export function useFrameHeight(
  parts: readonly RefObject<HTMLElement | null>[],
  settings: FlowMessageSettings | null,
  post: FramePost,
): void {
  const postedPx = useRef<number | null>(null);
  useEffect(() => {
    if (!settings || settings.height === 'never') return;
    const elements = parts.map((part) => part.current).filter((element) => element !== null);
    const report = (): void => {
      const heightPx = Math.ceil(elements.reduce((sum, element) => sum + element.getBoundingClientRect().height, 0));
      if (heightPx === 0 || heightPx === postedPx.current) return;
      if (settings.height === 'once' && postedPx.current !== null) return;
      postedPx.current = heightPx;
      postHeight(post, settings, heightPx);
    };
    report();
    if (settings.height !== 'on-resize' || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(report);
    for (const element of elements) observer.observe(element);
    return () => observer.disconnect();
  }, [parts, settings, post]);
}
