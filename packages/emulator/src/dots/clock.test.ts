import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';

const start = Date.UTC(2026, 7, 3);

describe('createClock', () => {
  it('stands still when paused', () => {
    const clock = createClock({ now: start, paused: true });
    expect(clock.nowMs()).toBe(start);
    expect(clock.isPaused).toBe(true);
  });

  it('runs what falls due on the way, in order, at its own moment', async () => {
    const clock = createClock({ now: start, paused: true });
    const seen: [string, number][] = [];
    clock.after(500, () => void seen.push(['second', clock.nowMs() - start]));
    clock.after(100, () => void seen.push(['first', clock.nowMs() - start]));
    clock.after(5000, () => void seen.push(['too late', clock.nowMs() - start]));
    await clock.advance(1000);
    expect(seen).toEqual([
      ['first', 100],
      ['second', 500],
    ]);
    expect(clock.nowMs()).toBe(start + 1000);
  });

  it('runs in one advance what its own work plans on the way, and waits for it', async () => {
    const clock = createClock({ now: start, paused: true });
    const moments: number[] = [];
    const again = async () => {
      await Promise.resolve();
      moments.push(clock.nowMs() - start);
      if (moments.length < 3) clock.after(1000, again);
    };
    clock.after(1000, again);
    await clock.advance(10_000);
    expect(moments).toEqual([1000, 2000, 3000]);
  });

  it('does not run what was cancelled', async () => {
    const clock = createClock({ now: start, paused: true });
    let ran = false;
    const cancel = clock.after(10, () => {
      ran = true;
    });
    cancel();
    await clock.advance(100);
    expect(ran).toBe(false);
  });

  it('does at once what is due now, even when it stands still', async () => {
    const clock = createClock({ now: start, paused: true });
    await new Promise<void>((resolve) => clock.after(0, resolve));
    expect(clock.nowMs()).toBe(start);
  });

  it('runs two advances one after the other', async () => {
    const clock = createClock({ now: start, paused: true });
    await Promise.all([clock.advance(1000), clock.advance(500)]);
    expect(clock.nowMs()).toBe(start + 1500);
  });

  it('stays usable after a piece of work has failed', async () => {
    const clock = createClock({ now: start, paused: true });
    clock.after(10, () => Promise.reject(new Error('broken work')));
    await expect(clock.advance(20)).rejects.toThrow('broken work');
    await clock.advance(30);
    expect(clock.nowMs()).toBe(start + 40);
  });

  it('keeps its time when it is paused and let run again', () => {
    const clock = createClock({ now: start, paused: true });
    clock.resume();
    clock.pause();
    expect(clock.nowMs()).toBeGreaterThanOrEqual(start);
    expect(clock.nowMs()).toBeLessThan(start + 60_000);
  });

  it('refuses to run backward, and dates that are none', async () => {
    const clock = createClock({ now: start, paused: true });
    await expect(clock.advance(-1)).rejects.toThrow(RangeError);
    await expect(clock.advance(Number.NaN)).rejects.toThrow(RangeError);
    expect(() => createClock({ now: 'yesterday-ish' })).toThrow(RangeError);
  });

  it('is back at its start after reset, with nothing planned', async () => {
    const clock = createClock({ now: start, paused: true });
    let ran = false;
    await clock.advance(5000);
    clock.after(10, () => {
      ran = true;
    });
    clock.reset();
    expect(clock.nowMs()).toBe(start);
    await clock.advance(1000);
    expect(ran).toBe(false);
  });
});
