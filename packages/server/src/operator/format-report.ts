import { formatCents } from '@dots-flows/core';
import type { OperatorReport, OperatorSummary } from '../payouts/operator.ts';

/** Ids come from elsewhere: what could steer a terminal is shown as a dot. */
function plain(text: string): string {
  return text.replaceAll(/\p{C}/gu, '·');
}

/** One payout in one line. */
export function formatSummary(summary: OperatorSummary): string {
  const { payoutId, accountId, amountCents, phase, reason, since } = summary;
  const state = reason === null ? phase : `${phase} (${reason})`;
  return `${plain(payoutId)}  ${formatCents(amountCents)}  ${state}  account ${plain(accountId)}  since ${since}`;
}

/** Everything that a decision needs: first what Dots shows, then what is written down. */
export function formatReport(report: OperatorReport): string {
  const { atDots, attempts, events, dotsUserId } = report;
  const transfers =
    atDots === null
      ? ['The payee is not known yet, so nothing was looked for.']
      : atDots.length === 0
        ? ['No transfer of this payout.']
        : atDots.map(
            ({ transferId, status, amountCents, userId }) =>
              `${plain(transferId)}  ${plain(status)}  ${amountOf(amountCents)}  to ${plain(userId ?? 'nobody')}`,
          );
  const tries = attempts.map(({ ordinal, transferId, status, postCount, firstIntentAtMs, answer }) => {
    const sent = firstIntentAtMs === null ? 'not sent' : `sent ${postCount}x since ${isoOf(firstIntentAtMs)}`;
    const known =
      transferId === null ? `no transfer known${answer === null ? '' : `, last answer ${answer}`}` : plain(transferId);
    return `${ordinal}.  ${sent}  ${known}${status === null ? '' : `  ${plain(status)}`}`;
  });
  const history = events.map(
    ({ atMs, name, toPhase, reason }) =>
      `${isoOf(atMs)}  ${name}  -> ${toPhase}${reason === null ? '' : ` (${reason})`}`,
  );
  return [
    formatSummary(report),
    `payee at Dots: ${plain(dotsUserId ?? 'not known')}   version: ${report.version}`,
    ...section('Dots shows, now', transfers),
    ...section('Attempts', tries.length === 0 ? ['None.'] : tries),
    ...section('What happened', history),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]) => ['', title, ...lines.map((line) => `  ${line}`)];

const isoOf = (ms: number) => new Date(ms).toISOString();

/** What Dots shows may have no amount, or one that cannot be read. */
function amountOf(amountCents: number | null): string {
  if (amountCents === null) return 'no amount';
  return Number.isNaN(amountCents) ? 'an amount that cannot be read' : formatCents(Math.abs(amountCents));
}
