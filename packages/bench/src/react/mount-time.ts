import { atMost, SectionBuilder } from '../measurement.ts';
import type { Bar, Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import { measurePairs, median, summarizePairs } from '../statistics.ts';
import type { BrowserSession } from './browser-session.ts';

type Peer = 'bare' | 'bare-with-allow';

interface MountCase {
  readonly name: string;
  readonly frames: number;
  readonly peer: Peer;
  /** An app has its provider from its start; frames come and go. */
  readonly isInApp: boolean;
  readonly warmUpRounds: number;
  readonly rounds: number;
  readonly bar?: Bar;
}

const CASES: readonly MountCase[] = [
  { name: '1-frames', frames: 1, peer: 'bare', isInApp: true, warmUpRounds: 15, rounds: 600, bar: atMost(1.1) },
  { name: '10-frames', frames: 10, peer: 'bare', isInApp: true, warmUpRounds: 4, rounds: 60 },
  { name: '50-frames', frames: 50, peer: 'bare', isInApp: true, warmUpRounds: 2, rounds: 60, bar: atMost(1.1) },
  { name: '1-frames-same-allow', frames: 1, peer: 'bare-with-allow', isInApp: true, warmUpRounds: 15, rounds: 600 },
  { name: '1-frames-with-provider', frames: 1, peer: 'bare', isInApp: false, warmUpRounds: 15, rounds: 600 },
];

export async function measureMountTime(session: BrowserSession): Promise<Section> {
  const columns = ['', 'DotsFlowFrame ms', 'bare iframe ms', 'ratio', 'middle half', 'script only', 'rounds'];
  const section = new SectionBuilder('React mount to iframe navigation', columns)
    .note(`Chromium ${session.browserVersion}, React 19 production, both sides in turns in one page, medians.`)
    .note(
      'Both come and go by the state of one component in an app whose providers stay; "with-provider": all is mounted.',
    )
    .note(
      'From the change of that state until the request for the last frame goes out (Resource Timing, requestStart).',
    )
    .note('"same-allow": the bare iframe also hands its page the clipboard, which costs the browser time of its own.')
    .note('"script only": the same ratio up to startTime, before the browser has done its part of the navigation.');
  for (const mountCase of CASES) {
    const { name, rounds, bar } = mountCase;
    const { requested, begunRatio } = await compareMounts(session, mountCase);
    section
      .row(
        name,
        formatNumber(requested.oursMedian),
        formatNumber(requested.peerMedian),
        `${formatNumber(requested.ratio)}x`,
        `${formatNumber(requested.ratioLow)}-${formatNumber(requested.ratioHigh)}`,
        `${formatNumber(begunRatio)}x`,
        String(rounds),
      )
      .measure(`react/mount/${name}`, requested.ratio, 'x', bar)
      .measure(`react/mount/${name}/script-only`, begunRatio, 'x');
  }
  return section.build();
}

async function compareMounts({ page, frameOrigin }: BrowserSession, mountCase: MountCase) {
  const { frames, peer, isInApp, warmUpRounds, rounds } = mountCase;
  const begun: Record<'ours' | 'peer', number[]> = { ours: [], peer: [] };
  const time = (side: 'ours' | 'peer') => async () => {
    const times = await page.evaluate(
      ([subject, origin, count, inApp]) => window.bench.timeMount(subject, origin, count, inApp),
      [side === 'ours' ? side : peer, frameOrigin, frames, isInApp] as const,
    );
    begun[side].push(times.begunMs);
    return times.requestedMs;
  };
  const pairs = await measurePairs({ warmUpRounds, rounds, ours: time('ours'), peer: time('peer') });
  const begunMedian = (side: 'ours' | 'peer') => median(begun[side].slice(warmUpRounds));
  return { requested: summarizePairs(pairs), begunRatio: begunMedian('ours') / begunMedian('peer') };
}
