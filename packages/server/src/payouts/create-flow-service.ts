import { DotsFlowsError } from '@dots-flows/core';
import type { Flow } from '@dots-flows/core';
import type { Answer } from '../dots-api/answer.ts';
import type { RemoteFlow } from '../dots-api/remote-records.ts';
import { keepLink } from './create-flow.ts';
import type { PayoutContext } from './payout-context.ts';
import type { FlowService } from './payout-service.ts';
import { remoteError } from './remote-error.ts';

/**
 * Free-standing Flows. A bound account's Flow belongs to its Dots user, and asks for the phone's proof until a payout was
 * done with one; an account that is not bound yet signs in inside the Flow, which binds nothing.
 */
export function createFlowService(context: PayoutContext): FlowService {
  const { store, api, clock, rules } = context;

  function toFlow(remote: RemoteFlow, signedInUntilMs: number | null, createdAtMs: number): Flow {
    return {
      flowId: remote.flowId,
      link: remote.link,
      steps: remote.steps,
      completedSteps: remote.completedSteps,
      signedInUntil: signedInUntilMs === null ? null : new Date(signedInUntilMs).toISOString(),
      createdAt: new Date(remote.createdAtMs ?? createdAtMs).toISOString(),
    };
  }

  function accepted(answer: Answer<RemoteFlow>): RemoteFlow {
    if (answer.kind !== 'accepted') throw remoteError(answer);
    if (keepLink(context, answer.value)) return answer.value;
    throw remoteError({ kind: 'unknown', why: 'unreadable', status: 200, retryAfterMs: undefined });
  }

  return {
    async create({ accountId, request }) {
      await context.opened();
      const binding = await store.readBinding({ accountId });
      const requireAuth = binding !== null && binding.confirmedAtMs === null;
      const askedAtMs = clock.nowMs();
      const remote = accepted(
        await api.createFlow({
          steps: request.steps,
          hideGoToDashboardOnComplete: request.hideGoToDashboardOnComplete,
          ...(binding === null ? {} : { userId: binding.dotsUserId, requireAuth }),
        }),
      );
      const signedInUntilMs = binding === null || requireAuth ? null : askedAtMs + rules.times.signedInMs;
      const { flowId, steps, completedSteps, userId: dotsUserId } = remote;
      await store.saveFlow({
        accountId,
        flowId,
        kind: 'standalone',
        steps,
        completedSteps,
        dotsUserId,
        requireAuth,
        signedInUntilMs,
      });
      return toFlow(remote, signedInUntilMs, askedAtMs);
    },
    async read({ accountId, flowId }) {
      await context.opened();
      const flow = await store.readFlow({ flowId, accountId });
      if (flow === null)
        throw new DotsFlowsError('flow-not-found', {
          message:
            'No Flow has this id for this account. Check the id; the Flows of payouts are read through their payout.',
        });
      return toFlow(accepted(await api.readFlow(flowId)), flow.signedInUntilMs, flow.createdAtMs);
    },
  };
}
