import { isUuid, optionalBoolean, optionalMetadata } from './body-fields.ts';
import type { Body } from './body-fields.ts';
import { invalidInput, notFound } from './dots-refusal.ts';
import { readSteps } from './flow-steps.ts';
import type { FlowRecord } from './records.ts';
import type { Users } from './users.ts';
import { instantNow } from './world-context.ts';
import type { WorldContext } from './world-context.ts';

/** The Flows of the emulated Dots. */
export interface Flows {
  createFromBody(body: Body): FlowRecord;
  /** @throws DotsRefusal 404. */
  require(id: string): FlowRecord;
  find(id: string): FlowRecord | undefined;
  /** Newest first. */
  list(): readonly FlowRecord[];
  /** Gives a Flow without a user to the one who signed in: the end of the automatic step. */
  claim(flow: FlowRecord, userId: string): void;
  /** Marks a step as done. Doing it again changes nothing and tells nobody. */
  completeStep(flow: FlowRecord, step: string): void;
  /** Points the Flows of a merged person to the one who remains. */
  replaceUser(oldId: string, newId: string): void;
  reset(): void;
}

export function createFlows(context: WorldContext, users: Users): Flows {
  const byId = new Map<string, FlowRecord>();

  return {
    createFromBody(body) {
      const steps = readSteps(body['steps'], context.settings);
      const userId = body['user_id'] ?? null;
      if (userId !== null && !isUuid(userId)) throw invalidInput('user_id must be a UUID.');
      const flow: FlowRecord = {
        requireAuth: optionalBoolean(body, 'require_auth', false),
        hideGoToDashboard: optionalBoolean(body, 'hide_go_to_dashboard_on_complete', false),
        metadata: optionalMetadata(body),
        userId: userId === null ? null : users.require(userId).id,
        madeForUser: userId !== null,
        steps,
        completedSteps: [],
        id: context.ids.uuid(),
        createdAt: instantNow(context),
      };
      byId.set(flow.id, flow);
      return flow;
    },
    require(id) {
      const flow = byId.get(id);
      if (flow === undefined) throw notFound('Flow');
      return flow;
    },
    find: (id) => byId.get(id),
    list: () => [...byId.values()].toReversed(),
    claim(flow, userId) {
      if (flow.userId !== null) return;
      flow.userId = userId;
      context.emit({ name: 'flow.updated', flowId: flow.id });
    },
    completeStep(flow, step) {
      if (flow.completedSteps.includes(step)) return;
      flow.completedSteps = [...flow.completedSteps, step];
      context.emit({ name: 'flow.updated', flowId: flow.id });
    },
    replaceUser(oldId, newId) {
      for (const flow of byId.values()) if (flow.userId === oldId) flow.userId = newId;
    },
    reset() {
      byId.clear();
    },
  };
}
