import { isBody } from '../dots/body-fields.ts';
import type { Body } from '../dots/body-fields.ts';
import type { FlowAction, PayoutMethodForm } from '../flow-page/flow-page-backend.ts';

/** The types of the fields of each action. Whether a value makes sense is the world's question, not this one's. */
type Shape = Readonly<Record<string, 'string' | 'number' | 'boolean'>>;

const bank = { routingNumber: 'string', accountNumber: 'string', accountType: 'string' } as const;

const shapes: Readonly<Record<FlowAction['type'], Shape>> = {
  'send-code': { countryCode: 'string', phoneNumber: 'string', channel: 'string' },
  'change-phone': {},
  'verify-code': { code: 'string' },
  'save-profile': { firstName: 'string', lastName: 'string', email: 'string' },
  'submit-compliance': {},
  'submit-id': { documentType: 'string', pictures: 'number' },
  'submit-background-check': { ssn: 'string', birthDate: 'string', consent: 'boolean' },
  'add-payout-method': {},
  'remove-payout-method': { methodId: 'string' },
  'set-default-payout-method': { methodId: 'string' },
  'set-auto-payout': { enabled: 'boolean' },
  'save-payout-methods': {},
  'link-bank': bank,
  'confirm-payout': { amountCents: 'number', methodId: 'string' },
  continue: {},
  'submit-pdf': { fullName: 'string', signature: 'string', agreed: 'boolean' },
  'finish-redirect': {},
};

const complianceForm: Shape = {
  country: 'string',
  taxIdKind: 'string',
  taxId: 'string',
  birthDate: 'string',
  legalName: 'string',
  line1: 'string',
  line2: 'string',
  city: 'string',
  postalCode: 'string',
  certified: 'boolean',
};

const methodForms: Readonly<Record<string, Shape>> = {
  ach: bank,
  paypal: { email: 'string' },
  venmo: { phoneNumber: 'string' },
  cash_app: { cashTag: 'string' },
  visa: { cardNumber: 'string', expiry: 'string' },
};

/** Is this an action, with every field there and of its type? */
export function isFlowAction(value: unknown): value is FlowAction {
  if (!isBody(value) || typeof value['type'] !== 'string' || !Object.hasOwn(shapes, value['type'])) return false;
  const type = value['type'] as FlowAction['type'];
  if (!fits(value, shapes[type])) return false;
  if (type === 'submit-compliance') return isComplianceForm(value['form']);
  if (type === 'add-payout-method') return isMethodForm(value['method']);
  return type !== 'send-code' || value['channel'] === 'sms' || value['channel'] === 'call';
}

function isComplianceForm(form: unknown): boolean {
  if (!isBody(form) || !fits(form, complianceForm)) return false;
  return typeof form[form['country'] === 'US' ? 'state' : 'region'] === 'string';
}

/** Is this a payout method as it is typed, with every field of its rail? */
export function isMethodForm(method: unknown): method is PayoutMethodForm {
  if (!isBody(method) || typeof method['rail'] !== 'string') return false;
  const shape = Object.hasOwn(methodForms, method['rail']) ? methodForms[method['rail']] : undefined;
  return shape !== undefined && fits(method, shape);
}

function fits(value: Body, shape: Shape): boolean {
  return Object.entries(shape).every(([field, type]) => typeof value[field] === type);
}
