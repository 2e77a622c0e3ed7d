import { useFlowContext } from '../flow-context.ts';
import { BirthDateField } from '../parts/BirthDateField.tsx';
import { Button } from '../parts/Button.tsx';
import { CheckField } from '../parts/CheckField.tsx';
import { DonePanel } from '../parts/DonePanel.tsx';
import { ProblemBox } from '../parts/Notice.tsx';
import { SampleButton } from '../parts/SampleButton.tsx';
import { SAMPLE_BIRTH_DATE, SAMPLE_SSN } from '../parts/samples.ts';
import { OnFileNotice } from '../parts/OnFileNotice.tsx';
import { Screen } from '../parts/Screen.tsx';
import { TextField } from '../parts/TextField.tsx';
import { useForm } from '../parts/useForm.ts';
import { useStep } from '../parts/useStep.ts';
import { birthDateError, isoBirthDate } from '../rules/birth-date.ts';
import { collectErrors } from '../rules/contact.ts';
import { formatSsn, ssnError } from '../rules/tax-id.ts';

/** Consent and identity for a check of criminal records; for US residents over 18 (documented). */
export function BackgroundCheckScreen() {
  const { act, isBusy, view } = useFlowContext();
  const { isDone } = useStep('background-check');
  const form = useForm({
    initial: { ssn: '', birthDate: '', consent: false },
    validate: ({ ssn, birthDate, consent }) =>
      collectErrors({
        ssn: ssnError(ssn),
        birthDate: birthDateError(birthDate),
        consent: consent ? null : 'The check needs your consent.',
      }),
    submit: ({ ssn, birthDate, consent }) =>
      act({ type: 'submit-background-check', ssn, birthDate: isoBirthDate(birthDate), consent }),
  });
  if (isDone)
    return <DonePanel title="Background check sent" lead="We have what we need. You do not have to wait here." />;
  return (
    <Screen
      title="Background check"
      lead={`${view.appName} asks for a check before you start. It is for US residents over 18.`}
    >
      {view.payee?.backgroundCheckPassed && <OnFileNotice>Your background check is on file.</OnFileNotice>}
      <form className="fp-form" {...form.formProps}>
        <ProblemBox problem={form.problem} />
        <SampleButton onFill={() => form.change({ ssn: SAMPLE_SSN, birthDate: SAMPLE_BIRTH_DATE })} />
        <TextField
          field={form.text('ssn')}
          label="Social Security number"
          placeholder="123-45-6789"
          inputMode="numeric"
          format={formatSsn}
          isSecret
        />
        <BirthDateField field={form.text('birthDate')} />
        <div className="fp-certificate">
          <p className="fp-label">What you agree to</p>
          <ul>
            <li>Criminal records and the sex offender registry are searched for your name.</li>
            <li>{view.appName} sees the result. You can ask for a copy and dispute it.</li>
          </ul>
          <CheckField field={form.check('consent')}>I agree to this background check.</CheckField>
        </div>
        <div className="fp-actions">
          <Button type="submit" isBusy={isBusy}>
            Start the check
          </Button>
        </div>
      </form>
    </Screen>
  );
}
