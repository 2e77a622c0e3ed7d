import { DotsFlowsError } from './dots-flows-error.ts';
import type { Flow } from './flow.ts';
import { FAILURE_REASONS, HOLD_REASONS } from './payout-session.ts';
import type { FlowLink, PayoutSession, PayoutSessionBase, PayoutStage, PayoutStageName } from './payout-session.ts';

/** Gives a value back as what it is, or throws. */
type Read<T> = (value: unknown) => T;
/** How each field of an object is read. */
type Shape<T> = { readonly [Name in keyof T]-?: Read<T[Name]> };

function refuse(): never {
  throw new DotsFlowsError('bad-answer', {
    message:
      "The server's answer is of another form, so it is not shown. Check that adapter and server have the same version.",
  });
}

/** Takes what passes the test, and nothing else. */
const only =
  <T>(passes: (value: unknown) => boolean): Read<T> =>
  (value) =>
    passes(value) ? (value as T) : refuse();
const oneOf = <const T extends string>(...list: readonly T[]): Read<T> =>
  only((value) => (list as readonly unknown[]).includes(value));
const wholeFrom = (least: number): Read<number> =>
  only((value) => Number.isSafeInteger(value) && (value as number) >= least);

const isText = (value: unknown): value is string => typeof value === 'string';
const isDate = (value: unknown): boolean => isText(value) && !Number.isNaN(Date.parse(value));

/** Reads the fields of a shape; what has other fields besides loses them. */
const fieldsOf = <T>(shape: Shape<T>, value: unknown): T =>
  Object.fromEntries(
    Object.entries<Read<unknown>>(shape).map(([name, read]) => [
      name,
      read((value as Partial<T> | null)?.[name as keyof T]),
    ]),
  ) as T;

const text: Read<string> = only(isText);
const texts: Read<readonly string[]> = only((value) => Array.isArray(value) && value.every(isText));

const FLOW: Shape<FlowLink> = {
  flowId: text,
  link: text,
  steps: texts,
  completedSteps: texts,
  signedInUntil: only((value) => value === null || isDate(value)),
};
const flow: Read<FlowLink> = (value) => fieldsOf(FLOW, value);

const SESSION: Shape<PayoutSessionBase & { stage: PayoutStageName }> = {
  payoutId: only((value) => isText(value) && value !== ''),
  amountCents: wholeFrom(1),
  currency: oneOf('USD'),
  version: wholeFrom(0),
  stage: only((value) => isText(value) && Object.hasOwn(STAGES, value)),
};

/** What each stage adds. */
const STAGES: { readonly [Name in PayoutStageName]: Shape<Omit<Extract<PayoutStage, { stage: Name }>, 'stage'>> } = {
  onboarding: { flow },
  transferring: {
    transfer: (value) => fieldsOf({ status: oneOf('sending', 'created', 'pending') }, value),
  },
  held: { reason: oneOf(...HOLD_REASONS) },
  withdrawing: { flow },
  completed: {},
  failed: { reason: oneOf(...FAILURE_REASONS), canRetry: only((value) => typeof value === 'boolean') },
};

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
  const session = fieldsOf(SESSION, value);
  return { ...session, ...fieldsOf<object>(STAGES[session.stage], value) } as PayoutSession;
}

/**
 * Reads a Flow from a server's answer. Every field is checked; unknown fields are dropped.
 *
 * @throws {@link DotsFlowsError} `bad-answer` when a field is missing or of another form.
 * @public
 */
export function parseFlow(value: unknown): Flow {
  return fieldsOf<Flow>({ ...FLOW, createdAt: only(isDate) }, value);
}
