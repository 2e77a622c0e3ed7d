import { jsonAnswer } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { advanceRequestSchema, payoutSessionSchema } from '../contract-schemas.ts';
import { fitToContract, payoutIdOf, readJson } from '../route-call.ts';
import type { AccountCall } from '../route-call.ts';

/** `POST /payouts/:payoutId/advance`. Amount and account are never read from the body: it has no place for them. */
export async function advancePayout(call: AccountCall): Promise<Answer> {
  const payoutId = payoutIdOf(call);
  const { renewLink, retry } = await readJson(call, advanceRequestSchema);
  const session = await call.context.options.payouts.advance({
    payoutId,
    accountId: call.accountId,
    renewLink: renewLink === true,
    retry: retry === true,
  });
  return jsonAnswer(fitToContract(payoutSessionSchema, session));
}
