import { DotsFlowsError, isAutomaticStep } from '@dots-flows/core';
import type { CreateFlowRequest } from '@dots-flows/core';
import { askHost } from '../../ask-host.ts';
import { jsonAnswer } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { createFlowRequestSchema, flowSchema } from '../contract-schemas.ts';
import { fitToContract, readJson } from '../route-call.ts';
import type { AccountCall, HandlerContext } from '../route-call.ts';

/** `POST /flows`. Every Flow may send a text message to somebody's phone, so each account has its share and no more. */
export async function createFlow(call: AccountCall): Promise<Answer> {
  const { accountId, context } = call;
  const request = await readJson(call, createFlowRequestSchema);
  checkSteps(request, context.options.allowedOrigins);
  await askPolicy(context, accountId, request);
  takeFromLimits(context, accountId);
  return jsonAnswer(fitToContract(flowSchema, await context.options.flows.create({ accountId, request })));
}

function checkSteps({ steps }: CreateFlowRequest, allowedOrigins: ReadonlySet<string>): void {
  const names = new Set<string>();
  for (const step of steps) {
    const name = typeof step === 'string' ? step : step.name;
    if (isAutomaticStep(name)) throw refuse('names the sign-in step, which Dots adds by itself');
    if (names.has(name)) throw refuse('names a step twice');
    names.add(name);
    if (typeof step === 'string') continue;
    // A page that leads users of yours elsewhere is an open redirect, even though Dots does the leading.
    if (step.redirectUrl !== undefined && !allowedOrigins.has(new URL(step.redirectUrl).origin))
      throw refuse('has a redirectUrl whose origin is not on the list of allowed origins');
  }
}

const refuse = (what: string): DotsFlowsError =>
  new DotsFlowsError('invalid-request', {
    message: `The request for a Flow ${what}. No Flow was created. Correct its steps.`,
  });

async function askPolicy({ options }: HandlerContext, accountId: string, request: CreateFlowRequest): Promise<void> {
  const { clock, flowPolicy } = options;
  const isAllowed: unknown =
    flowPolicy !== null && (await askHost(clock, () => flowPolicy({ accountId, request }), nonsense));
  if (isAllowed === true) return;
  if (isAllowed !== false) throw nonsense('answered something else than true or false');
  throw new DotsFlowsError('forbidden', {
    message:
      'This account may not create a Flow of these steps. No Flow was created. The server decides it by its flowPolicy option; without that option no free-standing Flow is allowed.',
  });
}

const nonsense = (what: string, cause?: unknown): DotsFlowsError =>
  new DotsFlowsError('host-callback-failed', {
    message: `The host application's flowPolicy callback ${what}, so no Flow was created. It has to return true or false.`,
    cause,
  });

function takeFromLimits({ flowsByAccount, flowsOfAll }: HandlerContext, accountId: string): void {
  // The account's own share comes first, so that one busy account does not use up what is there for all.
  const waitMs = flowsByAccount.take(accountId) || flowsOfAll.take('all');
  if (waitMs === 0) return;
  throw new DotsFlowsError('too-many-requests', {
    message: 'Too many Flows were created within the hour. No Flow was created. Wait before the next try.',
    retryAfterSeconds: Math.ceil(waitMs / 1000),
  });
}
