import type { FlowStep, FlowStepName } from './step.ts';

/**
 * A Flow as the server hands it to the browser.
 *
 * @public
 */
export interface Flow {
  readonly flowId: string;
  /** A bearer secret while its user is signed in: never log it, never store it in the browser. */
  readonly link: string;
  readonly steps: readonly FlowStepName[];
  readonly completedSteps: readonly FlowStepName[];
  /** ISO 8601 UTC: until then whoever opens the link is signed in as the user; `null` when the user signs in first. */
  readonly signedInUntil: string | null;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
}

/**
 * What the browser may ask for when it wants a free-standing Flow. Whose Flow it is, and whether it is allowed, the
 * server decides.
 *
 * @public
 */
export interface CreateFlowRequest {
  /** At least one; names are unique within a Flow (documented). */
  readonly steps: readonly FlowStep[];
  /** Removes the "Go to dashboard" button at the end. Default `false`. */
  readonly hideGoToDashboardOnComplete?: boolean | undefined;
}
