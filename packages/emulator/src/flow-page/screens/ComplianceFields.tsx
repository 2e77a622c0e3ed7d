import { CheckField } from '../parts/CheckField.tsx';
import { ChoiceField } from '../parts/ChoiceField.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { TextField } from '../parts/TextField.tsx';
import type { Form } from '../parts/useForm.ts';
import { formatEin, formatSsn } from '../rules/tax-id.ts';
import { US_STATES } from '../us-states.ts';
import type { ComplianceValues } from './compliance-values.ts';

const KINDS = [
  { value: 'ssn', label: 'Individual (SSN)' },
  { value: 'ein', label: 'Business (EIN)' },
];

interface ComplianceFieldsProps {
  readonly form: Form<ComplianceValues>;
}

export function UsTaxFields({ form }: ComplianceFieldsProps) {
  const isSsn = form.values.taxIdKind === 'ssn';
  const kind = form.text('taxIdKind');
  const switchKind = (value: string): void => form.change({ taxIdKind: value === 'ein' ? 'ein' : 'ssn', taxId: '' });
  return (
    <>
      <ChoiceField field={{ ...kind, onChange: switchKind }} legend="You are paid as" choices={KINDS} look="segments" />
      <TextField
        field={form.text('taxId')}
        label={isSsn ? 'Social Security number' : 'Employer Identification Number'}
        placeholder={isSsn ? '123-45-6789' : '12-3456789'}
        inputMode="numeric"
        format={isSsn ? formatSsn : formatEin}
        isSecret
      />
    </>
  );
}

export function AddressFields({ form, isUs }: ComplianceFieldsProps & { readonly isUs: boolean }) {
  return (
    <>
      <TextField field={form.text('line1')} label="Street address" autoComplete="address-line1" />
      <TextField field={form.text('line2')} label="Apartment, suite" autoComplete="address-line2" isOptional />
      <TextField field={form.text('city')} label="City" autoComplete="address-level2" />
      {isUs ? (
        <SelectField
          field={form.text('state')}
          label="State"
          options={US_STATES}
          placeholder="Choose"
          autoComplete="address-level1"
          width="half"
        />
      ) : (
        <TextField
          field={form.text('region')}
          label="State or region"
          autoComplete="address-level1"
          isOptional
          width="half"
        />
      )}
      <TextField
        field={form.text('postalCode')}
        label={isUs ? 'ZIP code' : 'Postal code'}
        autoComplete="postal-code"
        inputMode={isUs ? 'numeric' : undefined}
        isOptional={!isUs}
        width="half"
      />
    </>
  );
}

export function Certification({ form, isUs }: ComplianceFieldsProps & { readonly isUs: boolean }) {
  return (
    <div className="fp-certificate">
      <p className="fp-label">{isUs ? 'Form W-9 certification' : 'Form W-8BEN certification'}</p>
      {isUs ? (
        <ul>
          <li>The number above is my correct taxpayer number.</li>
          <li>I am not subject to backup withholding.</li>
          <li>I am a US citizen or another US person.</li>
        </ul>
      ) : (
        <ul>
          <li>I am the beneficial owner of the income that this form covers.</li>
          <li>I am not a US person.</li>
          <li>I am a resident of the country above for tax purposes.</li>
        </ul>
      )}
      <CheckField field={form.check('certified')}>
        Under penalties of perjury, I certify that all of this is true.
      </CheckField>
    </div>
  );
}
