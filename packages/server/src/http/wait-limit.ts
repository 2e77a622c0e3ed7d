import { DotsFlowsError } from '@dots-flows/core';

/** Counts the requests that an account has waiting, so that one account cannot hold all connections of an instance. */
export interface WaitLimit {
  /**
   * @returns What to call when the wait is over; calling it again does nothing.
   * @throws {@link DotsFlowsError} `too-many-requests`.
   */
  readonly enter: (accountId: string) => () => void;
}

export function createWaitLimit(perAccount: number): WaitLimit {
  const waiting = new Map<string, number>();
  return {
    enter(accountId) {
      const count = waiting.get(accountId) ?? 0;
      if (count >= perAccount)
        throw new DotsFlowsError('too-many-requests', {
          message: `The account already has ${perAccount} requests waiting for news of its payouts. Close pages that are not needed, or try again in a moment.`,
          retryAfterSeconds: 5,
        });
      waiting.set(accountId, count + 1);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        const left = (waiting.get(accountId) ?? 1) - 1;
        if (left > 0) waiting.set(accountId, left);
        else waiting.delete(accountId);
      };
    },
  };
}
