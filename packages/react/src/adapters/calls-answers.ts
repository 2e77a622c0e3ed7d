import { DotsFlowsError, parseCents, parseTimestamp } from '@dots-flows/core';

/** A Flow as the host's endpoint answered it. @internal */
export interface CallsFlow {
  readonly flowId: string;
  readonly link: string;
  readonly steps: readonly string[];
  readonly completedSteps: readonly string[];
  readonly userId: string | null;
  readonly signedInUntil: string | null;
  readonly createdAt: string | null;
  readonly amountCents: number | null;
}

/** A transfer as the host's endpoint answered it. @internal */
export interface CallsTransfer {
  readonly status: string;
  /** `null` when the answer does not say. */
  readonly amountCents: number | null;
  readonly canRetry: boolean;
}

/** Dots' statuses of a transfer (documented: docs.dots.dev, OpenAPI). */
const STATUSES = ['created', 'pending', 'completed', 'flagged', 'failed', 'canceled', 'reversed'];

type Fields = Readonly<Record<string, unknown>>;

const unusable = (call: string, what: string): DotsFlowsError =>
  new DotsFlowsError('bad-answer', {
    message: `What ${call} answered is not a ${what}, so the payout stays where it is. Answer what Dots answers, or the same fields in camelCase.`,
  });

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/**
 * Reads a Flow in Dots' own spelling or in ours, since many endpoints hand Dots' answer on.
 *
 * @throws `DotsFlowsError` `bad-answer`.
 * @internal
 */
export function readCallsFlow(value: unknown): CallsFlow {
  const fields = fieldsOf(value);
  const flowId = fields['flowId'] ?? fields['id'];
  const completedSteps = fields['completedSteps'] ?? fields['completed_steps'] ?? [];
  const userId = fields['userId'] ?? fields['user_id'] ?? null;
  const createdAt = fields['createdAt'] ?? fields['created'];
  const { link, steps, signedInUntil = null, amountCents } = fields;
  if (typeof flowId !== 'string' || typeof link !== 'string' || !isTexts(steps) || !isTexts(completedSteps))
    throw unusable('createFlow or retrieveFlow', 'Flow');
  if ((userId !== null && typeof userId !== 'string') || (signedInUntil !== null && typeof signedInUntil !== 'string'))
    throw unusable('createFlow or retrieveFlow', 'Flow');
  return {
    flowId,
    link,
    steps,
    completedSteps,
    userId,
    signedInUntil,
    createdAt: createdAt === undefined ? null : parseTimestamp(createdAt),
    amountCents: amountCents === undefined ? null : parseCents(amountCents),
  };
}

/**
 * Reads a transfer in Dots' own spelling or in ours. Dots' amount is negative when it pays the user (documented), and
 * a text in its samples; only its size is shown.
 *
 * @throws `DotsFlowsError` `bad-answer`.
 * @internal
 */
export function readCallsTransfer(value: unknown): CallsTransfer {
  const fields = fieldsOf(value);
  const { status, canRetry } = fields;
  const amount = fields['amountCents'] ?? fields['amount'];
  if (typeof status !== 'string' || !STATUSES.includes(status)) throw unusable('createTransfer', 'transfer');
  return {
    status,
    amountCents: amount === undefined ? null : Math.abs(parseCents(amount)),
    canRetry: canRetry === true,
  };
}
