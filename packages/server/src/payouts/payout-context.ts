import type { FlowStep } from '@dots-flows/core';
import type { Clock } from '../clock.ts';
import type { DotsApi } from '../dots-api/create-dots-api.ts';
import type { RemoteUser } from '../dots-api/remote-records.ts';
import type { Store, StoreInfo } from '../store/store.ts';
import type { Tracing } from '../tracing.ts';
import type { CrashPoint } from './crash-points.ts';
import type { InFlight } from './in-flight.ts';
import type { LinkCache } from './link-cache.ts';
import type { Notifier } from './notifier.ts';
import type { KeyFormat } from './payout-key.ts';
import type { PayoutEvent } from './payout-event.ts';
import type { Rules } from './rules.ts';
import type { WebhookWatch } from './webhook-watch.ts';

/** Randomness as a port: jitter, and ids that nobody can guess. */
export interface Randomness {
  /** From 0 up to, not including, 1. */
  fraction(): number;
  /** 128 bits as a text of letters, digits and dashes. */
  id(): string;
}

export const systemRandomness: Randomness = { fraction: () => Math.random(), id: () => crypto.randomUUID() };

/** Callbacks of the host, wrapped: each throws only `DotsFlowsError` and answers only what the types say. */
export interface HostCallbacks {
  readonly resolvePayout: (call: {
    readonly payoutId: string;
    readonly accountId: string;
  }) => Promise<HostPayout | null>;
  readonly reviewPayee: (call: {
    readonly payoutId: string;
    readonly accountId: string;
    readonly dotsUser: RemoteUser;
  }) => Promise<PayeeReview>;
  readonly allowNewAttempt:
    | ((call: { readonly payoutId: string; readonly accountId: string; readonly attempts: number }) => Promise<boolean>)
    | null;
  readonly onNotice: ((notice: unknown) => Promise<void>) | null;
}

/** What the host says about a payout, after all checks. */
export interface HostPayout {
  readonly amountCents: number;
  readonly onboardingSteps: readonly FlowStep[];
  readonly payoutSteps: readonly FlowStep[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** What the host says about the person: see the option `reviewPayee`. */
export type PayeeReview = 'trusted' | 'pay' | { readonly hold: 'payee-in-review' | 'not-eligible' };

/** Everything the payout half works with: ports, rules and the host. */
export interface PayoutContext {
  readonly api: DotsApi;
  readonly store: Store;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly rules: Rules;
  readonly crashPoint: CrashPoint;
  readonly host: HostCallbacks;
  readonly keyFormat: KeyFormat;
  /** Whether requests bring a small sweep along when nobody sweeps. */
  readonly piggyBacks: boolean;
  readonly links: LinkCache;
  readonly inFlight: InFlight;
  readonly tracing: Tracing;
  readonly notifier: Notifier;
  readonly webhookWatch: WebhookWatch;
  /** Never throws. */
  readonly emit: (event: PayoutEvent) => void;
  /** Opens the store once; every call of the service waits for it. */
  readonly opened: () => Promise<StoreInfo>;
}
