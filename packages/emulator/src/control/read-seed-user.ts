import { isBody } from '../dots/body-fields.ts';
import type { Body } from '../dots/body-fields.ts';
import { userStatuses } from '../dots/records.ts';
import type { SeedUser } from '../dots/seed-user.ts';
import { isMethodForm } from '../http/flow-action-shape.ts';
import { choiceField, ControlMistake, numberField, optionalTextField, textField } from './control-input.ts';

/** Reads a {@link SeedUser} from JSON. @throws ControlMistake naming the first field that is wrong. */
export function readSeedUser(body: Body): SeedUser {
  const { metadata, payoutMethods = [] } = body;
  if (!Array.isArray(payoutMethods) || !payoutMethods.every(isMethodForm)) {
    throw new ControlMistake('payoutMethods must be a list of methods, each with its rail and all its fields.');
  }
  return {
    id: optionalTextField(body, 'id'),
    phone: textField(body, 'phone'),
    firstName: textField(body, 'firstName'),
    lastName: textField(body, 'lastName'),
    email: optionalTextField(body, 'email'),
    status: body['status'] === undefined ? undefined : choiceField(body, 'status', userStatuses),
    compliance: body['compliance'] === undefined ? undefined : choiceField(body, 'compliance', ['w9', 'w8ben']),
    backgroundCheck:
      body['backgroundCheck'] === undefined
        ? undefined
        : choiceField(body, 'backgroundCheck', ['pass', 'failed', 'pending']),
    mustCollect1099: body['mustCollect1099'] === true,
    idVerified: body['idVerified'] === true,
    autoPayout: body['autoPayout'] === true,
    walletCents: body['walletCents'] === undefined ? undefined : Math.trunc(numberField(body, 'walletCents')),
    payoutMethods,
    metadata: typeof metadata === 'string' || isBody(metadata) ? metadata : null,
  };
}
