import type { ComplianceForm } from '../flow-page/flow-page-backend.ts';
import { isBody } from './body-fields.ts';
import type { Body } from './body-fields.ts';
import { DotsRefusal, invalidInput } from './dots-refusal.ts';
import type { UserRecord } from './records.ts';
import { checkComplianceForm } from './validation/compliance-form.ts';

/** Keeps of a checked form what may be kept: of the tax number the last four digits, of the birth date that it was there. */
export function keepCompliance(user: UserRecord, form: ComplianceForm) {
  Object.assign(user.compliance, {
    form: form.country === 'US' ? 'w9' : 'w8ben',
    taxIdKind: form.taxIdKind,
    taxIdLast4: form.taxId.replace(/[^\p{L}\d]/gu, '').slice(-4),
    taxIdVerification: 'matched',
    country: form.country,
    legalName: form.legalName.trim(),
    birthDateCollected: user.compliance.birthDateCollected || form.taxIdKind !== 'ein',
    address: {
      line1: form.line1.trim(),
      line2: form.line2.trim(),
      city: form.city.trim(),
      state: ('state' in form ? form.state : form.region).trim().toUpperCase(),
      postalCode: form.postalCode.trim(),
    },
  });
}

/**
 * Reads the body of `PUT /v2/users/{id}/compliance`: `w9` or `w8ben` (documented by the OpenAPI file).
 *
 * @throws DotsRefusal `invalid-ssn` or `invalid-input`.
 */
export function readComplianceBody(body: Body, nowMs: number): ComplianceForm {
  const { w9, w8ben } = body;
  if (isBody(w9) === isBody(w8ben)) throw invalidInput('Send either w9 or w8ben, an object.');
  const form = isBody(w9) ? readW9(w9) : readW8Ben(isBody(w8ben) ? w8ben : {});
  const fields = checkComplianceForm(form, nowMs);
  const first = Object.entries(fields)[0];
  if (first === undefined) return form;
  const code = first[0] === 'taxId' && form.taxIdKind === 'ssn' ? 'invalid-ssn' : 'invalid-input';
  throw new DotsRefusal(400, code, `${wireNames[first[0]] ?? first[0]}: ${first[1]}`);
}

/** Our field names to Dots', for messages. */
const wireNames: Readonly<Record<string, string>> = {
  taxId: 'tin',
  birthDate: 'date_of_birth',
  legalName: 'name',
  line1: 'address.line_1',
  city: 'address.city',
  state: 'address.state',
  postalCode: 'address.postcode',
  country: 'citizenship_country',
  certified: 'signature.consent',
};

function readW9(w9: Body): ComplianceForm {
  const isBusiness = w9['entity_type'] === 'business';
  if (!isBusiness && w9['entity_type'] !== 'individual')
    throw invalidInput('w9.entity_type must be individual or business.');
  return {
    country: 'US',
    taxIdKind: isBusiness ? 'ein' : 'ssn',
    taxId: text(w9, 'tin'),
    birthDate: text(w9, 'date_of_birth'),
    legalName: isBusiness ? text(w9, 'business_name') : `${text(w9, 'first_name')} ${text(w9, 'last_name')}`,
    ...readAddress(w9),
    certified: true,
  };
}

function readW8Ben(w8ben: Body): ComplianceForm {
  const country = text(w8ben, 'citizenship_country').toUpperCase();
  if (country === 'US') throw invalidInput('w8ben.citizenship_country must not be US: send w9 instead.');
  const { state, ...address } = readAddress(w8ben);
  const signature = isBody(w8ben['signature']) ? w8ben['signature'] : {};
  return {
    country,
    taxIdKind: 'foreign',
    taxId: text(w8ben, 'foreign_tax_id') || text(w8ben, 'tin'),
    birthDate: text(w8ben, 'date_of_birth'),
    legalName: text(w8ben, 'name'),
    ...address,
    region: state,
    certified: signature['consent'] === true,
  };
}

function readAddress(owner: Body) {
  const address = isBody(owner['address']) ? owner['address'] : {};
  return {
    line1: text(address, 'line_1'),
    line2: text(address, 'line_2'),
    city: text(address, 'city'),
    state: text(address, 'state'),
    postalCode: text(address, 'postcode'),
  };
}

function text(body: Body, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}
