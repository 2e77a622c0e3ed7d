import type { Phase } from '../store/records.ts';

/**
 * The states of a payout, as data.
 *
 * What is true in each phase:
 * - `CREATED`: amount and account are fixed; no Flow of it is known.
 * - `ONBOARDING`: an onboarding Flow was committed; the user has steps to do. Abandoned Flows are replaced: not money.
 * - `VERIFYING`: who the user is is known; whether this user may be paid for this account is being checked.
 * - `READY`: account and user are bound, the key is committed. Nothing was sent under that key by this row.
 * - `SENDING`: **the intent is committed: money may have moved from here on.** Only a look-up or an answer leaves it.
 * - `ACCEPTED`: a transfer exists and is on its way (`created`, `pending`, or a status that is not known yet).
 * - `HELD`: somebody else's decision: Dots reviews the transfer (after it was sent) or the payee (before).
 * - `ATTENTION`: things do not add up; a person of the host looks. Nothing is sent from here.
 * - `FUNDED`: the transfer is `completed`; nobody has asked for the payout Flow yet.
 * - `PRESENTING`: a payout Flow was committed; its link may be shown.
 * - `DONE`: the payout step is complete.
 * - `FAILED`: Dots shows the transfer failed or canceled, or has provably refused to make one.
 * - `REVERSED`: the transfer was taken back. Never repaid by itself.
 * - `CANCELLED`: ended by the host before anything was sent.
 */
export type PayoutEventName =
  | 'flow-created'
  | 'payee-known'
  | 'steps-done'
  | 'steps-missing'
  | 'payee-held'
  | 'payee-cleared'
  | 'intent-committed'
  | 'transfer-moving'
  | 'transfer-flagged'
  | 'transfer-completed'
  | 'transfer-dead'
  | 'transfer-reversed'
  | 'transfer-refused'
  | 'payout-flow-shown'
  | 'payout-done'
  | 'retry-allowed'
  | 'resumed'
  | 'needs-operator'
  | 'cancelled';

/** What every phase after `READY` does with a fact about the transfer, unless its own row says otherwise. */
const FACTS = {
  'transfer-moving': 'ACCEPTED',
  'transfer-flagged': 'HELD',
  'transfer-completed': 'FUNDED',
  'transfer-dead': 'FAILED',
  'transfer-reversed': 'REVERSED',
  'needs-operator': 'ATTENTION',
} as const;

/** phase x event -> phase. A pair that is not here is not allowed. */
export const TRANSITIONS: Readonly<Record<Phase, Readonly<Partial<Record<PayoutEventName, Phase>>>>> = {
  CREATED: {
    'flow-created': 'ONBOARDING',
    'payee-known': 'VERIFYING',
    cancelled: 'CANCELLED',
  },
  ONBOARDING: {
    'flow-created': 'ONBOARDING',
    'payee-known': 'VERIFYING',
    'steps-done': 'VERIFYING',
    cancelled: 'CANCELLED',
  },
  VERIFYING: {
    'steps-missing': 'ONBOARDING',
    'payee-held': 'HELD',
    'payee-cleared': 'READY',
    'needs-operator': 'ATTENTION',
    cancelled: 'CANCELLED',
  },
  READY: { ...FACTS, 'intent-committed': 'SENDING', cancelled: 'CANCELLED' },
  SENDING: { ...FACTS, 'intent-committed': 'SENDING', 'transfer-refused': 'FAILED' },
  ACCEPTED: FACTS,
  HELD: {
    ...FACTS,
    'payee-held': 'HELD',
    'payee-cleared': 'READY',
    'steps-missing': 'ONBOARDING',
    cancelled: 'CANCELLED',
  },
  ATTENTION: {
    ...FACTS,
    resumed: 'READY',
    cancelled: 'CANCELLED',
  },
  // A completed transfer only ever becomes a reversed one.
  FUNDED: {
    'payout-flow-shown': 'PRESENTING',
    'payout-done': 'DONE',
    'transfer-reversed': 'REVERSED',
    'needs-operator': 'ATTENTION',
  },
  PRESENTING: {
    'payout-flow-shown': 'PRESENTING',
    'payout-done': 'DONE',
    'transfer-reversed': 'REVERSED',
    'needs-operator': 'ATTENTION',
  },
  DONE: { 'transfer-reversed': 'REVERSED', 'needs-operator': 'ATTENTION' },
  FAILED: { ...FACTS, 'retry-allowed': 'READY' },
  REVERSED: { 'needs-operator': 'ATTENTION', 'retry-allowed': 'READY' },
  CANCELLED: { 'needs-operator': 'ATTENTION' },
};

/** The phase after an event; `null` when the event is not allowed there. */
export function transition(phase: Phase, event: PayoutEventName): Phase | null {
  // A phase of newer code has no row here, and is left alone.
  return (TRANSITIONS as Partial<typeof TRANSITIONS>)[phase]?.[event] ?? null;
}

/** Phases in which this row has sent nothing, so that the amount may be amended and the payout cancelled. */
export const BEFORE_INTENT: readonly Phase[] = ['CREATED', 'ONBOARDING', 'VERIFYING', 'READY'];

/** Phases whose transfer may still change, or may be found. */
export const KNOWS_TRANSFERS: readonly Phase[] = [
  'READY',
  'SENDING',
  'ACCEPTED',
  'HELD',
  'ATTENTION',
  'FUNDED',
  'PRESENTING',
  'DONE',
  'FAILED',
  'REVERSED',
  'CANCELLED',
];
