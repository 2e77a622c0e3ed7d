import { attention } from '../commit-move.ts';
import type { LookUpResult } from '../look-up.ts';
import { mergeTransfers } from '../merge-transfers.ts';
import type { PayoutContext } from '../payout-context.ts';
import { planNextLook } from '../plan-next-look.ts';
import { restAfterFailure, restAsPlanned } from '../step-failure.ts';
import type { StepFailure } from '../step-failure.ts';
import type { StepMode, StepResult, Work } from '../work.ts';
import { lookForPayout } from './look-for-payout.ts';
import { postTransfer } from './post-transfer.ts';

/**
 * `READY` and `SENDING`: looks at Dots first, every time. A transfer that is found is adopted; when none is found, the
 * rules decide whether to wait, to send the same key, or to give up.
 */
export async function sendTransfer(
  context: PayoutContext,
  work: Work,
  mode: StepMode,
  failure: StepFailure,
  ahead?: LookUpResult,
): Promise<StepResult> {
  const { rules } = context;
  const attempt = work.bundle.attempts.at(-1);
  if (attempt === undefined) return work.rest({ dueInMs: null });
  await context.crashPoint('CP10');
  // A transfer of an earlier ordinal was sent a moment ago: nothing can go out now, so there is nothing to look for.
  const quietLeftMs = quietLeft(work, rules.times.quietMs);
  if (work.bundle.session.phase === 'READY' && quietLeftMs > 0) return work.rest({ dueInMs: quietLeftMs });

  if (rules.looksFirst(attempt)) {
    const look = ahead ?? (await lookForPayout(context, work));
    await context.crashPoint('CP10b');
    if (look.kind === 'failed') return restAfterFailure(context, work, failure, look.answer);
    if (look.kind === 'too-many') return work.settle(attention('too-many-transfers'), null);
    if (look.kind === 'found') {
      const move = mergeTransfers(
        work.bundle,
        look.transfers.map((transfer) => ({ transfer })),
        rules,
      );
      if (move !== null) return adopt(context, work, move);
      // All that was found is known, and dead: it does not stand in the way of this attempt.
    }
  }

  const waitMs = await waitAfterRestore(context, work);
  if (waitMs > 0) return work.rest({ dueInMs: waitMs });
  const decision = rules.decideSending({ attempt, nowMs: work.nowMs(), times: rules.times });
  switch (decision.kind) {
    case 'post':
      return postTransfer(context, work, mode, failure, attempt);
    case 'refused':
      return work.settle({ events: [{ name: 'transfer-refused', reason: 'transfer-refused' }] }, null);
    case 'attention':
      return work.settle(attention(decision.reason), rules.times.attentionPollMs);
    case 'wait': {
      if (!decision.isCounted) return restAsPlanned(context, work);
      const note = { name: 'look-up-empty', reason: attempt.answer };
      const dueInMs = decision.nextInMs ?? planNextLook(context, work.bundle);
      return work.settle(
        { events: [], notes: [note], attempts: [{ type: 'empty-look', ordinal: attempt.ordinal }] },
        dueInMs,
      );
    }
  }
}

async function adopt(
  context: PayoutContext,
  work: Work,
  move: NonNullable<ReturnType<typeof mergeTransfers>>,
): Promise<StepResult> {
  const outcome = await work.commit(move);
  await context.crashPoint('CP18');
  return outcome === 'lost' ? 'rested' : 'again';
}

/** How long the quiet period of the newest intent of any attempt still is, in milliseconds; 0 or less: it is over. */
function quietLeft(work: Work, quietMs: number): number {
  const last = work.bundle.attempts.map(({ lastIntentAtMs }) => lastIntentAtMs ?? 0);
  return Math.max(0, ...last) + quietMs - work.nowMs();
}

/** A store that came out of a backup may have forgotten a POST that is still on its way: it waits one quiet period. */
async function waitAfterRestore({ opened, rules }: PayoutContext, work: Work): Promise<number> {
  const { epochSinceMs } = await opened();
  return epochSinceMs === null ? 0 : epochSinceMs + rules.times.quietMs - work.nowMs();
}
