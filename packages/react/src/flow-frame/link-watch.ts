/**
 * Watches the sign-in of a frame's link. One that has aged is renewed before it is shown: at mount, when the tab comes
 * back, and by `renew(true)`. In front of a user it only becomes `hasAged`.
 */
import type { FrameInputs } from './flow-frame-options.ts';
import { linkLifetimeMs } from './link-age.ts';

/** How long a fresh link may take to arrive as an input once its renewal has succeeded, in milliseconds. */
const ARRIVAL_MS = 1_000;
/** How long an aged link is held back at the most, in milliseconds: it still works, after a sign-in by code (documented). */
const HOLD_MS = 15_000;

export interface LinkWatch {
  /** Nothing may be shown until the fresh link is there. */
  isHeld: boolean;
  isAsked: boolean;
  /** What the user asked for did not come. */
  isInVain: boolean;
  hasAged: boolean;
  /** Takes the newest Flow. @returns Whether its link is another one; once it is shown or held, `check` looks at it. */
  readonly see: (next: FrameInputs['flow']) => boolean;
  readonly check: () => void;
  readonly renew: (isHeld: boolean) => void;
  /** @returns A function that ends the watch. */
  readonly start: () => () => void;
}

/**
 * @param askOf - The way to a fresh link, if there is one. Without it the age of a link does not matter.
 * @param isTouched - Somebody works in the page: then a fresh link is offered, and never put in its place unasked.
 * @param onChange - Told when one of the three flags may have changed.
 */
export function createLinkWatch(
  askOf: () => (() => unknown) | undefined,
  isTouched: () => boolean,
  onChange: () => void,
): LinkWatch {
  // The first object seen with a link carries its deadline; later reads of the same Flow bring other objects.
  let flow: FrameInputs['flow'] = null;
  let askedFor: object | null = null;
  let isReturning = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const leftMs = (): number | null => (flow && askOf() ? linkLifetimeMs(flow, watch.isAsked) : null);

  const watch: LinkWatch = {
    isHeld: false,
    isAsked: false,
    isInVain: false,
    hasAged: false,
    see(next) {
      if (next?.link === flow?.link) return false;
      flow = next;
      watch.isHeld = watch.hasAged = isReturning = (leftMs() ?? 1) <= 0;
      watch.isAsked = watch.isInVain = false;
      return true;
    },
    check() {
      clearTimeout(timer);
      const ms = leftMs();
      if (ms === null) return;
      if (ms > 0) timer = setTimeout(watch.check, ms);
      else if (document.visibilityState === 'visible' && isReturning && !isTouched()) watch.renew(true);
      else {
        watch.hasAged = true;
        onChange();
      }
      isReturning = false;
    },
    renew(isHeld) {
      const ask = askOf();
      const old = flow;
      if (!ask || askedFor === old) return;
      askedFor = old;
      watch.isAsked = true;
      watch.isInVain = false;
      watch.isHeld = isHeld;
      onChange();
      const settle = (): void => {
        if (flow !== old) return;
        askedFor = null;
        watch.isHeld = false;
        watch.isInVain = !isHeld;
        onChange();
      };
      setTimeout(settle, HOLD_MS);
      new Promise((resolve) => resolve(ask())).then(() => setTimeout(settle, ARRIVAL_MS), settle);
    },
    start() {
      const onVisible = (): void => {
        isReturning = true;
        watch.check();
      };
      watch.check();
      document.addEventListener('visibilitychange', onVisible);
      return () => {
        clearTimeout(timer);
        document.removeEventListener('visibilitychange', onVisible);
      };
    },
  };
  return watch;
}
