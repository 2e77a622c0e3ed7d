import { MAX_WAIT_MS } from '@dots-flows/core';
import type { PayoutSession } from '@dots-flows/core';
import { jsonAnswer } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { payoutSessionSchema } from '../contract-schemas.ts';
import { afterVersionOf, fitToContract, payoutIdOf } from '../route-call.ts';
import type { AccountCall } from '../route-call.ts';

/** `GET /payouts/:payoutId`, and with `?after=<version>` the long poll. */
export async function readPayout(call: AccountCall): Promise<Answer> {
  const payoutId = payoutIdOf(call);
  const afterVersion = afterVersionOf(call);
  const session = await (afterVersion === null || call.request.method === 'HEAD'
    ? call.context.options.payouts.read({ payoutId, accountId: call.accountId })
    : waitForNewer(call, payoutId, afterVersion));
  return jsonAnswer(fitToContract(payoutSessionSchema, session));
}

async function waitForNewer(call: AccountCall, payoutId: string, afterVersion: number): Promise<PayoutSession> {
  const { accountId, context, request } = call;
  const leave = context.waits.enter(accountId);
  try {
    return await context.options.payouts.waitForChange({
      payoutId,
      accountId,
      afterVersion,
      timeoutMs: MAX_WAIT_MS,
      signal: request.signal,
    });
  } finally {
    leave();
  }
}
