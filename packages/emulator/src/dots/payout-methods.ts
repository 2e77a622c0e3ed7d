import type { PayoutMethodForm } from '../flow-page/flow-page-backend.ts';
import type { Body } from './body-fields.ts';
import { invalidInput } from './dots-refusal.ts';
import { describePayoutMethod } from './payout-method.ts';
import type { FieldProblems } from './payout-method.ts';
import type { PayoutMethodRecord, UserRecord } from './records.ts';
import type { WorldContext } from './world-context.ts';

const MOST_METHODS = 10;

/** Adds a checked payout method; the first one becomes the default. Field problems come back as values. */
export function addPayoutMethod(
  context: WorldContext,
  user: UserRecord,
  form: PayoutMethodForm,
): PayoutMethodRecord | FieldProblems {
  if (user.payoutOptionsExclude.includes(form.rail)) return { fields: { rail: 'This way is not offered here.' } };
  if (user.payoutMethods.length >= MOST_METHODS)
    return { fields: { rail: 'Remove a payout method before you add another one.' } };
  const method = describePayoutMethod(form, context.ids, context.clock.nowMs());
  if ('fields' in method) return method;
  user.payoutMethods = [...user.payoutMethods, method];
  context.emit({ name: 'user.updated.payout_method', userId: user.id });
  if (user.defaultPayoutMethodId === null) setDefaultMethod(context, user, method.id);
  return method;
}

export function setDefaultMethod(context: WorldContext, user: UserRecord, methodId: string | null) {
  user.defaultPayoutMethodId = methodId;
  // Without somewhere to go there is no automatic payout.
  if (methodId === null) user.autoPayout = false;
  context.emit({ name: 'user.updated.default_payout_method_changed', userId: user.id });
}

/** Reads the body of `PUT /v2/users/{id}/payout-methods` (documented by the OpenAPI file). */
export function readPayoutMethodBody(body: Body): PayoutMethodForm {
  switch (body['platform']) {
    case 'ach':
      return {
        rail: 'ach',
        routingNumber: text(body, 'routing_number'),
        accountNumber: text(body, 'account_number'),
        accountType: body['account_type'] === 'savings' ? 'savings' : 'checking',
      };
    case 'paypal':
      return { rail: 'paypal', email: text(body, 'email') };
    case 'venmo':
      return { rail: 'venmo', phoneNumber: text(body, 'phone_number') };
    case 'cash_app':
      return { rail: 'cash_app', cashTag: text(body, 'cash_tag') };
    default:
      throw invalidInput('platform must be paypal, venmo, cash_app or ach.');
  }
}

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw invalidInput(`${name} is required for this platform.`);
  return value;
}
