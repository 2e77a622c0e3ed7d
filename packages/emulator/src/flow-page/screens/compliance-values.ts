import { checkUsAddress } from '../../dots/validation/us-address.ts';
import type { ComplianceForm } from '../flow-page-backend.ts';
import {
  SAMPLE_BIRTH_DATE,
  SAMPLE_EIN,
  SAMPLE_FOREIGN_ADDRESS,
  SAMPLE_FOREIGN_TAX_ID,
  SAMPLE_SSN,
  SAMPLE_US_ADDRESS,
} from '../parts/samples.ts';
import { birthDateError, isoBirthDate } from '../rules/birth-date.ts';
import { collectErrors, requiredError } from '../rules/contact.ts';
import { einError, foreignTaxIdError, ssnError } from '../rules/tax-id.ts';

/** Everything that can be typed, whichever form it goes to. */
export interface ComplianceValues {
  country: string;
  taxIdKind: 'ssn' | 'ein';
  taxId: string;
  birthDate: string;
  legalName: string;
  line1: string;
  line2: string;
  city: string;
  state: string;
  region: string;
  postalCode: string;
  certified: boolean;
}

/** Field name to sentence, for the form that the country asks for. */
export function complianceErrors(values: ComplianceValues): Record<string, string> {
  const isUs = values.country === 'US';
  const taxIdError = isUs ? (values.taxIdKind === 'ssn' ? ssnError : einError) : foreignTaxIdError;
  const isCompany = isUs && values.taxIdKind === 'ein';
  return collectErrors({
    ...(isUs ? checkUsAddress(values) : {}),
    country: requiredError(values.country, 'Choose a country.'),
    legalName: requiredError(values.legalName, 'Enter your legal name.'),
    taxId: taxIdError(values.taxId),
    birthDate: isCompany ? null : birthDateError(values.birthDate),
    ...(isUs
      ? {}
      : {
          line1: requiredError(values.line1, 'Enter your street address.'),
          city: requiredError(values.city, 'Enter your city.'),
        }),
    certified: values.certified ? null : 'Confirm that this is true to go on.',
  });
}

/** Made-up data for the form that is shown. */
export function sampleOf({ country, taxIdKind, legalName }: ComplianceValues): Partial<ComplianceValues> {
  const name = { legalName: legalName.trim() || 'Sam Sample', birthDate: SAMPLE_BIRTH_DATE };
  if (country !== 'US') return { ...name, ...SAMPLE_FOREIGN_ADDRESS, taxId: SAMPLE_FOREIGN_TAX_ID };
  return { ...name, ...SAMPLE_US_ADDRESS, taxId: taxIdKind === 'ssn' ? SAMPLE_SSN : SAMPLE_EIN };
}

/** What is typed as the W-9 or the W-8BEN that it is. */
export function toComplianceForm(values: ComplianceValues): ComplianceForm {
  const common = {
    taxId: values.taxId.trim(),
    birthDate: values.country === 'US' && values.taxIdKind === 'ein' ? '' : isoBirthDate(values.birthDate),
    legalName: values.legalName.trim(),
    line1: values.line1.trim(),
    line2: values.line2.trim(),
    city: values.city.trim(),
    postalCode: values.postalCode.trim(),
    certified: values.certified,
  };
  if (values.country === 'US') return { ...common, country: 'US', taxIdKind: values.taxIdKind, state: values.state };
  return { ...common, country: values.country, taxIdKind: 'foreign', region: values.region.trim() };
}
