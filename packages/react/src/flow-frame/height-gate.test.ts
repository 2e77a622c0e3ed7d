import { describe, expect, it, vi } from 'vitest';
import { createHeightGate } from './height-gate.ts';

const limits = { minPx: 200, maxPx: 4000 };
const FRAME_MS = 1000 / 60;

/** Feeds heights, one every `everyMs`, and gives back what was applied. */
function feed(heights: Iterable<number>, everyMs: number, gate = createHeightGate(() => {})): number[] {
  const applied: number[] = [];
  let nowMs = 10_000;
  for (const height of heights) {
    const next = gate.next(height, limits, nowMs);
    if (next !== null) applied.push(next);
    nowMs += everyMs;
  }
  return applied;
}

function* count(length: number, height: (index: number) => number): Generator<number> {
  for (let index = 0; index < length; index += 1) yield height(index);
}

describe('createHeightGate', () => {
  it.each([
    [612, 612],
    [612.0000001, 613],
    [612.4, 613],
    [1, 200],
    [199.5, 200],
    [9000, 4000],
    [Number.MAX_VALUE, 4000],
  ])('turns %d into %d', (reported, applied) => {
    expect(createHeightGate(() => {}).next(reported, limits, 0)).toBe(applied);
  });

  it('says nothing for a height that is already there, however the fraction swings', () => {
    expect(feed([612.1, 612.6, 613, 612.3, 612.9], 5)).toEqual([613]);
  });

  it('keeps the smallest height when the limits contradict each other', () => {
    expect(createHeightGate(() => {}).next(300, { minPx: 500, maxPx: 200 }, 0)).toBe(500);
  });

  it('lets an animation of 900 ms at 60 frames a second pass in full', () => {
    expect(
      feed(
        count(54, (index) => 300 + index * 5),
        FRAME_MS,
      ),
    ).toHaveLength(54);
  });

  it('lets a user who opens and closes something three times a second go on for an hour', () => {
    const onCapped = vi.fn();
    const heights = count(3 * 3600, (index) => (index % 2 === 0 ? 400 : 640));
    expect(feed(heights, 334, createHeightGate(onCapped))).toHaveLength(3 * 3600);
    expect(onCapped).not.toHaveBeenCalled();
  });

  it('stops a page that grows by its own frame, and tells so once', () => {
    const onCapped = vi.fn();
    const applied = feed(
      count(5000, (index) => 300 + index),
      FRAME_MS,
      createHeightGate(onCapped),
    );
    expect(applied.length).toBeLessThan(80);
    expect(onCapped.mock.calls).toEqual([[applied.at(-1)]]);
  });

  it('stops a page that swings, at its tallest', () => {
    const onCapped = vi.fn();
    const applied = feed(
      count(5000, (index) => (index % 2 === 0 ? 700 : 420)),
      FRAME_MS,
      createHeightGate(onCapped),
    );
    expect(applied.length).toBeLessThan(80);
    expect(applied.at(-1)).toBe(700);
    expect(onCapped.mock.calls).toEqual([[700]]);
  });

  it('listens again after a step, without telling twice', () => {
    const onCapped = vi.fn();
    const gate = createHeightGate(onCapped);
    feed(
      count(500, (index) => 300 + index),
      FRAME_MS,
      gate,
    );
    gate.reset();
    expect(gate.next(350, limits, 60_000)).toBe(350);
    feed(
      count(500, (index) => 300 + index),
      FRAME_MS,
      gate,
    );
    expect(onCapped).toHaveBeenCalledOnce();
  });
});
