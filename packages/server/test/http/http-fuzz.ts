import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createContractCheck } from './contract-check.ts';
import { createFakePayouts } from './fake-payouts.ts';
import { fuzzRequests } from './fuzz-request.ts';
import { isLong } from '../is-long.ts';
import type { Mounted, Mounting } from './mounting.ts';
import { openTo } from './test-handler.ts';
import type { Clock } from '../../src/clock.ts';
import { createHandler } from '../../src/http/create-handler.ts';

const SEED = 20_261_122;
const RUNS = isLong ? 20_000 : 1000;

/** Waits of the service end at once, so that a long poll is one of the requests and not all of the time. */
const impatientClock: Clock = {
  nowMs: () => Date.now(),
  after(_delayMs, run) {
    const timer = setImmediate(run);
    return () => clearImmediate(timer);
  },
};

/** Whatever is sent, the answer keeps to the contract. */
export function describeHttpFuzz(mounting: Mounting): void {
  describe(`${mounting.name} under any requests`, () => {
    let mounted: Mounted | undefined;
    afterAll(() => mounted?.close());

    it(
      `answers ${RUNS} of them in the words of the contract, and fails only when the service does`,
      async () => {
        const payouts = createFakePayouts(impatientClock);
        const handler = createHandler(openTo(payouts));
        const check = await createContractCheck(handler);
        const { send } = (mounted = await mounting.mount(handler));
        payouts.set('anna', 'inv_1', { stage: 'completed' });
        payouts.set('bert', 'inv_2', { stage: 'completed' });
        const statuses = new Map<number, number>();

        await fc.assert(
          fc.asyncProperty(
            fuzzRequests(mounting.answersItself),
            async ({ method, path, headers, body, isInjected }) => {
              payouts.failNext(isInjected ? new Error('injected') : undefined);
              const response = await send(method, path, { headers, ...(body === undefined ? {} : { body }) });
              const text = await response.text();
              statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
              expect(check(method, path.split('?')[0] ?? path, response, text)).toEqual([]);
              expect(response.status).toBeLessThan(isInjected ? 600 : 500);
            },
          ),
          { seed: SEED, numRuns: RUNS },
        );
        // Every kind of answer came; a fuzz that never gets beyond the gate proves nothing.
        for (const status of [200, 204, 400, 401, 403, 404, 405, 413, 415, 500])
          expect(statuses.get(status) ?? 0).toBeGreaterThan(0);
      },
      30_000 + RUNS * 20,
    );
  });
}
