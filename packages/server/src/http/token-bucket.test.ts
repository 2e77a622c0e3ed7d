import { describe, expect, it } from 'vitest';
import { createTokenBuckets } from './token-bucket.ts';

function bucketsAt(capacity: number, periodMs: number) {
  const time = { nowMs: 1000 };
  return { time, buckets: createTokenBuckets({ capacity, periodMs }, { nowMs: () => time.nowMs }) };
}

describe('createTokenBuckets', () => {
  it('gives the capacity at once and then says how long to wait', () => {
    const { buckets } = bucketsAt(3, 3000);
    expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([0, 0, 0]);
    expect(buckets.take('a')).toBe(1000);
  });

  it('refills evenly and never beyond the capacity', () => {
    const { buckets, time } = bucketsAt(2, 2000);
    buckets.take('a');
    buckets.take('a');
    time.nowMs += 500;
    expect(buckets.take('a')).toBe(500);
    time.nowMs += 500;
    expect(buckets.take('a')).toBe(0);
    time.nowMs += 1_000_000;
    expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 0]);
    expect(buckets.take('a')).toBeGreaterThan(0);
  });

  it('keeps keys apart', () => {
    const { buckets } = bucketsAt(1, 1000);
    expect([buckets.take('a'), buckets.take('b')]).toEqual([0, 0]);
    expect(buckets.take('a')).toBeGreaterThan(0);
  });

  it('takes nothing away when the clock is set back', () => {
    const { buckets, time } = bucketsAt(2, 1000);
    buckets.take('a');
    time.nowMs -= 900;
    expect(buckets.take('a')).toBe(0);
    expect(buckets.take('a')).toBeGreaterThan(0);
  });

  it('remembers a key that is in use through a flood of others', () => {
    const { buckets } = bucketsAt(1, 1_000_000);
    let taken = 0;
    for (let index = 0; index < 25_000; index += 1) {
      if (buckets.take('busy') === 0) taken += 1;
      buckets.take(`other-${index}`);
    }
    expect(taken).toBe(1);
  });
});
