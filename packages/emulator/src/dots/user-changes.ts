import { isUuid, optionalBoolean, optionalKey, optionalMetadata } from './body-fields.ts';
import type { Body } from './body-fields.ts';
import { keepCompliance, readComplianceBody } from './compliance.ts';
import { DotsRefusal, invalidInput } from './dots-refusal.ts';
import { addPayoutMethod, readPayoutMethodBody, setDefaultMethod } from './payout-methods.ts';
import type { PayoutMethodRecord, TransferRecord, UserRecord } from './records.ts';
import type { Transfers } from './transfers.ts';
import type { Users } from './users.ts';
import type { WorldContext } from './world-context.ts';

/** What an App may do to a user through the API, beside creating and reading. */
export interface UserChanges {
  /** `PUT /v2/users/{id}/compliance`. */
  submitCompliance(userId: string, body: Body): void;
  /** `PUT /v2/users/{id}/payout-methods`. */
  addPayoutMethod(userId: string, body: Body): PayoutMethodRecord;
  /** `PATCH /v2/users/{id}`: default payout method, automatic payout, metadata. */
  patch(userId: string, body: Body): UserRecord;
  /** `POST /v2/payouts`: money out of the wallet, or with `fund` out of the App through it. */
  payOut(body: Body): TransferRecord;
}

export function createUserChanges(context: WorldContext, users: Users, transfers: Transfers): UserChanges {
  function defaultMethodFor(user: UserRecord, rail: unknown): string {
    const method = user.payoutMethods.find((other) => other.rail === rail);
    if (method === undefined) throw invalidInput('default_payout_method must be a payout method that the user has.');
    return method.id;
  }

  function choosePayoutMethod(user: UserRecord, body: Body): PayoutMethodRecord {
    const { platform, account_id: accountId } = body;
    const usable = user.payoutMethods.filter(({ rail }) => !user.payoutOptionsExclude.includes(rail));
    const method =
      accountId === undefined || accountId === null
        ? usable.find(({ id, rail }) =>
            platform === 'default' ? id === user.defaultPayoutMethodId : rail === platform,
          )
        : usable.find(({ id }) => id === accountId);
    if (method === undefined) throw invalidInput('The user has no such payout method: check platform and account_id.');
    return method;
  }

  return {
    submitCompliance(userId, body) {
      const user = users.require(userId);
      keepCompliance(user, readComplianceBody(body, context.clock.nowMs()));
      context.emit({ name: 'user.updated', userId });
    },
    addPayoutMethod(userId, body) {
      const user = users.require(userId);
      const method = addPayoutMethod(context, user, readPayoutMethodBody(body));
      if ('fields' in method) throw invalidInput(Object.values(method.fields).join(' '));
      return method;
    },
    patch(userId, body) {
      const user = users.require(userId);
      const methodId =
        'default_payout_method' in body ? defaultMethodFor(user, body['default_payout_method']) : undefined;
      const autoPayout = optionalBoolean(body, 'auto_payout_enabled', user.autoPayout);
      const metadata = 'metadata' in body ? optionalMetadata(body) : user.metadata;
      if (autoPayout && (methodId ?? user.defaultPayoutMethodId) === null) {
        throw invalidInput('auto_payout_enabled needs a default payout method.');
      }
      Object.assign(user, { autoPayout, metadata });
      if (methodId !== undefined) setDefaultMethod(context, user, methodId);
      context.emit({ name: 'user.updated', userId });
      return user;
    },
    payOut(body) {
      const { amount, user_id: userId } = body;
      if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount <= 0) {
        throw invalidInput('amount must be a whole number of cents above zero.');
      }
      if (!isUuid(userId)) throw invalidInput('user_id is required and must be a UUID.');
      const user = users.require(userId);
      const order = {
        user,
        amountCents: amount,
        method: choosePayoutMethod(user, body),
        idempotencyKey: optionalKey(body, context.settings.keyFormat),
        fund: optionalBoolean(body, 'fund', false),
        metadata: optionalMetadata(body),
      };
      if (user.compliance.mustCollect1099 && user.compliance.form === null) {
        throw new DotsRefusal(400, 'user-info-missing', 'Tax information of this user is needed before a payout.');
      }
      return transfers.payOut(order);
    },
  };
}
