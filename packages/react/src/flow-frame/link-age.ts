/**
 * How long a link still signs its user in. The server says until when, by its clock; from the moment a link is first
 * seen the time is counted down here, on a clock that nobody sets.
 */

/** The sign-in of a link lasts this long (documented). */
const SIGN_IN_MS = 15 * 60_000;
/** A link is called aged a little early, so that it does not run out while the page loads. */
const MARGIN_MS = 60_000;

interface Deadline {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

const deadlines = new WeakMap<object, Deadline>();

/**
 * Milliseconds until a Flow's link has aged: 0 or less when it has, `null` when it signs nobody in.
 *
 * @param isFresh - It was made just now: then a clock of this machine that runs ahead does not count.
 */
export function linkLifetimeMs(
  flow: { readonly signedInUntil: string | null },
  isFresh: boolean,
  nowMs: number = performance.now(),
): number | null {
  if (flow.signedInUntil === null) return null;
  let deadline = deadlines.get(flow);
  if (!deadline) {
    const leftMs = isFresh ? SIGN_IN_MS : Math.min(Date.parse(flow.signedInUntil) - Date.now(), SIGN_IN_MS);
    deadline = { monotonicMs: nowMs + leftMs - MARGIN_MS, wallMs: Date.now() + leftMs - MARGIN_MS };
    deadlines.set(flow, deadline);
  }
  // Some monotonic clocks stop while the machine sleeps; the wall clock then knows better.
  return Math.min(deadline.monotonicMs - nowMs, deadline.wallMs - Date.now());
}
