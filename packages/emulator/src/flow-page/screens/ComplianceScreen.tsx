import { COUNTRIES } from '../countries.ts';
import { useFlowContext } from '../flow-context.ts';
import type { ComplianceForm } from '../flow-page-backend.ts';
import { isCountryCode } from '../../dots/validation/country-codes.ts';
import { checkUsAddress } from '../../dots/validation/us-address.ts';
import { BirthDateField } from '../parts/BirthDateField.tsx';
import { Button } from '../parts/Button.tsx';
import { CheckField } from '../parts/CheckField.tsx';
import { ChoiceField } from '../parts/ChoiceField.tsx';
import { DonePanel } from '../parts/DonePanel.tsx';
import { ProblemBox } from '../parts/Notice.tsx';
import { OnFileNotice } from '../parts/OnFileNotice.tsx';
import { SampleButton } from '../parts/SampleButton.tsx';
import {
  SAMPLE_BIRTH_DATE,
  SAMPLE_EIN,
  SAMPLE_FOREIGN_ADDRESS,
  SAMPLE_FOREIGN_TAX_ID,
  SAMPLE_SSN,
  SAMPLE_US_ADDRESS,
} from '../parts/samples.ts';
import { Screen } from '../parts/Screen.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { TextField } from '../parts/TextField.tsx';
import { useForm } from '../parts/useForm.ts';
import { useStep } from '../parts/useStep.ts';
import { birthDateError, isoBirthDate } from '../rules/birth-date.ts';
import { collectErrors, requiredError } from '../rules/contact.ts';
import { einError, foreignTaxIdError, formatEin, formatSsn, ssnError } from '../rules/tax-id.ts';
import { US_STATES } from '../us-states.ts';

const COUNTRY_OPTIONS = COUNTRIES.filter(({ iso }) => isCountryCode(iso)).map(({ iso, name }) => ({
  value: iso,
  label: name,
}));
const KINDS = [
  { value: 'ssn', label: 'Individual (SSN)' },
  { value: 'ein', label: 'Business (EIN)' },
];

interface Values {
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

/** Tax data: the W-9 of a US person, the W-8BEN of everybody else. */
export function ComplianceScreen() {
  const { act, isBusy, remembered, view } = useFlowContext();
  const { isDone } = useStep('compliance');
  const payee = view.payee;
  const form = useForm<Values>({
    initial: {
      country: remembered.countryIso,
      taxIdKind: 'ssn',
      taxId: '',
      birthDate: '',
      legalName: payee ? `${payee.firstName} ${payee.lastName}`.trim() : '',
      line1: '',
      line2: '',
      city: '',
      state: '',
      region: '',
      postalCode: '',
      certified: false,
    },
    validate: complianceErrors,
    submit: (values) => act({ type: 'submit-compliance', form: toComplianceForm(values) }),
  });
  const isUs = form.values.country === 'US';
  // A company has no birthday.
  const isCompany = isUs && form.values.taxIdKind === 'ein';
  if (isDone) {
    return <DonePanel title="Tax details received" lead="Thank you. Your tax form is signed and on file." />;
  }
  return (
    <Screen
      title="Tax details"
      lead={`US law asks for these before ${view.appName} can pay you. They go to Dots only, never to ${view.appName}.`}
    >
      {payee?.complianceCollected && <OnFileNotice>Your tax form is on file.</OnFileNotice>}
      <form className="fp-form" {...form.formProps}>
        <ProblemBox problem={form.problem} />
        <SampleButton onFill={() => form.change(sampleOf(form.values))} />
        <SelectField
          field={{ ...form.text('country'), onChange: (country) => form.change({ country, taxId: '' }) }}
          label="Country of tax residence"
          options={COUNTRY_OPTIONS}
          autoComplete="country"
        />
        <TextField
          field={form.text('legalName')}
          label="Legal name"
          autoComplete="name"
          hint="As on your tax return."
        />
        {isUs ? (
          <UsTaxFields form={form} />
        ) : (
          <TextField
            field={form.text('taxId')}
            label="Tax identification number"
            hint="The number that your own country gave you."
            isSecret
          />
        )}
        {!isCompany && <BirthDateField field={form.text('birthDate')} />}
        <AddressFields form={form} isUs={isUs} />
        <Certification form={form} isUs={isUs} />
        <div className="fp-actions">
          <Button type="submit" isBusy={isBusy}>
            {isUs ? 'Sign and submit W-9' : 'Sign and submit W-8BEN'}
          </Button>
        </div>
      </form>
    </Screen>
  );
}

type ComplianceFormState = ReturnType<typeof useForm<Values>>;

function UsTaxFields({ form }: { form: ComplianceFormState }) {
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

function AddressFields({ form, isUs }: { form: ComplianceFormState; isUs: boolean }) {
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

function Certification({ form, isUs }: { form: ComplianceFormState; isUs: boolean }) {
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

function complianceErrors(values: Values): Record<string, string> {
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

function sampleOf({ country, taxIdKind, legalName }: Values): Partial<Values> {
  const name = { legalName: legalName.trim() || 'Sam Sample', birthDate: SAMPLE_BIRTH_DATE };
  if (country !== 'US') return { ...name, ...SAMPLE_FOREIGN_ADDRESS, taxId: SAMPLE_FOREIGN_TAX_ID };
  return { ...name, ...SAMPLE_US_ADDRESS, taxId: taxIdKind === 'ssn' ? SAMPLE_SSN : SAMPLE_EIN };
}

function toComplianceForm(values: Values): ComplianceForm {
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
