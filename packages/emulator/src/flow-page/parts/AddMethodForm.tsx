import { describePayoutMethod } from '../../dots/payout-method.ts';
import { useFlowContext } from '../flow-context.ts';
import type { PayoutMethodForm } from '../flow-page-backend.ts';
import { RAILS, railOf } from '../rails.ts';
import { formatCardNumber, formatExpiry } from '../rules/payout-details.ts';
import { BankAccountFields } from './BankAccountFields.tsx';
import { Button } from './Button.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { ProblemBox } from './Notice.tsx';
import { SAMPLE_METHOD } from './samples.ts';
import { SampleButton } from './SampleButton.tsx';
import { TextField } from './TextField.tsx';
import { useForm } from './useForm.ts';
import type { FieldErrors, Form } from './useForm.ts';

interface Values {
  rail: string;
  routingNumber: string;
  accountNumber: string;
  accountType: 'checking' | 'savings';
  email: string;
  phoneNumber: string;
  cashTag: string;
  cardNumber: string;
  expiry: string;
}

export interface AddMethodFormProps {
  readonly onAdded: (methodId: string) => void;
  /** Absent when there is nothing to go back to. */
  readonly onCancel?: (() => void) | undefined;
}

/** Choose a rail, give its details, save. */
export function AddMethodForm({ onAdded, onCancel }: AddMethodFormProps) {
  const { act, isBusy, view } = useFlowContext();
  const form = useForm<Values>({
    initial: {
      rail: '',
      routingNumber: '',
      accountNumber: '',
      accountType: 'checking',
      email: view.payee?.email ?? '',
      phoneNumber: '',
      cashTag: '',
      cardNumber: '',
      expiry: '',
    },
    validate: methodErrors,
    submit: async (values) => {
      const method = toMethodForm(values);
      if (!method) return { isDone: false, problem: null };
      const result = await act({ type: 'add-payout-method', method });
      const before = new Set(view.payee?.payoutMethods.map(({ id }) => id));
      const added = result.view?.payee?.payoutMethods.find(({ id }) => !before.has(id));
      if (added) onAdded(added.id);
      return result;
    },
  });
  const excluded = new Set(view.payee?.excludedRails);
  const choices = RAILS.filter(({ name }) => !excluded.has(name)).map((rail) => ({
    value: rail.name,
    label: rail.label,
    detail: rail.expectedTime,
    icon: rail.icon,
  }));
  const isChosen = form.values.rail !== '';
  return (
    <form className="fp-form fp-inset" aria-label="Add a payout method" {...form.formProps}>
      <ProblemBox problem={form.problem} />
      <ChoiceField field={form.text('rail')} legend="Where should your money go?" choices={choices} look="rows" />
      <RailFields form={form} />
      {isChosen && <SampleButton onFill={() => form.change(SAMPLE_METHOD)} />}
      {(isChosen || onCancel) && (
        <div className="fp-actions">
          {isChosen && (
            <Button type="submit" isBusy={isBusy}>
              Add {railOf(form.values.rail).noun}
            </Button>
          )}
          {onCancel && (
            <Button kind="quiet" onClick={onCancel} isDisabled={isBusy}>
              Cancel
            </Button>
          )}
        </div>
      )}
    </form>
  );
}

function RailFields({ form }: { form: Form<Values> }) {
  switch (form.values.rail) {
    case 'ach':
      return <BankAccountFields text={form.text} />;
    case 'paypal':
      return (
        <TextField
          field={form.text('email')}
          label="PayPal email"
          type="email"
          inputMode="email"
          autoComplete="email"
        />
      );
    case 'venmo':
      return (
        <TextField
          field={form.text('phoneNumber')}
          label="Venmo phone number"
          hint="The US number of your Venmo account."
          prefix="+1"
          type="tel"
          inputMode="tel"
          autoComplete="tel-national"
        />
      );
    case 'cash_app':
      return (
        <TextField
          field={form.text('cashTag')}
          label="$Cashtag"
          prefix="$"
          autoCapitalize="none"
          format={(typed) => typed.replace(/^\$+/, '')}
        />
      );
    case 'visa':
      return (
        <>
          <TextField
            field={form.text('cardNumber')}
            label="Card number"
            hint="Visa debit cards."
            inputMode="numeric"
            autoComplete="cc-number"
            placeholder="4000 0000 0000 0000"
            format={formatCardNumber}
          />
          <TextField
            field={form.text('expiry')}
            label="Expires"
            inputMode="numeric"
            autoComplete="cc-exp"
            placeholder="MM/YY"
            format={formatExpiry}
            width="half"
          />
        </>
      );
    default:
      return null;
  }
}

/** The emulator's own check, so that the page refuses just what the server would. */
function methodErrors(values: Values): FieldErrors {
  const method = toMethodForm(values);
  if (!method) return { rail: 'Choose where your money should go.' };
  const noIds = { uuid: () => '', integer: () => 0, token: () => '', reset: () => undefined };
  const made = describePayoutMethod(method, noIds, Date.now());
  return 'fields' in made ? made.fields : {};
}

function toMethodForm(values: Values): PayoutMethodForm | null {
  const { routingNumber, accountNumber, accountType, email, phoneNumber, cashTag, cardNumber, expiry } = values;
  switch (values.rail) {
    case 'ach':
      return { rail: 'ach', routingNumber, accountNumber, accountType };
    case 'paypal':
      return { rail: 'paypal', email: email.trim() };
    case 'venmo':
      return { rail: 'venmo', phoneNumber };
    case 'cash_app':
      return { rail: 'cash_app', cashTag: `$${cashTag.trim()}` };
    case 'visa':
      return { rail: 'visa', cardNumber: cardNumber.replaceAll(' ', ''), expiry };
    default:
      return null;
  }
}
