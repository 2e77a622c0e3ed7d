import { DotsFlowsError } from '@dots-flows/core';
import { jsonAnswer } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { sweepReportSchema } from '../contract-schemas.ts';
import { fitToContract } from '../route-call.ts';
import type { RouteCall } from '../route-call.ts';

/** `POST /sweep`, with `Authorization: Bearer <sweepSecret>`. */
export async function sweep({ context, request }: RouteCall): Promise<Answer> {
  const { payouts, sweepSecret } = context.options;
  if (sweepSecret === null)
    throw new DotsFlowsError('route-not-found', {
      message: 'Sweeping by HTTP is switched off, because the option sweepSecret is missing. Set it to use this route.',
    });
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (token === undefined || !(await isSameText(token, sweepSecret)))
    throw new DotsFlowsError('unauthenticated', {
      message: 'The sweep secret is missing or wrong. Nothing was done. Send it as "Authorization: Bearer <secret>".',
    });
  return jsonAnswer(fitToContract(sweepReportSchema, await payouts.sweep()));
}

/** Compares digests of equal length, so that time says nothing about the secret, its length included. */
async function isSameText(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([a, b].map(digest));
  let difference = 0;
  left?.forEach((byte, index) => {
    difference |= byte ^ (right?.[index] ?? 0);
  });
  return difference === 0;
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
