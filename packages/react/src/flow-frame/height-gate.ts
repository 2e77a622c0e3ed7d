/**
 * Decides which reported heights are applied. A page that measures itself by its own frame can grow or swing for ever;
 * a budget of changes that refills slowly lets any real page through and stops those.
 */

/** Smallest and largest height of a frame, in CSS pixels. */
export interface HeightLimits {
  readonly minPx: number;
  readonly maxPx: number;
}

export interface HeightGate {
  /**
   * The height to apply, or `null` to leave it as it is.
   *
   * @param nowMs - A clock that only goes forward.
   */
  readonly next: (reportedPx: number, limits: HeightLimits, nowMs: number) => number | null;
  /** Another step is shown: another page, another budget. */
  readonly reset: () => void;
}

/** An animation of one second at 60 frames a second passes in full. */
const BUDGET = 60;
const REFILL_PER_MS = 4 / 1000;

/** @param onCapped - Called once for this gate, when it first stops a height. */
export function createHeightGate(onCapped: (heightPx: number) => void): HeightGate {
  let appliedPx = 0;
  let tallestPx = 0;
  let budget = BUDGET;
  let lastMs = 0;
  let isCapped = false;
  let isReported = false;
  return {
    next(reportedPx, { minPx, maxPx }, nowMs) {
      // Fractions are rounded up: one pixel too few would give the page inside a scroll bar.
      let heightPx = Math.min(Math.max(Math.ceil(reportedPx), minPx), Math.max(minPx, maxPx));
      if (isCapped || heightPx === appliedPx) return null;
      budget = Math.min(BUDGET, budget + (nowMs - lastMs) * REFILL_PER_MS);
      lastMs = nowMs;
      tallestPx = budget === BUDGET ? heightPx : Math.max(tallestPx, heightPx);
      budget -= 1;
      if (budget < 0) {
        // Of a page that swings, the tallest state is kept: nothing of it is cut off.
        heightPx = tallestPx;
        isCapped = true;
        if (!isReported) onCapped(heightPx);
        isReported = true;
        if (heightPx === appliedPx) return null;
      }
      appliedPx = heightPx;
      return heightPx;
    },
    reset() {
      budget = BUDGET;
      isCapped = false;
    },
  };
}
