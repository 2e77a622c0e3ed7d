import type { SessionRecord } from './records.ts';
import type { NewSession } from './store.ts';

/** The row of a session at the moment it is made. */
export function newSession(request: NewSession, nowMs: number): SessionRecord {
  const { leaseMs, countFlowsWithinMs: _, ...session } = request;
  return {
    ...session,
    phase: 'CREATED',
    reason: null,
    version: 1,
    fence: leaseMs === undefined ? 0 : 1,
    leaseUntilMs: leaseMs === undefined ? null : nowMs + leaseMs,
    nextAtMs: null,
    hints: 0,
    hintsSeen: 0,
    polls: 0,
    refusedSinceMs: null,
    dotsUserId: null,
    trust: null,
    createdAtMs: nowMs,
    phaseSinceMs: nowMs,
    updatedAtMs: nowMs,
  };
}
