import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { describeCommits } from './describe-commits.ts';
import { describeContention } from './describe-contention.ts';
import { describeHints } from './describe-hints.ts';
import { describePayees } from './describe-payees.ts';
import { describeQueues } from './describe-queues.ts';
import { describeRandomChanges } from './describe-random-changes.ts';
import { describeSessions } from './describe-sessions.ts';
import { createStoreBench, NAMESPACE } from './store-bench.ts';
import type { StoreUnderTest } from './store-bench.ts';

/**
 * What every store must do. Run it for each store, with `create` making an empty one.
 *
 * @param options.contentionRounds - How often 64 callers fight for one row.
 *
 * @example
 * ```ts
 * describeStore('memoryStore', () => memoryStoreUnderTest(), { contentionRounds: 20 });
 * ```
 */
export function describeStore(
  name: string,
  create: () => StoreUnderTest | Promise<StoreUnderTest>,
  { contentionRounds }: { readonly contentionRounds: number },
): void {
  describe(`${name} as a store`, () => {
    let under: StoreUnderTest;
    let store: Store;
    beforeEach(async () => {
      under = await create();
      store = under.connect();
      await store.open({ namespace: NAMESPACE });
    });
    afterEach(async () => {
      await store.close();
      await under.dispose();
    });

    const bench = createStoreBench({ store: () => store, under: () => under, create });
    describeSessions(bench);
    describeCommits(bench);
    describeHints(bench);
    describeQueues(bench);
    describePayees(bench);
    describeRandomChanges(bench);
    describeContention(bench, contentionRounds);
  });
}
