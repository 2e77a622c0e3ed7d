import { DotsFlowsError, isDotsFlowsError, parsePayoutAmountCents } from '@dots-flows/core';
import type { FlowStep } from '@dots-flows/core';
import { z } from 'zod';
import { askHost } from '../ask-host.ts';
import type { Clock } from '../clock.ts';
import type { RemoteUser } from '../dots-api/remote-records.ts';
import type { HostCallbacks, HostPayout, PayeeReview } from './payout-context.ts';
import { isReservedMetadataName } from './payout-metadata.ts';
import type { PayoutNotice } from './payout-notice.ts';
import { stepName } from './required-steps.ts';

/**
 * What `resolvePayout` says about a payout. Every callback has 30 s to answer; after that nothing is done, as if it had
 * thrown.
 *
 * @public
 */
export interface ResolvedPayout {
  /** Whole US cents, 1 or more. */
  readonly amountCents: number;
  /** What the user has to have done before the money is sent. Default `compliance` and `manage-payouts`, the
   * latter without automatic payout. */
  readonly onboardingSteps?: readonly FlowStep[] | undefined;
  /** The Flow that withdraws the money; has to hold `payout`. Default `payout`, without automatic payout. */
  readonly payoutSteps?: readonly FlowStep[] | undefined;
  /** Your own ids for Dots' records, on Flows and the transfer. At most 16 short texts; no personal data. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/**
 * What is owed under this id to this account; `null` when nothing is. It has to look at `accountId`: the account that
 * opens a payout first is the one that is paid.
 *
 * @public
 */
export type ResolvePayout = (call: {
  readonly payoutId: string;
  readonly accountId: string;
}) => ResolvedPayout | null | Promise<ResolvedPayout | null>;

/** @public */
export type ReviewPayee = (call: {
  readonly payoutId: string;
  readonly accountId: string;
  /** Read from Dots just now. Holds personal data: look at it, do not keep it. */
  readonly dotsUser: RemoteUser;
}) => PayeeReview | Promise<PayeeReview>;

/** @public */
export type AllowNewAttempt = (call: {
  readonly payoutId: string;
  readonly accountId: string;
  /** How many transfers of this payout Dots shows as failed or canceled. */
  readonly attempts: number;
}) => boolean | Promise<boolean>;

/** @public */
export type OnNotice = (notice: PayoutNotice) => void | Promise<void>;

export interface HostFunctions {
  readonly resolvePayout: ResolvePayout;
  readonly reviewPayee?: ReviewPayee | undefined;
  readonly allowNewAttempt?: AllowNewAttempt | undefined;
  readonly onNotice?: OnNotice | undefined;
}

// Automatic payout is left out of the defaults (documented option): with it the money leaves without the payout step, and
// nobody could tell that the payout is done.
const DEFAULT_ONBOARDING_STEPS: readonly FlowStep[] = [
  'compliance',
  { name: 'manage-payouts', autoPayoutEnabled: false },
];
const DEFAULT_PAYOUT_STEPS: readonly FlowStep[] = [{ name: 'payout', autoPayoutEnabled: false }];

const step = z.union([z.string().min(1).max(64), z.looseObject({ name: z.string().min(1).max(64) })]);
const steps = z.array(step).min(1).max(20);
/** NUL and half surrogate pairs cannot be kept by Postgres. */
const wholeText = z.string().regex(/^[^\0\ud800-\udfff]*$/u);
const metadata = z
  .record(wholeText.min(1).max(40), wholeText.max(500))
  .refine((fields) => Object.keys(fields).length <= 16);
const resolved = z.object({
  amountCents: z.unknown(),
  onboardingSteps: steps.optional(),
  payoutSteps: steps.optional(),
  metadata: metadata.optional(),
});
const review = z.union([
  z.literal('trusted'),
  z.literal('pay'),
  z.object({ hold: z.enum(['payee-in-review', 'not-eligible']) }),
]);

/**
 * Wraps the host's callbacks: what they throw, and what they answer that is not in the contract, becomes
 * `host-callback-failed`, and so does no answer in time. Nothing is assumed in their place: no answer, no money.
 */
export function wrapHostCallbacks(host: HostFunctions, clock: Clock): HostCallbacks {
  const { resolvePayout, reviewPayee, allowNewAttempt, onNotice } = host;
  const guarded = <T>(name: string, call: () => T | Promise<T>) =>
    // A refusal that the host words itself, with our error class, is passed on.
    askHost(clock, call, (what, cause) => (isDotsFlowsError(cause) ? cause : failed(name, what, cause)));
  return {
    resolvePayout: (call) =>
      guarded('resolvePayout', async () => {
        const answer: unknown = await resolvePayout(call);
        return answer === null ? null : checkPayout(answer);
      }),
    async reviewPayee(call) {
      if (reviewPayee === undefined) return 'pay';
      return guarded('reviewPayee', async () => {
        const checked = review.safeParse(await reviewPayee(call));
        if (!checked.success) throw failed('reviewPayee', 'answered neither "trusted" nor "pay" nor { hold }');
        return checked.data;
      });
    },
    allowNewAttempt:
      allowNewAttempt === undefined
        ? null
        : async (call) => {
            const answer: unknown = await guarded('allowNewAttempt', () => allowNewAttempt(call));
            if (typeof answer !== 'boolean') throw failed('allowNewAttempt', 'answered neither true nor false');
            return answer;
          },
    onNotice:
      onNotice === undefined ? null : async (notice) => guarded('onNotice', () => onNotice(notice as PayoutNotice)),
  };
}

function checkPayout(answer: unknown): HostPayout {
  const checked = resolved.safeParse(answer);
  if (!checked.success) {
    const field = checked.error.issues[0]?.path[0];
    throw failed(
      'resolvePayout',
      `answered with ${field === undefined ? 'something else' : `a wrong \`${String(field)}\``}`,
    );
  }
  const payout = checked.data as ResolvedPayout;
  const payoutSteps = payout.payoutSteps ?? DEFAULT_PAYOUT_STEPS;
  if (!payoutSteps.some((one) => stepName(one) === 'payout'))
    throw failed('resolvePayout', 'answered with `payoutSteps` that lack "payout", so the payout could never end');
  if (Object.keys(payout.metadata ?? {}).some(isReservedMetadataName))
    throw failed('resolvePayout', 'answered with metadata names that begin with "dots_flows_", which are taken');
  return {
    amountCents: parsePayoutAmountCents(payout.amountCents),
    onboardingSteps: payout.onboardingSteps ?? DEFAULT_ONBOARDING_STEPS,
    payoutSteps,
    metadata: payout.metadata ?? {},
  };
}

function failed(name: string, what: string, cause?: unknown): DotsFlowsError {
  return new DotsFlowsError('host-callback-failed', {
    message: `The callback \`${name}\` ${what}. Nothing was started, because only the host may decide this. Mend the callback; the same request may then be made again.`,
    cause,
  });
}
