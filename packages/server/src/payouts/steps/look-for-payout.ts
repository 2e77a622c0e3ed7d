import { lookUpTransfers } from '../look-up.ts';
import type { LookUpResult } from '../look-up.ts';
import type { PayoutContext } from '../payout-context.ts';
import { referenceTag } from '../payout-key.ts';
import type { Work } from '../work.ts';

/** Looks for transfers of this payout, under every id the payee ever had. */
export function lookForPayout(
  context: PayoutContext,
  work: Work,
  payees: readonly (string | null)[] = [],
): Promise<LookUpResult> {
  const { session, attempts, binding } = work.bundle;
  const { api, rules } = context;
  const ids = [
    ...payees,
    session.dotsUserId,
    binding?.dotsUserId ?? null,
    ...attempts.map(({ dotsUserId }) => dotsUserId),
    ...(binding?.formerUserIds ?? []),
  ].filter((id) => id !== null);
  const newest = attempts.at(-1);
  // Before the first POST of a row nothing is known about when a transfer may have been made: the store may be older
  // than the payout. After it, what could have come of it is not older than the intent.
  const isFirst = newest === undefined || newest.firstIntentAtMs === null;
  const skewMs = api.clockSkewMs() ?? 0;
  return lookUpTransfers(
    api,
    {
      userIds: [...new Set(ids)],
      referenceTag: referenceTag(api.namespace, session.reference),
      keys: attempts.map(({ key }) => key),
      sinceMs: isFirst ? null : (newest.firstIntentAtMs ?? 0) + Math.min(skewMs, 0) - rules.times.lookBackMs,
    },
    context.crashPoint,
  );
}
