/**
 * The steps that a Flow can be created with (documented: docs.dots.dev, flow-payouts guide and OpenAPI).
 *
 * @public
 */
export const SENDABLE_STEPS = [
  'compliance',
  'id-verification',
  'background-check',
  'manage-payouts',
  'manage-payments',
  'payout',
  'redirect',
  'pdf-form-fill',
] as const;

/**
 * The spellings of the sign-in step that Dots adds by itself when a Flow has no user. Its documentation uses all four
 * (documented, contradictory), so all are read and none is ever sent.
 *
 * @public
 */
export const AUTOMATIC_STEPS = ['onboard', 'authorization', 'authentication', 'onboarding'] as const;

/** A step that a Flow can be created with. @public */
export type SendableStep = (typeof SENDABLE_STEPS)[number];

/** The sign-in step that Dots adds by itself. @public */
export type AutomaticStep = (typeof AUTOMATIC_STEPS)[number];

/**
 * The name of a step. Open: a name that Dots adds tomorrow passes through as text, and completion still offers the
 * known ones.
 *
 * @public
 */
export type FlowStepName = SendableStep | AutomaticStep | (string & {});

/**
 * What to send for one step: its name, or its name with options (documented: OpenAPI `steps`; `force`,
 * `payment_intent_id` and amount limits are unknown for Flows and left out).
 *
 * @public
 */
export type FlowStep = SendableStep | (string & {}) | FlowStepWithOptions;

/**
 * A step with its options, each documented on docs.dots.dev.
 *
 * @public
 */
export interface FlowStepWithOptions {
  readonly name: SendableStep | (string & {});
  /** Hides Dots' continue button, so that the user stays on the step. Default `false`. */
  readonly hideContinueButton?: boolean | undefined;
  /** Where the `redirect` step goes: an absolute http(s) URL whose host has a dot (Dots' pattern refuses `localhost`). */
  readonly redirectUrl?: string | undefined;
  /** Lets the user switch automatic payout on; `payout` and `manage-payouts` only. Default `true`. */
  readonly autoPayoutEnabled?: boolean | undefined;
  readonly requireDefaultPayoutMethod?: boolean | undefined;
  readonly requireAutoPayoutMethod?: boolean | undefined;
  /** Who pays the payout's fee. */
  readonly payoutFeeParty?: 'platform' | 'user' | undefined;
  /** Needed by `pdf-form-fill`. */
  readonly templateId?: string | undefined;
}

/**
 * Says whether a step is the sign-in step that Dots adds by itself, in any of its spellings.
 *
 * @public
 */
export function isAutomaticStep(step: string): boolean {
  return (AUTOMATIC_STEPS as readonly string[]).includes(step);
}

/**
 * The steps of a Flow that its user still has to do, in order. The automatic step is left out (its name in
 * `completed_steps` is not dependable), and so is `redirect`, which only leads away.
 *
 * @example
 * ```ts
 * import { remainingSteps } from '@dots-flows/core';
 * remainingSteps(['compliance', 'manage-payouts'], ['compliance']); // ['manage-payouts']
 * ```
 * @public
 */
export function remainingSteps(steps: readonly string[], completedSteps: readonly string[]): string[] {
  return steps.filter((step) => step !== 'redirect' && !isAutomaticStep(step) && !completedSteps.includes(step));
}

/**
 * Says whether every step that counts is done. A Flow has no status of its own (documented by absence), so this is
 * inferred from `completed_steps`.
 *
 * @public
 */
export function isFlowComplete(flow: {
  readonly steps: readonly string[];
  readonly completedSteps: readonly string[];
}): boolean {
  return remainingSteps(flow.steps, flow.completedSteps).length === 0;
}
