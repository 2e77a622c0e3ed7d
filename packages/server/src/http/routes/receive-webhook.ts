import { DotsFlowsError } from '@dots-flows/core';
import type { VerifiedWebhook, WebhookVerifier } from '../../webhooks/verify-webhook.ts';
import { jsonAnswer } from '../answers.ts';
import type { Answer } from '../answers.ts';
import { parseSignedJson } from '../parse-json.ts';
import { readBody } from '../read-body.ts';
import type { HandlerContext, RouteCall } from '../route-call.ts';

/** Dots' largest documented webhook is a payout link, of a few kilobytes. */
const MAX_WEBHOOK_BYTES = 64 * 1024;

/**
 * `POST /webhooks`. The bytes are verified before anything is read out of them, and committed before the answer: what
 * is answered with 2xx is never sent again. The media type is not looked at; a signature says more.
 */
export async function receiveWebhook(call: RouteCall): Promise<Answer> {
  const { context, request } = call;
  const { clock, limits, payouts } = context.options;
  if (context.verifier === null)
    throw new DotsFlowsError('route-not-found', {
      message:
        'No webhook is taken here, because the option webhookSecrets is empty. Payouts go on without, by polling.',
    });
  const bytes = await readBody(request, { maxBytes: MAX_WEBHOOK_BYTES, timeoutMs: limits.bodyTimeoutMs, clock });
  const { messageId, secretIndex } = await verifyWithinLimit(context, context.verifier, request, bytes);
  const outcome = await payouts.receiveWebhook({ messageId, body: parseSignedJson(bytes) });
  context.report({ type: 'webhook-received', messageId, outcome, secretIndex });
  return jsonAnswer({ received: outcome });
}

/** Only what was found bad is counted: a flood of forged webhooks must not hold up a good one. */
async function verifyWithinLimit(
  { refusedWebhooks }: HandlerContext,
  verifier: WebhookVerifier,
  request: Request,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<VerifiedWebhook> {
  try {
    return await verifier.verify(request.headers, bytes);
  } catch (error) {
    const waitMs = refusedWebhooks.take('all');
    if (waitMs === 0) throw error;
    throw new DotsFlowsError('too-many-requests', {
      message: 'Too many webhooks with bad signatures came within a minute. Nothing was stored.',
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  }
}
