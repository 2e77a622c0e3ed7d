import type { Flow, FlowLink, PayoutSession, ServerAdapter } from '@dots-flows/react';
import { STORY_AMOUNT_CENTS } from './story-dots.ts';
import type { StoryDots } from './story-dots.ts';

/** Options of {@link createStageAdapter}. */
export interface StageAdapterOptions {
  /** Where the payout stands when the card asks for the first time. */
  readonly stage: 'onboarding' | 'withdrawing';
  /** The server never confirms what the frame reports, as when webhooks and Dots itself are slow. Default `false`. */
  readonly isSlowToConfirm?: boolean | undefined;
  /** How long the first link still signs its user in. Default 14 minutes. */
  readonly signedInForMs?: number | undefined;
}

const SIGNED_IN_MS = 14 * 60_000;

/** A server whose payout stands at one stage already, as on a return days later or on another device. */
export function createStageAdapter(dots: StoryDots, options: StageAdapterOptions): ServerAdapter {
  const { stage, isSlowToConfirm = false } = options;
  let flow: Flow | null = null;
  let signedInUntil = new Date(Date.now() + (options.signedInForMs ?? SIGNED_IN_MS)).toISOString();
  let version = 0;

  const linkOf = (current: Flow): FlowLink => ({ ...current, signedInUntil });
  return {
    createFlow: async (request) => dots.createFlow({ steps: [...request.steps], user_id: dots.payeeId }),
    retrieveFlow: async (flowId) => dots.retrieveFlow(flowId),
    async advancePayout(payoutId, { renewLink = false } = {}): Promise<PayoutSession> {
      if (flow === null || renewLink) {
        if (flow !== null) signedInUntil = new Date(Date.now() + SIGNED_IN_MS).toISOString();
        const steps = stage === 'onboarding' ? ['compliance', 'manage-payouts'] : ['payout'];
        flow = dots.createFlow({ steps, user_id: dots.payeeId });
        version += 1;
      }
      const base = { payoutId, amountCents: STORY_AMOUNT_CENTS, currency: 'USD' } as const;
      const current = dots.retrieveFlow(flow.flowId);
      if (isSlowToConfirm || current.completedSteps.length < current.steps.length)
        return {
          ...base,
          version,
          stage,
          flow: linkOf(isSlowToConfirm ? { ...current, completedSteps: [] } : current),
        };
      return stage === 'onboarding'
        ? { ...base, version: version + 1, stage: 'transferring', transfer: { status: 'created' } }
        : { ...base, version: version + 1, stage: 'completed' };
    },
  };
}
