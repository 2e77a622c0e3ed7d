import type { SessionChange } from '../store/store.ts';
import type { PayoutEventName } from './states.ts';

/** A step of the state table, or a note that changes no phase; both go to the audit. */
export interface PayoutMove extends Omit<
  SessionChange,
  'sessionId' | 'expectedVersion' | 'lease' | 'phase' | 'reason' | 'events' | 'notices'
> {
  /** In order; the phase is what the table makes of them. */
  readonly events: readonly { readonly name: PayoutEventName; readonly reason: string | null }[];
  readonly notes?: readonly { readonly name: string; readonly reason: string | null }[] | undefined;
}

/** Two moves in one commit. */
export function joinMoves(first: PayoutMove, second: PayoutMove): PayoutMove {
  return {
    ...first,
    ...second,
    events: [...first.events, ...second.events],
    notes: [...(first.notes ?? []), ...(second.notes ?? [])],
    attempts: [...(first.attempts ?? []), ...(second.attempts ?? [])],
    flows: [...(first.flows ?? []), ...(second.flows ?? [])],
  };
}
