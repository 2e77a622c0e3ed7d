import type { FlowRecord } from '../records.ts';
import type { WorldSettings } from '../world-settings.ts';
import { wireDate } from './wire-date.ts';

/** A Flow as `POST` and `GET /v2/flows` answer it: options flattened to names, `payout_link_id` always there. */
export interface WireFlow {
  readonly id: string;
  readonly created: string;
  readonly user_id: string | null;
  readonly steps: readonly string[];
  readonly completed_steps: readonly string[];
  readonly link: string;
  readonly metadata: unknown;
  readonly payout_link_id: null;
}

export function wireFlow(flow: FlowRecord, settings: WorldSettings, pageOrigin: string): WireFlow {
  const names = flow.steps.map((step) => step.name);
  const listsAutomatic = settings.automaticStepListed && !flow.madeForUser;
  const signedIn = flow.userId === null ? [] : [settings.automaticStepName];
  return {
    id: flow.id,
    created: wireDate(flow.createdAt),
    user_id: flow.userId,
    steps: listsAutomatic ? [settings.automaticStepName, ...names] : names,
    completed_steps: listsAutomatic ? [...signedIn, ...flow.completedSteps] : flow.completedSteps,
    link: `${pageOrigin}/flow/${flow.id}`,
    metadata: flow.metadata,
    payout_link_id: null,
  };
}
