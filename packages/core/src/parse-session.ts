import { DotsFlowsError } from './dots-flows-error.ts';
import type { Flow } from './flow.ts';
import { FAILURE_REASONS, HOLD_REASONS } from './payout-session.ts';
import type { FlowLink, PayoutSession, PayoutStage } from './payout-session.ts';

type Fields = Record<string, unknown>;

function unusable(what: string): DotsFlowsError {
  return new DotsFlowsError('bad-answer', {
    message: `The server's answer is not a ${what}. Nothing is shown that is not understood. Check that the adapter and the server have the same version.`,
  });
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
const isOneOf = <T extends string>(list: readonly T[], value: unknown): value is T =>
  (list as readonly unknown[]).includes(value);

function parseFlowLinkFields(value: unknown, what: string): FlowLink {
  if (!isFields(value)) throw unusable(what);
  const { flowId, link, steps, completedSteps, signedInUntil } = value;
  if (typeof flowId !== 'string' || typeof link !== 'string' || !isTextList(steps) || !isTextList(completedSteps))
    throw unusable(what);
  if (signedInUntil !== null && (typeof signedInUntil !== 'string' || Number.isNaN(Date.parse(signedInUntil))))
    throw unusable(what);
  return { flowId, link, steps, completedSteps, signedInUntil };
}

function parseStage(value: Fields): PayoutStage {
  const { stage, reason, canRetry, transfer } = value;
  switch (stage) {
    case 'onboarding':
    case 'withdrawing':
      return { stage, flow: parseFlowLinkFields(value['flow'], 'payout session') };
    case 'transferring':
      if (isFields(transfer) && isOneOf(['sending', 'created', 'pending'] as const, transfer['status']))
        return { stage, transfer: { status: transfer['status'] } };
      break;
    case 'held':
      if (isOneOf(HOLD_REASONS, reason)) return { stage, reason };
      break;
    case 'completed':
      return { stage };
    case 'failed':
      if (isOneOf(FAILURE_REASONS, reason) && typeof canRetry === 'boolean') return { stage, reason, canRetry };
      break;
    default:
  }
  throw unusable('payout session');
}

/**
 * Reads a payout session from a server's answer. Every field is checked; unknown fields are dropped.
 *
 * @throws {@link DotsFlowsError} `bad-answer` when a field is missing or of another form.
 * @example
 * ```ts
 * import { parsePayoutSession } from '@dots-flows/core';
 * parsePayoutSession({ payoutId: 'inv_1', amountCents: 500, currency: 'USD', version: 3, stage: 'completed' }).stage;
 * ```
 * @public
 */
export function parsePayoutSession(value: unknown): PayoutSession {
  if (!isFields(value)) throw unusable('payout session');
  const { payoutId, amountCents, currency, version } = value;
  if (typeof payoutId !== 'string' || payoutId === '' || currency !== 'USD') throw unusable('payout session');
  if (typeof amountCents !== 'number' || !Number.isSafeInteger(amountCents) || amountCents < 1)
    throw unusable('payout session');
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0) throw unusable('payout session');
  return { payoutId, amountCents, currency, version, ...parseStage(value) };
}

/**
 * Reads a Flow from a server's answer. Every field is checked; unknown fields are dropped.
 *
 * @throws {@link DotsFlowsError} `bad-answer` when a field is missing or of another form.
 * @public
 */
export function parseFlow(value: unknown): Flow {
  const flow = parseFlowLinkFields(value, 'Flow');
  const createdAt = isFields(value) ? value['createdAt'] : undefined;
  if (typeof createdAt !== 'string' || Number.isNaN(Date.parse(createdAt))) throw unusable('Flow');
  return { ...flow, createdAt };
}
