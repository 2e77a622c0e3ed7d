/**
 * The script of the page that a Flow's `redirect` step leads to. Importing it tells the frame around the page that the
 * user is back, which `onReturn` then reports:
 *
 * ```html
 * <script type="module">
 *   import '@dots-flows/react/return';
 * </script>
 * ```
 *
 * The page must be on the same origin as the page with the frame, and its address goes into `redirectUrl`. Nothing is
 * told to any other origin.
 *
 * @packageDocumentation
 */
import { RETURN_MESSAGE } from './return-message.ts';

/**
 * Tells the nearest page of our own origin around this one that the user is back from the Flow. Runs by itself when the
 * module is imported in a browser; call it again only if the page around was not ready.
 *
 * @returns Whether there was such a page. `false` means that this page fills the tab (the Flow was opened in a tab of
 *   its own, or left the frame): then show the user the way back.
 * @public
 */
export function announceReturn(): boolean {
  for (let page: Window = window; page !== page.parent;) {
    page = page.parent;
    if (!isOwnOrigin(page)) continue;
    page.postMessage({ type: RETURN_MESSAGE }, location.origin);
    return true;
  }
  return false;
}

/** Reading the address of a page of another origin throws. */
function isOwnOrigin(page: Window): boolean {
  try {
    return page.location.origin === location.origin;
  } catch {
    return false;
  }
}

if (typeof window !== 'undefined') announceReturn();
