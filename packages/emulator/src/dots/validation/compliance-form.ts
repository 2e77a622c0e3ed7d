import type { ComplianceForm } from '../../flow-page/flow-page-backend.ts';
import { birthDateProblem } from './birth-date.ts';
import { isCountryCode } from './country-codes.ts';
import { isEin, isForeignTaxId, isSsn } from './tax-id.ts';
import { checkUsAddress } from './us-address.ts';

const ADULT_YEARS = 18;

/** Checks a W-9 or W-8BEN as it is typed. Answers field to sentence; nothing wrong is an empty object. */
export function checkComplianceForm(form: ComplianceForm, nowMs: number): Record<string, string> {
  const fields: Record<string, string> = {};
  const isUs = form.country === 'US';
  if (!isCountryCode(form.country)) fields['country'] = 'Choose a country.';
  if (form.legalName.trim().length < 2 || form.legalName.length > 100)
    fields['legalName'] = 'Enter the name as on your tax return.';
  const taxId = taxIdProblem(form, isUs);
  if (taxId !== null) fields['taxId'] = taxId;
  // A company has no birthday; the form asks for it only beside a personal number.
  const birthDate = form.taxIdKind === 'ein' ? null : birthDateProblem(form.birthDate, nowMs, ADULT_YEARS);
  if (birthDate !== null) fields['birthDate'] = birthDate;
  Object.assign(fields, 'state' in form ? checkUsAddress(form) : checkForeignAddress(form));
  if (!form.certified) fields['certified'] = 'Confirm that this is true: the tax form needs your word.';
  return fields;
}

function taxIdProblem(form: ComplianceForm, isUs: boolean): string | null {
  if (isUs !== (form.taxIdKind !== 'foreign')) return 'This kind of number does not belong to this country.';
  if (form.taxIdKind === 'ssn') return isSsn(form.taxId) ? null : 'This is not a valid Social Security number.';
  if (form.taxIdKind === 'ein') return isEin(form.taxId) ? null : 'This is not a valid Employer Identification Number.';
  return isForeignTaxId(form.taxId) ? null : 'Enter your tax number: 4 to 25 letters and digits.';
}

function checkForeignAddress(form: { readonly line1: string; readonly city: string; readonly postalCode: string }) {
  const fields: Record<string, string> = {};
  if (form.line1.trim().length < 3) fields['line1'] = 'Enter the street and number.';
  if (form.city.trim().length < 2) fields['city'] = 'Enter the city.';
  // Some countries have no postal codes: an empty one is fine, a strange one is not.
  if (!/^[\p{L}\d -]{0,12}$/u.test(form.postalCode.trim())) fields['postalCode'] = 'Check the postal code.';
  return fields;
}
