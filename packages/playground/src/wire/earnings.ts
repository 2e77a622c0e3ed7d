/** What the page and its server say to each other, next to the payout contract of `@dots-flows/core`. */

/** One of the people somebody who tries the playground can be. */
export interface DemoWorker {
  readonly workerId: string;
  readonly firstName: string;
  /** What is special about this one, for the person who chooses. */
  readonly situation: string;
  /** The phone that the platform knows of this worker: ten US digits, a number that is reserved for fiction. */
  readonly phoneNumber: string;
}

/** Answer of `GET /api/session`. */
export interface SessionAnswer {
  /** `null` when nobody is signed in. */
  readonly worker: DemoWorker | null;
  readonly workers: readonly DemoWorker[];
  /** The only origin whose pages the payout card may show. */
  readonly flowOrigin: string;
}

/** Body of `POST /api/session`. */
export interface SignInRequest {
  readonly workerId: string;
}

export interface FinishedJob {
  readonly jobId: string;
  readonly title: string;
  readonly place: string;
  /** ISO 8601 UTC. */
  readonly finishedAt: string;
  readonly payCents: number;
  readonly tipCents: number;
}

/**
 * Where a payout stands, in the words of this app: `ready` was never opened, `started` waits for its worker, `sending`
 * and `review` wait for Dots, `withdraw` has its money in the worker's Dots balance.
 */
export type PayoutStatus = 'ready' | 'started' | 'sending' | 'review' | 'withdraw' | 'paid' | 'failed';

export interface Payout {
  readonly payoutId: string;
  /** ISO dates of the first and the last day of its week. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly amountCents: number;
  readonly status: PayoutStatus;
  readonly jobs: readonly FinishedJob[];
}

/** Answer of `GET /api/earnings`. */
export interface EarningsAnswer {
  /** Newest first; those that were paid long ago too. */
  readonly payouts: readonly Payout[];
  /** Jobs of the current week, which no payout holds yet. */
  readonly currentWeek: readonly FinishedJob[];
  /** The ISO date of the day on which the current week can be collected. */
  readonly nextPayoutDay: string;
}

/** What every refusal of this app's own API looks like (RFC 9457). */
export interface EarningsProblem {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}
