import { atMost, SectionBuilder } from '../measurement.ts';
import type { Bar, Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import { measurePairs, median, summarizePairs } from '../statistics.ts';
import type { BrowserSession } from './browser-session.ts';

interface MountCase {
  readonly frames: number;
  readonly warmUpRounds: number;
  readonly rounds: number;
  readonly bar?: Bar;
}

const CASES: readonly MountCase[] = [
  { frames: 1, warmUpRounds: 15, rounds: 100, bar: atMost(1.1) },
  { frames: 10, warmUpRounds: 4, rounds: 30 },
  { frames: 50, warmUpRounds: 2, rounds: 20, bar: atMost(1.1) },
];

export async function measureMountTime(session: BrowserSession): Promise<Section> {
  const columns = ['frames', 'DotsFlowFrame ms', 'bare iframe ms', 'ratio', 'middle half', 'script only', 'rounds'];
  const section = new SectionBuilder('React mount to iframe navigation', columns)
    .note(`Chromium ${session.browserVersion}, React 19 production, both sides in turns in one page, medians.`)
    .note('From root.render() until the request for the last frame goes out (Resource Timing, requestStart).')
    .note('"script only": the same ratio up to startTime, before the browser has done its part of the navigation.');
  for (const mountCase of CASES) {
    const { frames, rounds, bar } = mountCase;
    const { requested, begunRatio } = await compareMounts(session, mountCase);
    section
      .row(
        String(frames),
        formatNumber(requested.oursMedian),
        formatNumber(requested.peerMedian),
        `${formatNumber(requested.ratio)}x`,
        `${formatNumber(requested.ratioLow)}-${formatNumber(requested.ratioHigh)}`,
        `${formatNumber(begunRatio)}x`,
        String(rounds),
      )
      .measure(`react/mount/${frames}-frames`, requested.ratio, 'x', bar)
      .measure(`react/mount/${frames}-frames/script-only`, begunRatio, 'x');
  }
  return section.build();
}

async function compareMounts({ page, frameOrigin }: BrowserSession, { frames, warmUpRounds, rounds }: MountCase) {
  const begun: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  const time = (subject: 'ours' | 'bare') => async () => {
    const times = await page.evaluate(([side, origin, count]) => window.bench.timeMount(side, origin, count), [
      subject,
      frameOrigin,
      frames,
    ] as const);
    begun[subject].push(times.begunMs);
    return times.requestedMs;
  };
  const pairs = await measurePairs({ warmUpRounds, rounds, ours: time('ours'), peer: time('bare') });
  const begunMedian = (subject: 'ours' | 'bare') => median(begun[subject].slice(warmUpRounds));
  return { requested: summarizePairs(pairs), begunRatio: begunMedian('ours') / begunMedian('bare') };
}
