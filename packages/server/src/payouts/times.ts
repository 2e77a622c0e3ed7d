const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** All waits, in milliseconds. Each with the reason for its size. */
export interface Times {
  readonly leaseMs: number;
  readonly quietMs: number;
  readonly trustMs: number;
  readonly lookBackMs: number;
  readonly intentFreshMs: number;
  readonly credentialsPatienceMs: number;
  readonly invisiblePatienceMs: number;
  readonly sweepEveryMs: number;
  readonly sweepLimit: number;
  readonly piggyBackEveryMs: number;
  readonly firstBackoffMs: number;
  readonly longestBackoffMs: number;
  readonly onboardingPollMs: number;
  readonly onboardingLongestPollMs: number;
  readonly onboardingPatienceMs: number;
  readonly transferPollMs: number;
  readonly transferLongestPollMs: number;
  readonly heldPollMs: number;
  readonly attentionPollMs: number;
  readonly presentingPollMs: number;
  readonly presentingPatienceMs: number;
  readonly reversalPollMs: number;
  readonly reversalPatienceMs: number;
  readonly watchedPollMs: number;
  readonly storePollMs: number;
  readonly toldStorePollMs: number;
  readonly advanceBudgetMs: number;
  readonly signedInMs: number;
  readonly clockSkewMs: number;
  readonly inboxKeptMs: number;
  readonly messageLeaseMs: number;
  readonly purgeEveryMs: number;
}

export const TIMES: Times = Object.freeze({
  /** One step holds a lease; it has to outlast the slowest call (20 s) with room for the commits around it. */
  leaseMs: 60 * SECOND,
  /** A POST that was given up after 20 s may still be carried out; after this long it either was or never will be. */
  quietMs: 90 * SECOND,
  /** Dots keeps keys for 24 h (documented); half of that is trusted, because its clock and start are not ours. */
  trustMs: 12 * HOUR,
  /** How much further back than the first intent a look-up reaches: room for two clocks that differ. */
  lookBackMs: 10 * MINUTE,
  /** A POST starts this soon after its intent or not at all: a process that slept in between must not send late. */
  intentFreshMs: 10 * SECOND,
  /** How long refused credentials are a fault that may mend itself. */
  credentialsPatienceMs: HOUR,
  /** A rejected key means that a transfer exists; one that no list shows for this long is a case for a person. */
  invisiblePatienceMs: HOUR,
  sweepEveryMs: 5 * SECOND,
  sweepLimit: 50,
  /** Under load a small sweep with every request would be most of the work, and find little more than one a second does. */
  piggyBackEveryMs: SECOND,
  firstBackoffMs: 2 * SECOND,
  longestBackoffMs: 10 * MINUTE,
  /** Webhooks and the browser say when a step is done; this is for when both stay silent. */
  onboardingPollMs: 15 * SECOND,
  onboardingLongestPollMs: HOUR,
  onboardingPatienceMs: 7 * DAY,
  transferPollMs: 2 * SECOND,
  transferLongestPollMs: HOUR,
  heldPollMs: 15 * MINUTE,
  attentionPollMs: HOUR,
  presentingPollMs: HOUR,
  presentingPatienceMs: 7 * DAY,
  /** A reversal comes by webhook; this is for when it does not. 60 days is the usual time for a bank's return. */
  reversalPollMs: DAY,
  reversalPatienceMs: 60 * DAY,
  /** While a browser waits, a Flow is asked this often; its messages and webhooks are faster. */
  watchedPollMs: 10 * SECOND,
  /** How often a waiting read looks into the store for what other processes changed. */
  storePollMs: SECOND,
  toldStorePollMs: 5 * SECOND,
  /** A request starts no further step after this long: proxies give up at about 30 s. */
  advanceBudgetMs: 15 * SECOND,
  /** How long a signed-in link lives (documented: 15 min), less a minute for the way to the browser. */
  signedInMs: 14 * MINUTE,
  /** From here on a difference of clocks is reported: webhooks fail at 5 min. */
  clockSkewMs: MINUTE,
  /** Longer than all retries of a webhook (27.6 h) and any replay that somebody starts by hand. */
  inboxKeptMs: 30 * DAY,
  messageLeaseMs: MINUTE,
  purgeEveryMs: HOUR,
});

/** Flows that one payout may use up: each is a text message to somebody. */
export const FLOW_CAPS = { onboardingPerSession: 10, payoutPerHour: 10, perAccountPerHour: 60 } as const;
