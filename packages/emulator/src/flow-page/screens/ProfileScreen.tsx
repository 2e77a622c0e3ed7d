import { useFlowContext } from '../flow-context.ts';
import { Button } from '../parts/Button.tsx';
import { ProblemBox } from '../parts/Notice.tsx';
import { Screen } from '../parts/Screen.tsx';
import { TextField } from '../parts/TextField.tsx';
import { useForm } from '../parts/useForm.ts';
import { collectErrors, emailError, requiredError } from '../rules/contact.ts';

const NAME_LENGTH = 50;

/** Who a new payee is. */
export function ProfileScreen() {
  const { act, isBusy, view } = useFlowContext();
  const form = useForm({
    initial: { firstName: '', lastName: '', email: '' },
    validate: ({ firstName, lastName, email }) =>
      collectErrors({
        firstName: requiredError(firstName, 'Enter your first name.', NAME_LENGTH),
        lastName: requiredError(lastName, 'Enter your last name.', NAME_LENGTH),
        email: emailError(email),
      }),
    submit: ({ firstName, lastName, email }) =>
      act({ type: 'save-profile', firstName: firstName.trim(), lastName: lastName.trim(), email: email.trim() }),
  });
  return (
    <Screen title="Tell us who you are" lead={`Your name and email, so that ${view.appName} can pay you.`}>
      <form className="fp-form" {...form.formProps}>
        <ProblemBox problem={form.problem} />
        <TextField field={form.text('firstName')} label="First name" autoComplete="given-name" width="half" />
        <TextField field={form.text('lastName')} label="Last name" autoComplete="family-name" width="half" />
        <TextField
          field={form.text('email')}
          label="Email"
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
        />
        <div className="fp-actions">
          <Button type="submit" isBusy={isBusy}>
            Continue
          </Button>
        </div>
      </form>
    </Screen>
  );
}
