/** The value that a share of the others stays below, interpolated between neighbours. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('A quantile needs at least one value.');
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** One round of a comparison: both sides measured right after one another, under the same load of the machine. */
export interface Pair {
  readonly ours: number;
  readonly peer: number;
}

export interface RatioSummary {
  readonly oursMedian: number;
  readonly peerMedian: number;
  /** Median of ours over median of the peer's. */
  readonly ratio: number;
  /** The middle half of the ratios within one round: how far a single round may lie off. */
  readonly ratioLow: number;
  readonly ratioHigh: number;
}

export function summarizePairs(pairs: readonly Pair[]): RatioSummary {
  const oursMedian = median(pairs.map((pair) => pair.ours));
  const peerMedian = median(pairs.map((pair) => pair.peer));
  const ratios = pairs.map((pair) => pair.ours / pair.peer);
  return {
    oursMedian,
    peerMedian,
    ratio: oursMedian / peerMedian,
    ratioLow: quantile(ratios, 0.25),
    ratioHigh: quantile(ratios, 0.75),
  };
}

/**
 * Measures two sides in turns: ours first in one round, the peer first in the next, so that neither profits from what
 * the other warmed up. The warm-up rounds are run and thrown away.
 */
export async function measurePairs(options: {
  readonly warmUpRounds: number;
  readonly rounds: number;
  readonly ours: () => Promise<number>;
  readonly peer: () => Promise<number>;
}): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < options.warmUpRounds + options.rounds; round += 1) {
    const oursFirst = round % 2 === 0;
    const first = await (oursFirst ? options.ours : options.peer)();
    const second = await (oursFirst ? options.peer : options.ours)();
    if (round < options.warmUpRounds) continue;
    pairs.push(oursFirst ? { ours: first, peer: second } : { ours: second, peer: first });
  }
  return pairs;
}
