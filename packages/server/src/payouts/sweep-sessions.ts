import { isDotsFlowsError } from '@dots-flows/core';
import { driveClaimed } from './drive-session.ts';
import type { PayoutContext } from './payout-context.ts';
import type { SweepReport } from './payout-service.ts';
import { processMessage } from './process-message.ts';
import { createWork, SWEEP_MODE } from './work.ts';

export interface SweepLimits {
  readonly sessions: number;
  readonly messages: number;
  readonly notices: number;
}

/** How many sessions of one pass are worked on at the same time: most of it is waiting for Dots. */
const PARALLEL = 8;
const FIRST_NOTICE_RETRY_MS = 5_000;
const LONGEST_NOTICE_RETRY_MS = 60 * 60_000;

/**
 * One pass over everything that is due: the inbox first, because its hints make sessions due, then sessions, then notices.
 *
 * @param isStopping - Asked before each: what was claimed and not begun is given back at once, for other instances.
 */
export async function sweepOnce(
  context: PayoutContext,
  limits: SweepLimits,
  isStopping: () => boolean = () => false,
): Promise<SweepReport> {
  const { store, rules } = context;
  const messages = await store.claimMessages({ limit: limits.messages, leaseMs: rules.times.messageLeaseMs });
  for (const message of messages) {
    if (isStopping()) await store.finishMessage({ messageId: message.messageId, retryInMs: 0 });
    else await processMessage(context, message);
  }

  if (isStopping()) return { sessions: 0, webhooks: messages.length, more: true };

  const claimed = await store.claim({ limit: limits.sessions, leaseMs: rules.times.leaseMs });
  await inParallel(claimed, PARALLEL, async (bundle) => {
    const work = createWork(context, bundle);
    try {
      if (isStopping()) await work.rest({ dueInMs: 0 });
      else await driveClaimed(context, work, SWEEP_MODE, { error: null });
    } catch (error) {
      // One session's trouble must not keep the others waiting; its lease ends by itself.
      if (!isDotsFlowsError(error)) throw error;
      context.emit({ type: 'sweep-failed', code: error.code });
    }
  });

  const notices = await deliverNotices(context, limits.notices);
  const more = messages.length === limits.messages || claimed.length === limits.sessions || notices === limits.notices;
  return { sessions: claimed.length, webhooks: messages.length, more };
}

async function deliverNotices({ store, host, rules, emit, crashPoint }: PayoutContext, limit: number): Promise<number> {
  if (host.onNotice === null) return 0;
  const notices = await store.claimNotices({ limit, leaseMs: rules.times.messageLeaseMs });
  for (const { noticeId, body, tries } of notices) {
    let retryInMs: number | null = null;
    try {
      await host.onNotice(JSON.parse(body));
    } catch (error) {
      if (!isDotsFlowsError(error)) throw error;
      retryInMs = Math.min(FIRST_NOTICE_RETRY_MS * 2 ** (tries - 1), LONGEST_NOTICE_RETRY_MS);
      emit({ type: 'notice-delayed', noticeId, tries });
    }
    await crashPoint('CP22');
    await store.finishNotice({ noticeId, retryInMs });
  }
  return notices.length;
}

async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}
