import { describe, expect, it } from 'vitest';
import { measurePairs, median, quantile, summarizePairs } from './statistics.ts';

describe('quantile', () => {
  it('takes the middle of the sorted values', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('interpolates between neighbours', () => {
    expect(quantile([0, 10, 20, 30, 40], 0.25)).toBe(10);
    expect(quantile([0, 10], 0.25)).toBe(2.5);
  });

  it('refuses an empty list', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('summarizePairs', () => {
  it('divides median by median and shows the middle half of the single ratios', () => {
    const summary = summarizePairs([
      { ours: 1, peer: 1 },
      { ours: 2, peer: 1 },
      { ours: 30, peer: 10 },
    ]);
    expect(summary).toEqual({ oursMedian: 2, peerMedian: 1, ratio: 2, ratioLow: 1.5, ratioHigh: 2.5 });
  });
});

describe('measurePairs', () => {
  it('swaps who goes first every round and drops the warm-up', async () => {
    const calls: string[] = [];
    let clock = 0;
    const side = (name: string) => () => {
      calls.push(name);
      clock += 1;
      return Promise.resolve(clock);
    };
    const pairs = await measurePairs({ warmUpRounds: 1, rounds: 2, ours: side('ours'), peer: side('peer') });
    expect(calls).toEqual(['ours', 'peer', 'peer', 'ours', 'ours', 'peer']);
    expect(pairs).toEqual([
      { ours: 4, peer: 3 },
      { ours: 5, peer: 6 },
    ]);
  });
});
