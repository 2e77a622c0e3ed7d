import type { Clock } from '../clock.ts';

/** How much may happen: `capacity` at once, refilled evenly so that as many again may happen within `periodMs`. */
export interface BucketRate {
  readonly capacity: number;
  readonly periodMs: number;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** Buckets remembered at the most; a flood of accounts must not become a flood of memory. */
const MAX_BUCKETS = 10_000;

/** Token buckets by key, in the memory of this instance. */
export interface TokenBuckets {
  /** Takes a token and answers 0, or takes none and answers how many milliseconds it is until there is one. */
  take(key: string): number;
}

/** Makes buckets that all have the same rate. */
export function createTokenBuckets({ capacity, periodMs }: BucketRate, clock: Pick<Clock, 'nowMs'>): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  const perMs = capacity / periodMs;

  function refill(bucket: Bucket, now: number): void {
    // A clock that was set back must not take tokens away.
    bucket.tokens = Math.min(capacity, bucket.tokens + Math.max(0, now - bucket.filledAtMs) * perMs);
    bucket.filledAtMs = now;
  }

  /** The bucket untouched for longest gives way. It is also the one most likely to be full, and then nothing is lost. */
  function makeRoom(): void {
    const [oldest] = buckets.keys();
    if (oldest !== undefined) buckets.delete(oldest);
  }

  return {
    take(key) {
      const now = clock.nowMs();
      let bucket = buckets.get(key);
      if (bucket) {
        refill(bucket, now);
        // Map order is age of use: taking it out and putting it back makes it the youngest.
        buckets.delete(key);
      } else {
        if (buckets.size >= MAX_BUCKETS) makeRoom();
        bucket = { tokens: capacity, filledAtMs: now };
      }
      buckets.set(key, bucket);
      if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perMs);
      bucket.tokens -= 1;
      return 0;
    },
  };
}
