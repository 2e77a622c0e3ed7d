import { FAILURE_REASONS, HOLD_REASONS } from '@dots-flows/core';
import type { AdvanceRequest, CreateFlowRequest, Flow, PayoutSession } from '@dots-flows/core';
import * as z from 'zod';
import type { SweepReport } from '../payouts/payout-service.ts';

/*
 * The bodies of the contract. What validates is what the OpenAPI document shows: it is generated from these schemas.
 * Requests are strict (an unknown key is an error), answers are cut to their known keys, so that nothing that a service
 * carries along by accident leaves the server.
 */

/** Named schemas become components of the OpenAPI document. A registry of our own, so that two copies never clash. */
export const contractRegistry = z.registry<{ id: string; description?: string }>();

const flowLinkFields = {
  flowId: z.string(),
  link: z.string().meta({ description: 'A bearer secret while its user is signed in.' }),
  steps: z.array(z.string()),
  completedSteps: z.array(z.string()),
  signedInUntil: z.iso.datetime().nullable(),
};

const flowLinkSchema = z
  .object(flowLinkFields)
  .register(contractRegistry, { id: 'FlowLink', description: 'The Flow that a payout session shows now.' });

const sessionFields = {
  payoutId: z.string(),
  amountCents: z.int().min(1).meta({ description: 'Whole US cents.' }),
  currency: z.literal('USD'),
  version: z.int().min(0).meta({ description: 'Grows with every change; the newest wins.' }),
};

export const payoutSessionSchema = z
  .discriminatedUnion('stage', [
    z.object({ ...sessionFields, stage: z.literal('onboarding'), flow: flowLinkSchema }),
    z.object({
      ...sessionFields,
      stage: z.literal('transferring'),
      transfer: z.object({ status: z.enum(['sending', 'created', 'pending']) }),
    }),
    z.object({ ...sessionFields, stage: z.literal('held'), reason: z.enum(HOLD_REASONS) }),
    z.object({ ...sessionFields, stage: z.literal('withdrawing'), flow: flowLinkSchema }),
    z.object({ ...sessionFields, stage: z.literal('completed') }),
    z.object({
      ...sessionFields,
      stage: z.literal('failed'),
      reason: z.enum(FAILURE_REASONS),
      canRetry: z.boolean(),
    }),
  ])
  .register(contractRegistry, {
    id: 'PayoutSession',
    description: 'Where a payout stands.',
  }) satisfies z.ZodType<PayoutSession>;

export const flowSchema = z
  .object({ ...flowLinkFields, createdAt: z.iso.datetime() })
  .register(contractRegistry, { id: 'Flow', description: 'A free-standing Flow.' }) satisfies z.ZodType<Flow>;

export const advanceRequestSchema = z
  .strictObject({
    renewLink: z.literal(true).optional().meta({ description: 'Ask for a fresh link in place of one that has aged.' }),
    retry: z.literal(true).optional().meta({ description: 'Ask for another attempt after `failed` with `canRetry`.' }),
  })
  .register(contractRegistry, { id: 'AdvanceRequest' }) satisfies z.ZodType<AdvanceRequest>;

const stepNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)
  .meta({ description: 'The name of a step, such as `compliance` or `manage-payouts`.' });

const flowStepSchema = z.union([
  stepNameSchema,
  z.strictObject({
    name: stepNameSchema,
    hideContinueButton: z.boolean().optional(),
    redirectUrl: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    autoPayoutEnabled: z.boolean().optional(),
    requireDefaultPayoutMethod: z.boolean().optional(),
    requireAutoPayoutMethod: z.boolean().optional(),
    payoutFeeParty: z.enum(['platform', 'user']).optional(),
    templateId: z.string().min(1).max(200).optional(),
  }),
]);

export const createFlowRequestSchema = z
  .strictObject({
    steps: z.array(flowStepSchema).min(1).max(16),
    hideGoToDashboardOnComplete: z.boolean().optional(),
  })
  .register(contractRegistry, { id: 'CreateFlowRequest' }) satisfies z.ZodType<CreateFlowRequest>;

export const sweepReportSchema = z
  .object({ sessions: z.int().min(0), webhooks: z.int().min(0), more: z.boolean() })
  .register(contractRegistry, {
    id: 'SweepReport',
    description: 'What one pass over the due work did.',
  }) satisfies z.ZodType<SweepReport>;

export const webhookReceiptSchema = z
  .object({ received: z.enum(['stored', 'duplicate']) })
  .register(contractRegistry, { id: 'WebhookReceipt' });

export const healthSchema = z.object({ status: z.literal('ok') }).register(contractRegistry, { id: 'Health' });
