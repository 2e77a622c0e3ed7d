import type { RemoteFlow } from '../../dots-api/remote-records.ts';
import type { FlowRecord } from '../../store/records.ts';
import type { PayoutContext } from '../payout-context.ts';
import { readFlowMark } from '../payout-metadata.ts';
import type { Work } from '../work.ts';

/** A link that was signed in and is not any more; one that never was asks for a code by itself. */
export const isAged = ({ clock }: PayoutContext, { signedInUntilMs }: FlowRecord): boolean =>
  signedInUntilMs !== null && signedInUntilMs <= clock.nowMs();

/** The Flow that we made carries our session in its metadata; one that carries another is not believed. */
export function isOurFlow(context: PayoutContext, work: Work, remote: RemoteFlow): boolean {
  const { sessionId, reference } = work.bundle.session;
  const mark = readFlowMark(remote.metadata);
  if (mark.sessionId === null || mark.sessionId === sessionId) return true;
  context.emit({ type: 'alarm', alarm: 'foreign-flow', payoutId: reference, sessionId });
  return false;
}

/** Writes down newly done steps and who signed in, if that is news. */
export function stageProgress(work: Work, flow: FlowRecord, remote: RemoteFlow): void {
  const dotsUserId = remote.userId ?? flow.dotsUserId;
  const completedSteps = [...new Set([...flow.completedSteps, ...remote.completedSteps])];
  if (dotsUserId === flow.dotsUserId && completedSteps.length === flow.completedSteps.length) return;
  work.stage({
    events: [],
    notes: [{ name: 'flow-progress', reason: null }],
    flows: [{ flowId: flow.flowId, completedSteps, dotsUserId }],
  });
}
