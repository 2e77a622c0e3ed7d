import type { FlowStep } from '@dots-flows/core';
import type { NewFlow, NewTransfer } from './remote-records.ts';

/** Writes a step in Dots' spelling (documented: OpenAPI `steps`; mixing names and objects is allowed). */
export function encodeStep(step: FlowStep): string | Record<string, unknown> {
  if (typeof step === 'string') return step;
  const body = withoutUndefined({
    name: step.name,
    hide_continue_button: step.hideContinueButton,
    redirect_url: step.redirectUrl,
    auto_payout_enabled: step.autoPayoutEnabled,
    require_default_payout_method: step.requireDefaultPayoutMethod,
    require_auto_payout_method: step.requireAutoPayoutMethod,
    payout_fee_party: step.payoutFeeParty,
    template_id: step.templateId,
  });
  return Object.keys(body).length === 1 ? step.name : body;
}

export function encodeFlow(flow: NewFlow): Record<string, unknown> {
  return withoutUndefined({
    steps: flow.steps.map(encodeStep),
    user_id: flow.userId,
    require_auth: flow.requireAuth,
    hide_go_to_dashboard_on_complete: flow.hideGoToDashboardOnComplete,
    metadata: flow.metadata,
  });
}

export function encodeTransfer(transfer: NewTransfer): Record<string, unknown> {
  return {
    amount: transfer.wireAmountCents,
    user_id: transfer.userId,
    idempotency_key: transfer.idempotencyKey,
    metadata: transfer.metadata,
  };
}

function withoutUndefined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
