import { DotsFlowsError } from '@dots-flows/core';
import { jsonAnswer } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { flowSchema } from '../contract-schemas.ts';
import { fitToContract } from '../route-call.ts';
import type { AccountCall } from '../route-call.ts';

/** Flow ids of Dots are UUIDs in all samples (inferred). */
const FLOW_ID = /^[A-Za-z0-9_-]{1,128}$/;

/** `GET /flows/:flowId`, for the account that created it; for any other it does not exist. */
export async function readFlow(call: AccountCall): Promise<Answer> {
  const flowId = call.param('flowId');
  if (!FLOW_ID.test(flowId))
    throw new DotsFlowsError('flow-not-found', {
      message: 'There is no such Flow for this account. Check the id that the page passes.',
    });
  const flow = await call.context.options.flows.read({ accountId: call.accountId, flowId });
  return jsonAnswer(fitToContract(flowSchema, flow));
}
