import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linkLifetimeMs } from './link-age.ts';

const MINUTE = 60_000;
const flow = (minutesLeft: number): { signedInUntil: string } => ({
  signedInUntil: new Date(Date.now() + minutesLeft * MINUTE).toISOString(),
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('linkLifetimeMs', () => {
  it('counts down to one minute before the sign-in ends', () => {
    const made = flow(15);
    expect(linkLifetimeMs(made, false)).toBe(14 * MINUTE);
    vi.advanceTimersByTime(13 * MINUTE);
    expect(linkLifetimeMs(made, false)).toBe(MINUTE);
    vi.advanceTimersByTime(2 * MINUTE);
    expect(linkLifetimeMs(made, false)).toBe(-MINUTE);
  });

  it('never ages a link that signs nobody in', () => {
    expect(linkLifetimeMs({ signedInUntil: null }, false)).toBeNull();
  });

  it('is not fooled by a wall clock that is set back', () => {
    const made = flow(15);
    linkLifetimeMs(made, false);
    vi.advanceTimersByTime(14 * MINUTE);
    vi.setSystemTime(Date.now() - 60 * MINUTE);
    expect(linkLifetimeMs(made, false)).toBe(0);
  });

  it('trusts no longer life than a sign-in has, whatever the clocks say', () => {
    expect(linkLifetimeMs(flow(600), false)).toBe(14 * MINUTE);
  });

  it('gives a link that was made just now its time, even when this clock runs ahead', () => {
    expect(linkLifetimeMs(flow(-45), true)).toBe(14 * MINUTE);
    expect(linkLifetimeMs(flow(-45), false)).toBeLessThan(0);
  });

  it('notices the hours that a machine slept, when its monotonic clock did not', () => {
    const made = flow(15);
    linkLifetimeMs(made, false, 1_000);
    vi.setSystemTime(Date.now() + 60 * MINUTE);
    expect(linkLifetimeMs(made, false, 2_000)).toBeLessThan(0);
  });
});
