import { isFinalSession } from '@dots-flows/core';
import { emptyAnswer, streamAnswer } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { payoutSessionSchema } from '../contract-schemas.ts';
import { afterVersionOf, fitToContract, parseVersion, payoutIdOf } from '../route-call.ts';
import type { AccountCall } from '../route-call.ts';
import { createSessionStream } from '../session-stream.ts';

const STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  // Proxies that compress or buffer would hold events back; nginx reads the second one.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * `GET /payouts/:payoutId/events`. The first read decides between a stream and a problem: an EventSource that is
 * refused stops, one whose stream breaks comes back.
 */
export async function watchPayout(call: AccountCall): Promise<Answer> {
  const { accountId, context, request } = call;
  const { payouts } = context.options;
  const payoutId = payoutIdOf(call);
  const known = parseVersion(request.headers.get('last-event-id') ?? '') ?? afterVersionOf(call);
  const session = fitToContract(payoutSessionSchema, await payouts.read({ payoutId, accountId }));
  // A reader may know a version that this store does not have any more; then the stored one is what counts.
  const isKnown = session.version === known;
  if (isKnown && isFinalSession(session)) return emptyAnswer(204);
  if (request.method === 'HEAD') return emptyAnswer(200, STREAM_HEADERS);

  const stream = createSessionStream({
    first: isKnown ? null : session,
    afterVersion: session.version,
    waitForChange: async (afterVersion, timeoutMs, signal) =>
      fitToContract(
        payoutSessionSchema,
        await payouts.waitForChange({ payoutId, accountId, afterVersion, timeoutMs, signal }),
      ),
    signal: request.signal,
    clock: context.options.clock,
    onEnd: context.waits.enter(accountId),
    onError: (error) => void context.fail(error, call.route),
  });
  return streamAnswer(stream, STREAM_HEADERS);
}
