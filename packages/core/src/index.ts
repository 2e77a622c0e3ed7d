export { APPEARANCE_VARIABLES, appearanceToStyles, applyAppearance } from './appearance.ts';
export { BROWSER_ROUTES, MAX_WAIT_MS, PAYOUT_ID_PATTERN, ROUTES } from './contract.ts';
export { DotsFlowsError, isDotsFlowsError } from './dots-flows-error.ts';
export { ERROR_CODES } from './error-codes.ts';
export { isErrorCode } from './error-traits.ts';
export { parseFlowLink } from './flow-link.ts';
export { isCompletedStatus, parseFlowMessage } from './flow-message.ts';
export { formatCents, parseCents, parsePayoutAmountCents } from './money.ts';
export { parseFlow, parsePayoutSession } from './parse-session.ts';
export { FAILURE_REASONS, HOLD_REASONS, isFinalSession } from './payout-session.ts';
export { PROBLEM_MEDIA_TYPE, fromProblem, toProblem } from './problem.ts';
export { AUTOMATIC_STEPS, SENDABLE_STEPS, isAutomaticStep, isFlowComplete, remainingSteps } from './step.ts';
export { parseTimestamp } from './timestamp.ts';

export type { Appearance, AppearanceVariable } from './appearance.ts';
export type { AdvanceRequest } from './contract.ts';
export type { DotsFlowsErrorInit } from './dots-flows-error.ts';
export type { ErrorCode, RetryAdvice } from './error-traits.ts';
export type { FlowLinkRules, TrustedFlowLink } from './flow-link.ts';
export type { FlowMessage } from './flow-message.ts';
export type { CreateFlowRequest, Flow } from './flow.ts';
export type {
  FailureReason,
  FlowLink,
  HoldReason,
  PayoutSession,
  PayoutSessionBase,
  PayoutStage,
  PayoutStageName,
} from './payout-session.ts';
export type { Problem } from './problem.ts';
export type { AutomaticStep, FlowStep, FlowStepName, FlowStepWithOptions, SendableStep } from './step.ts';
