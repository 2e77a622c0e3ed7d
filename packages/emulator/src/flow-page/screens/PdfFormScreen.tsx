import { useFlowContext } from '../flow-context.ts';
import { Button } from '../parts/Button.tsx';
import { CheckField } from '../parts/CheckField.tsx';
import { DonePanel } from '../parts/DonePanel.tsx';
import { ProblemBox } from '../parts/Notice.tsx';
import { Screen } from '../parts/Screen.tsx';
import { TextField } from '../parts/TextField.tsx';
import { useForm } from '../parts/useForm.ts';
import { useStep } from '../parts/useStep.ts';
import { collectErrors, requiredError } from '../rules/contact.ts';

/** A document to read, fill in and sign. The paper shows what is typed as it is typed. */
export function PdfFormScreen() {
  const { act, isBusy, view } = useFlowContext();
  const { isDone } = useStep('pdf-form-fill');
  const payee = view.payee;
  const form = useForm({
    initial: { fullName: payee ? `${payee.firstName} ${payee.lastName}`.trim() : '', signature: '', agreed: false },
    validate: ({ fullName, signature, agreed }) =>
      collectErrors({
        fullName: requiredError(fullName, 'Enter your full name.'),
        signature: signatureError(signature, fullName),
        agreed: agreed ? null : 'Confirm that you have read the document.',
      }),
    submit: ({ fullName, signature, agreed }) =>
      act({ type: 'submit-pdf', fullName: fullName.trim(), signature: signature.trim(), agreed }),
  });
  if (isDone) return <DonePanel title="Document signed" lead="Your signature is recorded." />;
  const template = view.stepOptions['template_id'];
  const { fullName, signature } = form.values;
  return (
    <Screen title="Sign the document" lead="Read it, then sign it by typing your name.">
      <form className="fp-form" {...form.formProps}>
        <ProblemBox problem={form.problem} />
        <Paper appName={view.appName} fullName={fullName} signature={signature} template={template} />
        <TextField field={form.text('fullName')} label="Full name" autoComplete="name" autoCapitalize="words" />
        <TextField
          field={form.text('signature')}
          label="Signature"
          hint="Type your full name."
          autoCapitalize="words"
        />
        <CheckField field={form.check('agreed')}>I have read the document and agree to it.</CheckField>
        <div className="fp-actions">
          <Button type="submit" isBusy={isBusy}>
            Sign and submit
          </Button>
        </div>
      </form>
    </Screen>
  );
}

interface PaperProps {
  readonly appName: string;
  readonly fullName: string;
  readonly signature: string;
  readonly template: unknown;
}

function Paper({ appName, fullName, signature, template }: PaperProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keyboard.
    <section className="fp-paper" aria-label="Document" tabIndex={0}>
      <p className="fp-paper-title">Independent contractor agreement</p>
      <p>
        Between <strong>{appName}</strong> and <strong>{fullName.trim() || '____________'}</strong>.
      </p>
      <p>1. You do the jobs that you accept, in your own time and with your own tools.</p>
      <p>2. You are paid for each finished job, to the payout method that you choose.</p>
      <p>3. Either side may end this agreement at any time.</p>
      <p className="fp-paper-signature">
        <span>{signature || ' '}</span>
        Signature
      </p>
      {typeof template === 'string' && <p className="fp-paper-small">Template {template}</p>}
    </section>
  );
}

function signatureError(signature: string, fullName: string): string | null {
  if (signature.trim() === '') return 'Sign by typing your full name.';
  const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(signature) === plain(fullName) ? null : 'The signature must be the same as the full name.';
}
