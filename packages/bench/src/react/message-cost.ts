import { atMost, SectionBuilder } from '../measurement.ts';
import type { Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import { measurePairs, median, summarizePairs } from '../statistics.ts';
import type { Pair } from '../statistics.ts';
import type { BrowserSession } from './browser-session.ts';

const FRAMES = 50;
const MESSAGES = 10_000;
const BAR = atMost(2);

export async function measureMessageCost({ page, frameOrigin, strangerOrigin }: BrowserSession): Promise<Section> {
  const columns = ['', 'DotsFlowFrame ms', 'bare listener ms', 'ratio', 'middle half'];
  const section = new SectionBuilder(`${MESSAGES.toLocaleString('en-US')} foreign messages, ${FRAMES} frames`, columns)
    .note('Against one bare listener that compares the origin and leaves, beside as many bare iframes.')
    .note('"posted": another window posts them. "dispatched": the listeners alone, without the way of a message.');
  const row = (name: string, pairs: readonly Pair[]) => {
    const { oursMedian, peerMedian, ratio, ratioLow, ratioHigh } = summarizePairs(pairs);
    section
      .row(
        name,
        formatNumber(oursMedian),
        formatNumber(peerMedian),
        `${formatNumber(ratio)}x`,
        `${formatNumber(ratioLow)}-${formatNumber(ratioHigh)}`,
      )
      .measure(`react/messages/${name}`, ratio, 'x', BAR);
  };

  const messages = { frameOrigin, strangerOrigin, frames: FRAMES, messages: MESSAGES };
  const posted = (subject: 'ours' | 'bare') => () =>
    page.evaluate((options) => window.bench.timePostedMessages(options), { subject, ...messages }).then(median);
  row('posted', await measurePairs({ warmUpRounds: 1, rounds: 7, ours: posted('ours'), peer: posted('bare') }));

  const dispatched = (subject: 'ours' | 'bare') => () =>
    page.evaluate((options) => window.bench.timeDispatchedMessages(options), { subject, ...messages }).then(median);
  row(
    'dispatched',
    await measurePairs({ warmUpRounds: 1, rounds: 7, ours: dispatched('ours'), peer: dispatched('bare') }),
  );
  return section.build();
}
