import { COUNTRIES } from '../countries.ts';
import { useFlowContext } from '../flow-context.ts';
import { isCountryCode } from '../../dots/validation/country-codes.ts';
import { BirthDateField } from '../parts/BirthDateField.tsx';
import { Button } from '../parts/Button.tsx';
import { DonePanel } from '../parts/DonePanel.tsx';
import { ProblemBox } from '../parts/Notice.tsx';
import { OnFileNotice } from '../parts/OnFileNotice.tsx';
import { SampleButton } from '../parts/SampleButton.tsx';
import { Screen } from '../parts/Screen.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { TextField } from '../parts/TextField.tsx';
import { useForm } from '../parts/useForm.ts';
import { useStep } from '../parts/useStep.ts';
import { AddressFields, Certification, UsTaxFields } from './ComplianceFields.tsx';
import { complianceErrors, sampleOf, toComplianceForm } from './compliance-values.ts';
import type { ComplianceValues } from './compliance-values.ts';

const COUNTRY_OPTIONS = COUNTRIES.filter(({ iso }) => isCountryCode(iso)).map(({ iso, name }) => ({
  value: iso,
  label: name,
}));
/** Tax data: the W-9 of a US person, the W-8BEN of everybody else. */
export function ComplianceScreen() {
  const { act, isBusy, remembered, view } = useFlowContext();
  const { isDone } = useStep('compliance');
  const payee = view.payee;
  const form = useForm<ComplianceValues>({
    initial: {
      country: isCountryCode(remembered.countryIso) ? remembered.countryIso : 'US',
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
